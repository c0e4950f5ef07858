"""The range that a linking leaves is told of each area by what was unsure there; to those outside by the country's share."""

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.registry.actions import found_organisation
from sekoci.registry.actions.adding_up import add_up_outlets
from sekoci.registry.actions.linking import Linked
from sekoci.registry.queries.counts import doubt_of
from sekoci.registry.tests.linked import a_list, a_row, by_phone, linked

pytestmark = pytest.mark.django_db
LAWEYAN, BANJARSARI, MARISO = "33.72.01", "33.72.05", "73.71.01"


def unsure_in_banjarsari(db, **facts):
    """Of ten outlets there may be two fewer, two in Banjarsari, and one more, in Mariso; and one fewer that no pair tells of."""
    found = by_phone(db, **facts)
    db.execute("insert into unsure select id, false from rows where area_code = ? order by id limit 2", [BANJARSARI])
    db.execute("insert into unsure select id, true from rows where area_code = ? order by id limit 1", [MARISO])
    return Linked(found.pairs, found.count, found.count - 3, found.count + 1, found.model)


@pytest.fixture
def lists(few_areas) -> int:
    """Four outlets in Laweyan, four in Banjarsari, two in Mariso."""
    one = a_list(found_organisation("GoFood", kind="ride_hailing"))
    for number, area in enumerate([LAWEYAN] * 4 + [BANJARSARI] * 4 + [MARISO] * 2):
        a_row(one, f"Warung {number}", f"+62812555000{number:02}", area=area)
    return one


def shares(area: str) -> tuple[float, float]:
    with across_businesses():
        found = doubt_of(area)
    return round(found.low, 3), round(found.high, 3)


def test_an_area_has_the_doubt_that_is_there_and_its_part_of_what_nobody_can_place(lists):
    run = linked(whole=True, engine=unsure_in_banjarsari)
    add_up_outlets()
    assert (run.outlets_low, run.outlets, run.outlets_high) == (7, 10, 11)
    assert shares("") == (0.7, 1.1)
    assert shares(LAWEYAN) == (0.9, 1.0)
    assert shares(BANJARSARI) == (0.4, 1.0)
    assert shares(f"{BANJARSARI}.1001") == (0.4, 1.0)
    assert shares("33.72") == shares("33") == (0.65, 1.0)
    assert shares(MARISO) == (0.9, 1.5)
    assert shares("11") == (0.9, 1.0)


def test_linking_what_is_new_keeps_the_doubt_that_was_there_and_linking_all_of_it_tells_it_anew(lists, monkeypatch):
    monkeypatch.setattr("sekoci.registry.actions.linking.FEW", 0)
    linked(engine=unsure_in_banjarsari)
    linked(engine=unsure_in_banjarsari)
    add_up_outlets()
    assert shares("") == (0.4, 1.2)
    assert shares(LAWEYAN) == (0.8, 1.0)
    assert shares(MARISO) == (0.8, 2.0)
    linked(whole=True, engine=unsure_in_banjarsari)
    assert shares("") == (0.7, 1.1)
    assert shares(MARISO) == (0.9, 1.5)
