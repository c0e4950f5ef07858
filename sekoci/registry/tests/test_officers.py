"""Who holds an office, and the wall inside which they read."""

import pytest

from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import OrganisationExists, appoint_officer, dismiss_officer, found_organisation
from sekoci.registry.queries import office_of, officers_of, offices_of, organisation_by_slug, within_reach
from sekoci.registry.rules import Reach
from tests.commands import run_command

pytestmark = pytest.mark.django_db
PHONE = "0812-7000-0001"


@pytest.fixture
def dinas(few_areas) -> str:
    return found_organisation("Dinas Koperasi Surakarta", kind="local")


def a_row(organisation: str, area: str) -> int:
    """A list's row of a business in this area."""
    known = organisation_by_slug(organisation)
    assert known
    with across_businesses():
        [(number,)] = fetch(
            """
            with list as (
                insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
                values (%(org)s, gen_random_uuid()::text, '{}', '', false, now()) returning id
            )
            insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone,
                street, area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said)
            select id, %(org)s, 'a', gen_random_uuid(), gen_random_uuid(), '2026-11-01', 'Warung', '', '', '', %(area)s, 1,
                '', '', '', '', '', '', '', '{}', '{}' from list returning id
            """,
            {"org": known.id, "area": area},
        )
    return int(number)


def rows_seen(reach: Reach | None) -> set[int]:
    assert reach
    with within_reach(reach):
        return {number for (number,) in fetch("select id from registry_listrow")}


def test_an_office_reaches_its_areas_and_its_own_lists_and_no_further(dinas):
    gofood = found_organisation("GoFood", kind="ride_hailing")
    solo, makassar = a_row(gofood, "33.72.01.1001"), a_row(gofood, "73.71.01")
    mine, nowhere = a_row(dinas, "73.71"), a_row(gofood, "")
    officer = appoint_officer(dinas, phone=PHONE, role="officer", areas=["33.72", "33.72.01"])
    partner = appoint_officer(gofood, phone="0812-7000-0002", role="partner", areas=[])
    nation = appoint_officer(dinas, phone="0812-7000-0003", role="officer", areas=[""])
    assert offices_of(officer)[0].areas == ("33.72",)
    assert rows_seen(office_of(officer, dinas)) == {solo, mine}
    assert rows_seen(office_of(partner, gofood)) == {solo, makassar, nowhere}
    assert rows_seen(office_of(nation, dinas)) == {solo, makassar, mine, nowhere}
    assert office_of(officer, gofood) is None
    assert fetch("select id from registry_listrow") == []
    with within_reach(offices_of(officer)[0]):
        assert fetch("update registry_listrow set name = 'x' returning id") == []


def test_an_office_ends_and_a_new_one_takes_the_place_of_the_old(dinas):
    person = appoint_officer(dinas, phone=PHONE, role="officer", areas=["33"], name="Sri")
    assert appoint_officer(dinas, phone=PHONE, role="partner", areas=[]) == person
    assert [(each.role, each.areas) for each in officers_of(offices_of(person)[0].organisation_id)] == [("partner", ())]
    assert dismiss_officer(dinas, person_id=person)
    assert offices_of(person) == []
    assert not dismiss_officer(dinas, person_id=person)


def test_refuses_what_is_not_there(dinas):
    with pytest.raises(OrganisationExists):
        found_organisation("dinas koperasi  surakarta", kind="local")
    with pytest.raises(Invalid):
        found_organisation("Bank", kind="pirate")
    with pytest.raises(Invalid, match=r"99\.99"):
        appoint_officer(dinas, phone=PHONE, role="officer", areas=["99.99"])
    with pytest.raises(NotFound):
        appoint_officer("nobody", phone=PHONE, role="officer", areas=["33"])


def test_the_command_founds_appoints_lists_and_dismisses(dinas, capsys):
    assert run_command("officer", "organisation", "Bank Solo", "--kind", "bank") == 0
    slug = capsys.readouterr().out.strip()
    assert run_command("officer", "add", PHONE, "--organisation", slug, "--areas", "33.72,all", "--name", "Sri") == 0
    assert run_command("officer", "list") == 0
    listed = capsys.readouterr().out
    assert "+6281270000001" in listed
    assert "all" in listed
    assert run_command("officer", "remove", PHONE, "--organisation", slug) == 0
    assert "Done." in capsys.readouterr().out
    assert run_command("officer", "remove", PHONE, "--organisation", slug) == 0
    assert "no office" in capsys.readouterr().out
    assert run_command("officer", "add", "12", "--organisation", slug) == 1
