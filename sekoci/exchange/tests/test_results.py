"""An organisation's program reads what became of its own rows, and totals; never another organisation's."""

import re
from datetime import date, timedelta

import pytest

from sekoci.exchange.actions import note_agreement
from sekoci.exchange.queries.results import outlet_name
from sekoci.exchange.tests.people import agreed, calling, in_program, listed_by, today
from sekoci.indicators.actions import count_stocks
from sekoci.indicators.tests.people import monday_came
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import change_program, decide
from sekoci.programs.tests.people import draft, office, outlet
from tests.commands import run_command

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def test_a_partner_reads_which_business_each_of_its_own_rows_is_and_nobody_elses(client, gofood, dinas):
    mine, other = outlet("Warung Sri", qris=True), outlet("Toko Lain")
    list_id = listed_by(gofood, mine)
    listed_by(dinas, other, name="Data dinas")
    call = calling(client, gofood)
    said = call("/results").json()
    [row] = said["items"]
    assert (row["list_id"], row["key"], row["outlet"], row["area"]) == (
        list_id,
        f"GF-{mine}",
        outlet_name(gofood.organisation_id, mine),
        "33.72.01",
    )
    assert [row[name] for name in ("listed", "pays", "sells", "digital")] == [None] * 4
    assert (said["agreed"], said["next"], said["as_of"]) == (False, None, f"{today()}")
    with across_businesses():
        [(theirs,)] = fetch("select id from registry_partnerlist where name = 'Data dinas'")
    assert call("/results", list_id=theirs).json()["items"] == []


def test_what_a_business_is_called_says_neither_its_number_nor_what_others_call_it(client, gofood, dinas):
    first, last = outlet("Warung Sri"), outlet("Toko Lain")
    for reach, name in ((gofood, "Solo"), (gofood, "Jawa"), (dinas, "Dinas")):
        listed_by(reach, first, last, name=name)
    told, others = ([row["outlet"] for row in calling(client, reach)("/results").json()["items"]] for reach in (gofood, dinas))
    assert told[:2] == told[2:] and len({*told, *others}) == 4
    assert all(re.fullmatch("[a-z2-7]{16}", each) for each in [*told, *others])


def test_a_partner_learns_of_a_name_it_guessed_only_what_its_owner_agreed_to(client, gofood, dinas):
    agreeing, silent, left, refused = (outlet(f"Warung {number}") for number in range(4))
    listed_by(gofood, agreeing, silent, left, refused)
    listed_by(dinas, agreeing, silent, left, refused, name="Data dinas")
    program, [first, _second, third, fourth] = in_program(
        dinas, agreeing, silent, left, refused, partners=(gofood.organisation_id,)
    )
    for each in (first, third):
        agreed(each, dinas)
    decide(program.slug, [third, fourth], "refused", reason="Bukan usaha mikro", reach=dinas)

    def told(reach):
        return [[at["state"] for at in row["programs"]] for row in calling(client, reach)("/results").json()["items"]]

    assert told(gofood) == [["chosen"], [], [], []]
    assert told(dinas) == [["chosen"], ["chosen"], ["refused"], ["refused"]]
    with across_businesses():
        fetch("update programs_consent set withdrawn_at = now() where enrolment_id = %s returning id", (first,))
    assert told(gofood) == [[], [], [], []], "its owner agrees no more"
    agreed(first, dinas)
    assert told(gofood) == [["chosen"], [], [], []]
    change_program(program.slug, draft(), reach=dinas)
    assert told(gofood) == [[], [], [], []], "it carries the programme no more"
    late = office("Toko Daring", "marketplace", "0812-7100-0005", [], role="partner")
    change_program(program.slug, draft(partners=(late.organisation_id,)), reach=dinas)
    listed_by(late, agreeing)
    assert told(late) == [[]], "the words that were agreed to do not name it"


def test_an_officer_outside_its_areas_reads_what_owners_agreed_to(client, dinas):
    far = outlet("Toko Jauh", area="73.71.01")
    _, [enrolment] = in_program(dinas, outlet("Warung Sri"))
    listed_by(dinas, far)
    with across_businesses():
        fetch("update programs_enrolment set outlet_id = %s, area_code = '73.71.01' where id = %s", (far, enrolment))
    call = calling(client, dinas)
    assert call("/results").json()["items"][0]["programs"] == []


def test_grades_are_told_by_agreement_or_inside_the_keys_areas(client, gofood, dinas):
    there, far = outlet("Warung Sri", qris=True), outlet("Toko Jauh", area="73.71.01")
    for reach in (gofood, dinas):
        listed_by(reach, there, far)
    partner, officer = calling(client, gofood), calling(client, dinas)
    grades = [(row["pays"], row["digital"]) for row in officer("/results").json()["items"]]
    assert grades == [(True, True), (None, None)]
    assert partner("/results").json()["items"][0]["pays"] is None
    note_agreement(gofood.organisation, paper="PKS 12/2026", since=today())
    said = partner("/results").json()
    assert (said["agreed"], [row["digital"] for row in said["items"]]) == (True, [True, False])
    with clock.frozen(clock.now() + timedelta(days=400)):
        note_agreement(gofood.organisation, paper="Berakhir", since=today(), until=today())
    with clock.frozen(clock.now() + timedelta(days=402)):
        assert partner("/results").json()["agreed"] is False


def test_the_grade_is_the_one_by_which_areas_are_counted(client, dinas):
    facts = [{"qris": True}, {"listing": True}, {"last_order": "2026-11-01"}, {"last_order": "2020-01-01"}, {}]
    outlets = [outlet(f"Warung {number}", **said) for number, said in enumerate(facts)]
    listed_by(dinas, *outlets)
    with clock.frozen(clock.now().replace(year=2026, month=11, day=20)):
        count_stocks(on=DAY)
        rows = calling(client, dinas)("/results").json()["items"]
    told = {name: sum(row[name] for row in rows) for name in ("listed", "pays", "sells", "digital")}
    [stock] = fetch(
        "select listed, pays, sells, digital from indicators_stock where slice = '' and level = 2 and area_code = '33.72'"
    )
    assert tuple(told.values()) == stock == (1, 1, 1, 3)


def test_pages_of_results_follow_each_other_and_cost_the_same(client, gofood):
    outlets = [outlet(f"Warung {number}") for number in range(5)]
    listed_by(gofood, *outlets)
    call = calling(client, gofood)
    first = call("/results", limit=3).json()
    second = call("/results", limit=3, cursor=first["next"]).json()
    assert [row["key"] for row in first["items"] + second["items"]] == [f"GF-{each}" for each in outlets]
    assert second["next"] is None
    with counted() as few:
        call("/results", limit=1)
    with counted() as many:
        call("/results", limit=5)
    assert len(few) == len(many)


def test_a_partner_reads_totals_with_small_ones_hidden_and_its_own_part(client, gofood, dinas):
    few = [outlet(f"Warung {number}", area="33.72.01", qris=number % 2 == 0) for number in range(3)]
    many = [outlet(f"Toko {number}", area="33.72.02", qris=number < 6) for number in range(12)]
    also = [outlet(f"Kios {number}", area="33.72.03", qris=number < 6) for number in range(12)]
    listed_by(gofood, *few[:2], *many[:1])
    count_stocks()
    monday_came()
    inside, outside = (
        calling(client, dinas)("/numbers", area="33.72").json(),
        calling(client, gofood)("/numbers", area="33.72").json(),
    )
    assert inside["whole"]["figures"]["outlets"] == len(few) + len(many) + len(also)
    shown = {part["area"]: part for part in inside["parts"]}
    assert shown["33.72.01"]["figures"]["outlets"] == 3
    told = {part["area"]: part for part in outside["parts"]}
    assert "outlets" not in told["33.72.01"]["figures"]
    assert [told[f"33.72.0{number}"]["mine"] for number in (1, 2, 3)] == [2, 1, 0]
    assert outside["whole"]["figures"]["outlets"] in (15, 20, 25)
    assert outside["counted_on"] == f"{today()}"


def test_the_operator_notes_an_agreement_by_a_command(client, gofood, capsys):
    assert run_command("officer", "agreement", "PKS 12/2026", "--organisation", gofood.organisation, "--until", "2099-12-31") == 0
    assert "read the grade" in capsys.readouterr().out
    assert calling(client, gofood)("/results").json()["agreed"] is True
    assert run_command("officer", "agreement", "PKS 13/2026", "--organisation", "tidak-ada") == 1
