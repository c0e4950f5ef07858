"""Who comes in: by a filter in one action, by somebody's word, by a paper; and who comes in when somebody leaves."""

from itertools import product

import pytest
from django.urls import reverse

from sekoci.indicators.actions import count_stocks
from sekoci.kit.errors import NotFound
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import (
    Enrolled,
    apply_to,
    change_program,
    choose_best,
    decide,
    end_referral,
    enrol_matching,
    fill_places,
    make_referral,
    note_consent,
    withdraw_from,
)
from sekoci.programs.queries import Asked, eligible, my_program
from sekoci.programs.queries.referrals import referral_of
from sekoci.programs.rules import GRADES, WEIGHTS, Eligibility, Filter
from sekoci.programs.tests.people import FAR, OFFICER, draft, office, outlet, running, suiting
from sekoci.programs.tests.test_pages import at, logged_in, text_of
from sekoci.registry.queries import within_reach
from tests.people import shop_for, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def states(program):
    """outlet's name -> state, of everybody."""
    with across_businesses():
        return dict(
            fetch(
                "select o.name, e.state from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"
                " where e.program_id = %s order by o.id",
                (program.id,),
            )
        )


def many_outlets(count, phone=True):
    """In one place, on one list that says nothing of them, and counted."""
    outlet("Yang pertama", phone="+6281210000000" if phone else "")
    with across_businesses():
        fetch(
            """
            with made as (
                insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, golden,
                    created_at, changed_at)
                select 'Warung ' || n, '', case when %s then '+62812' || 10000000 + n else '' end, '', '33.72.01', '', '', '', '',
                    1, 1, '{}', now(), now() from generate_series(1, %s) n returning id, name
            )
            insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone,
                street, area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said, outlet_id)
            select l.id, l.organisation_id, made.name, gen_random_uuid(), gen_random_uuid(), '2026-10-01', made.name, '', '', '',
                '33.72.01', 1, '', '', '', '', '', '', '', '{}', '{}', made.id
            from made cross join (select * from registry_partnerlist where not is_own order by id desc limit 1) l
            """,
            (phone, count - 1),
        )
    count_stocks(whole=True)


def test_a_filter_takes_in_exactly_those_who_suit_it_and_the_programme(dinas, monkeypatch):
    for sex, kind, phone, (grade, facts) in product(
        ("f", "m"), ("kopi", ""), ("", "x"),
        (("no", {}), ("unsold", {"listing": "https://contoh.id/x"}), ("sold", {"last_order": "2026-10-01"})),
    ):  # fmt: skip
        number = len(states_of_outlets()) + 1
        outlet(
            f"{sex}|{kind}|{bool(phone)}|{grade}", sex=sex, kind=kind, phone=f"+62812990000{number:02}" if phone else "", **facts
        )
    program = running(dinas, eligibility=Eligibility(sexes=("f",), unknown_too=False))
    with across_businesses():
        lists = dict(fetch("select o.name, r.list_id from registry_listrow r join registry_outlet o on o.id = r.outlet_id"))
    wishes = [
        Filter(area, kinds, (), sexes, grade, phone, on)
        for area, kinds, sexes, grade, phone, on in product(
            ("", "33.72.01", "33.72.02"), ((), ("kopi",)), ((), ("m",)), GRADES, (False, True), ((), (lists["f|kopi|True|sold"],))
        )
    ]

    def suits(name, wish):
        sex, kind, phone, grade = name.split("|")
        grades = {"": True, "no": grade == "no", "yes": grade != "no", "unsold": grade == "unsold", "sold": grade == "sold"}
        return (
            sex == "f" and sex in (wish.sexes or "f") and kind in (wish.kinds or (kind,)) and wish.area in ("", "33.72.01")
            and grades[wish.grade] and (phone == "True" or not wish.phone) and lists[name] in (wish.lists or (lists[name],))
        )  # fmt: skip

    with across_businesses():
        for few, wish in product((eligible.FEW, -1), wishes):
            monkeypatch.setattr(eligible, "FEW", few)
            found = suiting(Asked(program.id, program.eligibility, ["33.72"], wish), limit=99)
            wanted = {name for name in lists if suits(name, wish)}
            assert ({each.name for each in found.first}, found.count) == (wanted, len(wanted)), wish
    assert enrol_matching(program.slug, reach=dinas, only=Filter(grade="no", phone=True)) == Enrolled(2, 0)
    assert set(states(program)) == {"f|kopi|True|no", "f||True|no"}


def states_of_outlets():
    with across_businesses():
        return fetch("select id from registry_outlet")


def test_thousands_come_in_by_one_action_in_as_many_statements_as_one(client, dinas):
    program = running(dinas, places=2500)
    many_outlets(3000)
    logged_in(client, "+6281271000001")
    page = text_of(client.get(at("add_people", dinas, program.slug) + "?hp=on&daring=no&wilayah=33.72.01"))
    assert "3.000</p>" in page
    assert 'value="2.500"' in page, "as many as there are places"
    with counted() as statements:
        page = text_of(client.get(at("add_people", dinas, program.slug) + "?cari=warung+17"))
    assert len(statements) <= 11, "ten, and what puts the test's own transaction back"
    assert ["Warung 17" in page, "Warung 18" in page, "2500 tempat masih kosong" in page] == [True, False, True]
    with counted() as statements:
        assert enrol_matching(program.slug, reach=dinas, cohort="Angkatan 1", only=Filter(phone=True)) == Enrolled(2500, 500)
    assert len(statements) <= 20, statements
    logged_in(client, "+6281271000001")
    client.post(at("set_cohort", dinas, program.slug) + "?keadaan=waiting", {"nama_angkatan": "Angkatan 2"})
    with across_businesses():
        assert fetch(
            "select c.name, count(*) from programs_enrolment e join programs_cohort c on c.id = e.cohort_id group by 1 order by 1"
        ) == [("Angkatan 1", 2500), ("Angkatan 2", 500)]


def test_what_counts_is_the_programmes_own_and_whoever_was_chosen_keeps_the_score_of_then(dinas, shop, owner):
    program = running(dinas, places=1, weights={"woman": 9, "not_digital": 0})
    outlet("Bu Tini", sex="f")
    outlet("Pak Joko", sex="m", phone="+6281299990009")
    assert enrol_matching(program.slug, reach=dinas) == Enrolled(1, 1)
    assert states(program) == {"Bu Tini": "chosen", "Pak Joko": "waiting"}
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    change_program(program.slug, draft(places=1, weights={"reachable": 5, "not_digital": 0, "woman": 1}), reach=dinas)
    with across_businesses():
        scores = dict(fetch("select o.name, e.score from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"))
    assert scores == {"Bu Tini": 9, "Pak Joko": 5, "Keripik Melati": 5}
    assert WEIGHTS["woman"] == 2, "the house's own stay"


def test_the_waiting_list_moves_up_once_for_every_place_that_is_left(dinas, shop, owner):
    program = running(dinas, places=2)
    second = shop_for(owner, name="Toko Kedua", sells="Teh", area_code=shop.area_code)
    for each in (shop, second):
        apply_to(each.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 2, reach=dinas, cohort="Angkatan 1")
    outlet("Bu Tini", sex="f")
    outlet("Pak Joko")
    outlet("Pak Darmo")
    assert enrol_matching(program.slug, reach=dinas) == Enrolled(0, 3)
    with across_businesses():
        fetch("update programs_enrolment set score = 1 where score < 5")
    withdraw_from(shop.id, program.slug, person_id=owner.id)
    deliver_all()
    assert [name for name, state in states(program).items() if state == "chosen"] == ["Toko Kedua", "Bu Tini"]
    with across_businesses():
        [(left,)] = fetch("select id from programs_enrolment where shop_id = %s", (shop.id,))
        [(reason, by, cohort)] = fetch(
            "select s.reason, s.by, c.name from programs_enrolmentstep s join programs_enrolment e on e.id = s.enrolment_id"
            " join programs_cohort c on c.id = e.cohort_id where s.reason like 'up:%%'"
        )
        assert (reason, by, cohort) == (f"up:{left}", "sekoci", "Angkatan 1")
    assert fill_places([left]) == 0, "heard twice, the place is given once"
    with across_businesses():
        [(kedua,)] = fetch("select id from programs_enrolment where shop_id = %s", (second.id,))
    decide(program.slug, [kedua], "waiting", reason="Minta ditunda sebulan", reach=dinas)
    assert my_program(second.id, program.slug).mine == "waiting", "who gives a place up does not take it again"
    assert list(states(program).values()).count("chosen") == 2
    change_program(program.slug, draft(places=3), reach=dinas)
    assert list(states(program).values()).count("chosen") == 3
    change_program(program.slug, draft(places=None), reach=dinas)
    assert "waiting" not in states(program).values()


def test_whoever_tells_an_owner_of_it_stands_on_the_enrolment_with_the_owners_consent(client, dinas, shop, owner):
    program = running(dinas, weights={"referred": 4})
    hero = someone("+6281277770001", "Budi Pahlawan")
    client.force_login(hero.person)
    mine = reverse("programs:invite", args=[program.slug])
    client.post(mine, {"nama": "Budi Pahlawan"})
    client.post(mine, {"nama": "Budi lain"})
    [(code, name)] = fetch_across("select code, name from programs_referral")
    assert name == "Budi Pahlawan"
    assert code in text_of(client.get(mine))
    client.logout()
    public = client.get(reverse("programs:public", args=[program.slug]) + f"?ajakan={code.lower()}")
    assert "Budi Pahlawan mengajak Anda" in text_of(public)
    assert "81277770001" not in text_of(public)
    client.force_login(owner.person)
    there = client.get(public.context["join"])
    assert there.url == reverse("programs:mine", args=[shop.slug, program.slug]) + f"?ajakan={code}"
    assert "Saya diajak oleh Budi Pahlawan." in text_of(client.get(there.url))
    assert "Kode ini tidak ada" in text_of(client.get(there.url + "X"))
    client.post(there.url.partition("?")[0], {"setuju": "ya", "ajakan": code})
    [(wording, points)] = fetch_across(
        "select c.wording, e.points::text from programs_consent c join programs_enrolment e on e.id = c.enrolment_id"
    )
    assert "Saya diajak oleh Budi Pahlawan." in wording
    assert '"referred": 4' in points
    assert "Kurang dari 5 usaha" in text_of(logged_in(client, "+6281277770001").get(mine)), "whom they told may know no more"
    logged_in(client, "+6281271000001")
    page = text_of(client.get(at("referrals", dinas, program.slug)))
    assert ["Budi Pahlawan" in page, "1 mendaftar" in page] == [True, True]
    [(enrolment,)] = fetch_across("select id from programs_enrolment")
    assert "diajak Budi Pahlawan" in text_of(client.get(at("person", dinas, program.slug, enrolment)))


def fetch_across(statement):
    with across_businesses():
        return fetch(statement)


def test_a_code_ends_and_nobody_reads_the_phones_of_those_who_have_one(client, dinas, shop, owner):
    program = running(dinas)
    logged_in(client, "+6281271000001")
    client.post(at("referrals", dinas, program.slug), {"nama": "Bu RW", "hp": "0812-7777-0002"})
    [(number, code)] = fetch_across("select id, code from programs_referral")
    assert fetch("select phone from programs_referral") == []
    other = office("Dinas Makassar", "local", FAR, ["73"])
    with within_reach(other):
        assert fetch("select phone from programs_referral") == []
    assert referral_of(program.id, code).name == "Bu RW"
    assert end_referral(program.slug, number, reach=dinas)
    assert not end_referral(program.slug, number, reach=dinas)
    assert referral_of(program.id, code) is None
    assert make_referral(program.slug, name="Bu RW", phone="+6281277770002", reach=dinas).code != code
    apply_to(shop.id, program.slug, person_id=owner.id, language="id", referral=code)
    assert fetch_across("select referral_id from programs_enrolment") == [(None,)]


def test_an_officer_notes_what_an_owner_without_an_account_agreed_to_with_its_words(client, dinas):
    program = running(dinas)
    outlet("Bu Tini")
    enrol_matching(program.slug, reach=dinas)
    [(tini,)] = fetch_across("select id from programs_enrolment")
    logged_in(client, "+6281271000001")
    assert "Saya ikut program Bangkit Bersama Solo." in text_of(client.get(at("person", dinas, program.slug, tini)))
    for _twice in range(2):
        client.post(at("consent", dinas, program.slug, tini), {"cara": "paper"})
    [(how, person, by, wording, reached)] = fetch_across(
        "select c.how, c.person_id, c.by, c.wording, e.reached from programs_consent c"
        " join programs_enrolment e on e.id = c.enrolment_id"
    )
    assert (how, person, by, reached) == ("paper", None, f"officer:{dinas.person_id}", ["contacted"])
    assert "Dinas Solo" in wording
    assert "di atas kertas" in text_of(client.get(at("person", dinas, program.slug, tini)))
    with pytest.raises(NotFound):
        note_consent(tini, "paper", language="id", reach=office("Jauh", "local", FAR, ["73"]))
