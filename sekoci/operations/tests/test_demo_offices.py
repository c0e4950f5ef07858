"""The officers of the demo: lists linked, programmes with businesses in them, named as invented; twice is once."""

from dataclasses import replace

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.demo import load_demo
from sekoci.operations.demo.offices import load_offices
from sekoci.operations.demo.shops.melati import MELATI
from sekoci.operations.verify import verify

COUNTED = (
    "registry_organisation",
    "registry_listrow",
    "registry_outlet",
    "programs_program",
    "programs_enrolment",
    "programs_support",
)
SHORT = replace(MELATI, days=9, pace=5)


def test_an_officer_finds_lists_linked_and_programmes_that_run(areas, db):
    load_demo([SHORT])
    made = load_offices()
    assert (made.organisations, made.programs) == (6, 2)
    assert [check for check in verify().checks if check.wrong] == []
    rows = counts()
    again = load_offices()
    assert (again.organisations, again.programs) == (0, 0)
    assert counts() == rows
    with across_businesses():
        names = [name for (name,) in fetch("select name from registry_organisation where name <> 'Toko di Sekoci'")]
        reached = fetch("select count(*) from programs_enrolment where 'first_order' = any(reached)")
        melati = fetch("select count(*) from programs_enrolment where shop_id is not null and 'first_order' = any(reached)")
    assert all(name.endswith("(rekaan)") for name in names)
    assert reached[0][0] > 30, reached
    assert melati == [(2,)], "in the programme of the city and in that of the province"


def counts() -> list[int]:
    with across_businesses():
        return [fetch(f"select count(*) from {table}")[0][0] for table in COUNTED]  # noqa: S608  names are ours
