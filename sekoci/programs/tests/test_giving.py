"""Help for many at once, once each, and what it costs beside the budget."""

import csv
import io

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import (
    SupportDraft,
    ToMany,
    enrol_matching,
    enrol_outlets,
    plan_support,
    plan_support_for,
    would_be_planned_for,
)
from sekoci.programs.queries.budget import budget_of
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, office, outlet, reached, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def enrolled(program):
    with across_businesses():
        rows = fetch(
            "select o.name, e.id from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"
            " where e.program_id = %s order by o.id",
            (program.id,),
        )
    return dict(rows)


def test_a_voucher_reaches_each_owner_once_whoever_gives_it_to_however_many_at_once(dinas):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72.01"])
    program = running(dinas, partners=(gojek.organisation_id,))
    for number in range(40):
        outlet(f"Warung {number}", phone=f"+62812999000{number % 30:02}", area="33.72.01" if number % 4 else "33.72.02")
    enrol_matching(program.slug, reach=dinas)
    people = list(enrolled(program).values())
    voucher = program.offered[1].id
    on_day = program.begins_on
    plan_support(people[1], voucher, on_day=on_day, key="one", reach=gojek, given=True)
    seen = would_be_planned_for(people, voucher, reach=gojek)
    with counted() as statements:
        first = plan_support_for(people, voucher, on_day=on_day, key="many", reach=gojek, given=False)
    assert first == seen
    assert len(statements) <= 6, statements
    assert first.noted + first.left == 30, "those in the second district lie outside the partner's areas"
    seen = would_be_planned_for(people, voucher, reach=dinas)
    second = plan_support_for(people, voucher, on_day=on_day, key="other", reach=dinas, given=True)
    assert second == seen
    with across_businesses():
        held = fetch("select owner_key, count(*) from programs_support where state <> 'cancelled' group by 1")
    assert [many for _owner, many in held if many > 1] == []
    assert len(held) == 30, "each of thirty owners of forty outlets has one"
    assert 1 + first.noted + second.noted == 30
    again = plan_support_for(people, voucher, on_day=on_day, key="other", reach=dinas, given=True)
    assert again == ToMany(0, 40)
    with pytest.raises(NotFound):
        plan_support_for(people, voucher, on_day=on_day, key="x", reach=office("Jauh", "local", FAR, ["73"]), given=True)


def test_a_cohort_gets_its_training_in_one_action_counted_first_and_the_stage_follows(client, dinas):
    program = running(dinas, budget=1_000_000)
    for number in range(3):
        outlet(f"Warung {number}")
    enrol_matching(program.slug, reach=dinas, cohort="Angkatan 1")
    outlet("Warung lain")
    enrol_matching(program.slug, reach=dinas, cohort="Angkatan 2")
    logged_in(client, "+6281271000001")
    page = at("supports", dinas, program.slug)
    with counted() as statements:
        form = client.get(page).context["form"]
    assert len(statements) <= 10, statements
    first = next(number for number, name in form.fields["cohort"].choices if name == "Angkatan 1")
    visit = program.offered[0]
    sent = {
        "kunci": str(new_id()), "cohort": first, "kind": visit.id, "how": "planned",
        "given_on": str(clock.day_in("Asia/Jakarta")),
    }  # fmt: skip
    counted_first = client.post(page, sent)
    assert "Ini akan dicatat untuk 3 usaha" in text_of(counted_first)
    with across_businesses():
        assert fetch("select 1 from programs_support") == []
    for _twice in range(2):
        client.post(page, sent | {"catat": "ya"})
    told = text_of(client.get(page))
    assert "Rp150.000" in told
    assert "Rp850.000" in told
    assert not any("contacted" in each for each in reached(program).values())
    client.post(at("give", dinas, program.slug), {"bantuan": visit.id})
    assert [name for name, stages in reached(program).items() if "contacted" in stages] == ["Warung 0", "Warung 1", "Warung 2"]
    with across_businesses():
        budget = budget_of(program)
    assert (budget.given, budget.planned, budget.left, budget.percent) == (150_000, 0, 850_000, 15)
    assert [(each.name, each.given) for each in budget.carriers] == [("Dinas Solo", 3)]
    rows = list(csv.reader(io.StringIO(client.get(page + "?berkas=csv").content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert "Tidak ada usaha yang belum mendapatnya" in text_of(client.post(page, sent | {"kunci": str(new_id())}))


def test_the_preview_says_for_how_many_and_how_many_have_it_elsewhere(client, dinas):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"])
    here, there = (
        running(
            dinas, name=name, support=(SupportDraft("voucher", "Voucher kemasan", 250_000),), partners=(gojek.organisation_id,)
        )
        for name in ("Solo Satu", "Solo Dua")
    )
    people = [outlet(f"Warung {number}", phone=f"+6281299900{number:03}") for number in range(3)]
    for program in (here, there):
        enrol_outlets(program.slug, people, reach=dinas)
    first = enrolled(there)["Warung 0"]
    plan_support(first, there.offered[0].id, on_day=there.begins_on, key="a", reach=gojek, given=True)
    logged_in(client, "+6281271000001")
    sent = {
        "kunci": str(new_id()), "kind": here.offered[0].id, "how": "given", "given_on": str(clock.day_in("Asia/Jakarta")),
    }  # fmt: skip
    seen = text_of(client.post(at("supports", dinas, here.slug), sent))
    assert "Ini akan dicatat untuk 2 usaha" in seen
    assert "1 lagi dilewati: satu pemilik mendapat voucher ini sekali saja." in seen
    assert "GoFood" not in seen.partition('id="banyak"')[2]
    client.post(at("supports", dinas, here.slug), sent | {"catat": "ya"})
    assert would_be_planned_for(list(enrolled(here).values()), here.offered[0].id, reach=dinas) == ToMany(0, 3)


def test_a_partners_officer_sees_what_their_organisation_gave_and_not_the_others_money(client, dinas):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"])
    program = running(dinas, partners=(gojek.organisation_id,), budget=9_000_000)
    outlet("Warung Tini")
    enrol_matching(program.slug, reach=dinas)
    [tini] = enrolled(program).values()
    plan_support(tini, program.offered[0].id, on_day=program.begins_on, key="a", reach=dinas, given=True, cost=777_000)
    plan_support(tini, program.offered[0].id, on_day=program.begins_on, key="b", reach=gojek, given=True, cost=55_000)
    logged_in(client, "+6281271000002")
    page = text_of(client.get(at("supports", gojek, program.slug)))
    assert ["Rp55.000" in page, "777" in page, "Rp9.000.000" in page] == [True, False, False]
    logged_in(client, "+6281271000001")
    page = text_of(client.get(at("supports", dinas, program.slug)))
    assert ["Rp832.000" in page, "Rp9.000.000" in page, "GoFood" in page] == [True, True, True]
