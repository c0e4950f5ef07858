"""Bulk from the registry: one meaning of digital, one order of need, and many that come in batches."""

from datetime import timedelta

import pytest

from sekoci.indicators.actions import count_stocks
from sekoci.kit.clock import now
from sekoci.kit.jobs import under_way, under_way_and_failed
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs import jobs
from sekoci.programs.actions import enrolling, make_program
from sekoci.programs.queries import Asked, eligible, my_program, neediest
from sekoci.programs.rules import Eligibility, Filter, areas_in_both
from sekoci.programs.tests.people import OFFICER, draft, office, outlet, outlet_of, running, suiting
from sekoci.programs.tests.test_pages import at, logged_in, text_of
from sekoci.programs.tests.test_ways_in import many_outlets

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def test_the_filter_and_the_areas_numbers_mean_the_same_by_digital(dinas, shop):
    lately, long_ago = ((now() - timedelta(days=days)).date().isoformat() for days in (20, 200))
    for name, facts in {
        "nothing": {}, "listing": {"listing": True}, "no listing": {"listing": "tidak"}, "qris": {"qris": "ya"},
        "sold": {"last_order": lately}, "sold once": {"last_order": long_ago}, "orders": {"orders_90d": 5},
    }.items():  # fmt: skip
        outlet(name, **facts)
    outlet_of(shop)
    count_stocks(whole=True)
    with across_businesses():
        stock = fetch("select outlets, digital from indicators_stock where slice = '' and level = 2 and area_code = '33.72'")
        asked = {
            grade: suiting(Asked(0, Eligibility(), ["33.72"], Filter(grade=grade)), limit=99)
            for grade in ("", "yes", "no", "sold", "unsold")
        }
        by_rule = suiting(Asked(0, Eligibility(digital="yes"), ["33.72"]), limit=99)
    assert stock == [(asked[""].count, asked["yes"].count)]
    assert asked["yes"].count + asked["no"].count == asked[""].count
    assert by_rule.first == asked["yes"].first
    assert {each.name for each in asked["yes"].first} == {"listing", "qris", "sold", "Keripik Melati"}
    assert {each.name for each in asked["sold"].first} == {"sold", "sold once"}
    assert {each.name for each in asked["unsold"].first} == {"listing", "qris", "Keripik Melati"}


def test_whoever_needs_it_most_is_first_in_wide_and_in_narrow_areas(few_areas, monkeypatch):
    outlet("C digital man", sex="m", listing=True)
    outlet("B woman", sex="f")
    outlet("A woman with a phone", sex="f", phone="+6281277000001")
    outlet("B woman after her", sex="f")
    with across_businesses():
        for few, area in ((eligible.FEW, ""), (eligible.FEW, "33"), (-1, "33")):
            monkeypatch.setattr(eligible, "FEW", few)
            found = suiting(Asked(0, Eligibility(), [area]), limit=99)
            assert [each.name for each in found.first] == [
                "A woman with a phone", "B woman", "B woman after her", "C digital man",
            ]  # fmt: skip
            assert [each.name for each in neediest(Asked(0, Eligibility(), [area]), limit=2)] == [
                "A woman with a phone",
                "B woman",
            ]
            assert (
                suiting(Asked(0, Eligibility(sexes=("m",), unknown_too=False), ["33.72"], Filter(sexes=("f",))), limit=9).count
                == 0
            )


def test_more_than_are_counted_are_said_to_be_more(dinas, monkeypatch, client):
    for name in ("Satu", "Dua", "Tiga"):
        outlet(name)
    monkeypatch.setattr(eligible, "MOST_COUNTED", 2)
    program = running(dinas)
    logged_in(client, "+6281271000001")
    page = text_of(client.get(at("add_people", dinas, program.slug)))
    assert "Lebih dari 2</p>" in page
    assert "Menurut hitungan" in page


def test_an_outlet_that_was_just_written_is_found_after_the_next_count(dinas):
    program = running(dinas)
    outlet("Warung Lama")
    with across_businesses():
        fetch("delete from indicators_standing")
        asked = Asked(program.id, Eligibility(), ["33.72"])
        assert suiting(asked, limit=9).first == []
    count_stocks(whole=True)
    with across_businesses():
        assert [each.name for each in suiting(asked, limit=9).first] == ["Warung Lama"]
        fetch("update registry_outlet set ended_at = now()")
        assert suiting(asked, limit=9).first == [], "who is no more is not shown, whatever was counted"


def test_many_come_in_batches_from_the_worker_and_the_page_says_how_many_are_left(client, dinas, monkeypatch):
    monkeypatch.setattr(enrolling, "IN_A_BATCH", 4)
    monkeypatch.setattr("sekoci.programs.actions.IN_A_BATCH", 4)
    program = running(dinas, places=7)
    many_outlets(11)
    logged_in(client, "+6281271000001")
    page = at("add_people", dinas, program.slug)
    assert text_of(client.get(at("more_coming", dinas, program.slug))).count("Semua sudah masuk.") == 1
    said = text_of(client.post(page, {"angkatan": "Angkatan 1", "banyak": "10"}, follow=True))
    assert "4 usaha masuk" in said
    assert "6 usaha lagi sedang dimasukkan" in said
    assert "Masukkan</button>" not in said, "not twice at once"
    assert "masih dimasukkan" in text_of(client.post(page, {}, follow=True))
    assert count_in(program) == 4
    while asked := under_way(jobs.take_in):
        fetch("delete from procrastinate_jobs where task_name = 'programs.take_in'")
        for each in asked:
            jobs.take_in(**each)
    with across_businesses():
        assert fetch("select state, count(*) from programs_enrolment group by 1 order by 1") == [("chosen", 7), ("waiting", 3)]
    assert under_way(jobs.take_in, program=program.slug) == []
    jobs.take_in(program.slug, dinas.organisation, dinas.person_id, "", Filter().said(), 5)
    assert count_in(program) == 11, "whoever is left, and none twice"


@pytest.fixture
def coming_in(client, dinas, monkeypatch):
    """Ten were asked for, four are in, and the next batch waits."""
    monkeypatch.setattr(enrolling, "IN_A_BATCH", 4)
    monkeypatch.setattr("sekoci.programs.actions.IN_A_BATCH", 4)
    program = running(dinas)
    many_outlets(11)
    logged_in(client, "+6281271000001")
    client.post(at("add_people", dinas, program.slug), {"banyak": "10"})
    return program


def now_it(state):
    """As the worker leaves the job."""
    fetch("update procrastinate_jobs set status = %s where task_name = 'programs.take_in'", (state,))


def test_a_batch_that_failed_is_told_with_what_came_and_is_tried_again(client, dinas, coming_in):
    page, again = (at(name, dinas, coming_in.slug) for name in ("add_people", "stop_coming"))
    now_it("doing"), now_it("failed")
    for address in (page, at("more_coming", dinas, coming_in.slug)):
        told = text_of(client.get(address))
        assert "4 dari 10 usaha sudah masuk." in told
        assert "6 belum masuk: ada gangguan di sistem" in told
        assert "Semua sudah masuk" not in told
    assert "dicoba lagi" in text_of(client.post(again, {"lagi": "ya"}, follow=True))
    [asked] = under_way(jobs.take_in)
    assert (asked["left"], asked["whole"]) == (6, 10)
    assert "belum masuk" not in text_of(client.get(page))
    now_it("doing"), now_it("failed")
    assert "Dihentikan." in text_of(client.post(again, {}, follow=True))
    assert under_way_and_failed(jobs.take_in) == ([], [])
    assert count_in(coming_in) == 4


def test_what_is_under_way_can_be_stopped_and_who_is_in_stays(client, dinas, coming_in):
    stop = at("stop_coming", dinas, coming_in.slug)
    assert "Hentikan</button>" in text_of(client.get(at("add_people", dinas, coming_in.slug)))
    [asked] = under_way(jobs.take_in)
    now_it("doing")
    client.post(stop, {})
    jobs.take_in(**asked)
    now_it("succeeded")
    assert (under_way(jobs.take_in), count_in(coming_in)) == ([], 4), "the batch that began sees it, and asks for none"
    assert "Masukkan</button>" in text_of(client.get(at("add_people", dinas, coming_in.slug)))
    client.post(stop, {})
    stranger = office("Dinas Makassar", "local", "0812-7100-0009", ["73"])
    logged_in(client, "+6281271000009")
    assert client.post(at("stop_coming", stranger, coming_in.slug)).status_code == 404


def test_a_batch_for_an_officer_who_left_or_a_programme_that_ended_takes_in_nobody(dinas):
    program = running(dinas)
    outlet("Warung")
    draft_one = make_program(draft(name="Rancangan"), reach=dinas)
    for slug, person in ((draft_one, dinas.person_id), (program.slug, 0), ("tidak-ada", dinas.person_id)):
        jobs.take_in(slug, dinas.organisation, person, "", Filter().said(), 5)
    with across_businesses():
        assert fetch("select count(*) from programs_enrolment") == [(0,)]
    assert under_way(jobs.take_in) == []


def test_areas_in_both_are_the_narrower_ones():
    assert areas_in_both([""], ["33", "33.72"]) == ["33"]
    assert areas_in_both(["33.72", "34"], ["33", "34.04"]) == ["33.72", "34.04"]
    assert areas_in_both(["33"], ["34"]) == []


def test_a_filter_is_the_same_after_its_json():
    wish = Filter("33", ("kopi",), ("micro",), ("f",), "no", True, (1, 2))
    assert Filter.read(wish.said()) == wish


def count_in(program):
    with across_businesses():
        [(count,)] = fetch("select count(*) from programs_enrolment where program_id = %s", (program.id,))
    return count


def test_an_owner_is_digital_by_the_same_meaning_as_everybody_else(dinas, shop, owner):
    running(dinas, eligibility=Eligibility(digital="no"))
    number = outlet_of(shop)
    fetch_across("update registry_business set has_public_shop = false where id = %s", shop.id)
    count_stocks(whole=True)
    assert my_program(shop.id, "bangkit-bersama-solo").obstacles == ()
    fetch_across(
        "insert into payments_qrissticker (business_id, payload, merchant_name, city, nmid, added_at)"
        " values (%s, '', '', '', '', now())",
        shop.id,
    )
    count_stocks(whole=True)
    assert my_program(shop.id, "bangkit-bersama-solo").obstacles == ("digital",), "who takes QRIS is digital"
    fetch_across("delete from indicators_standing where id = %s", number)
    assert my_program(shop.id, "bangkit-bersama-solo").obstacles == (), "too new to be counted: by the shop"


def fetch_across(statement, *values):
    with across_businesses():
        return fetch(statement, values)
