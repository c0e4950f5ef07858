"""What is decided or agreed twice is said as it was: something changed, or nothing did."""

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import apply_to, choose_best, decide, enrol_outlets
from sekoci.programs.tests.people import OFFICER, office, outlet, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of

pytestmark = pytest.mark.django_db
SAME = "Tidak ada yang berubah"


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def tini(dinas):
    program = running(dinas)
    enrol_outlets(program.slug, [outlet("Warung Tini", phone="+6281280000003")], reach=dinas)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment")
    return program, enrolment


def steps():
    with across_businesses():
        return fetch("select state, reason from programs_enrolmentstep order by id")


def test_the_same_decision_with_other_words_or_a_cohort_is_noted_and_one_that_changes_nothing_is_not(client, dinas, tini):
    program, enrolment = tini
    logged_in(client, "+6281271000001")

    def sent(reason, cohort=""):
        answered = client.post(
            at("decide", dinas, program.slug, enrolment),
            {"keputusan": "chosen", "alasan": reason, "angkatan": cohort},
            follow=True,
        )
        told = text_of(answered)
        return "Keputusan dicatat." in told, SAME in told, answered.context["line"].cohort

    assert sent("Sangat perlu di bantu") == (True, False, "")
    assert sent("Sangat perlu dibantu") == (True, False, "")
    assert sent("Sangat perlu dibantu") == (False, True, "")
    assert sent("Sangat perlu dibantu", "Angkatan 1") == (True, False, "Angkatan 1")
    assert sent("Sangat perlu dibantu", "Angkatan 1") == (False, True, "Angkatan 1")
    assert steps() == [("chosen", "hand"), ("chosen", "Sangat perlu di bantu"), ("chosen", "Sangat perlu dibantu")]


def test_other_words_for_the_same_decision_send_an_owner_no_second_message(dinas, shop, owner):
    program = running(dinas)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 1, reach=dinas)
    with across_businesses():
        [(enrolment,)] = fetch("update programs_enrolment set untold_step_id = null returning id")
        assert decide(program.slug, [enrolment], "chosen", reason="Sangat perlu dibantu", reach=dinas) == 1
        assert fetch("select untold_step_id from programs_enrolment") == [(None,)]
        assert decide(program.slug, [enrolment], "waiting", reason="Ditunda sebulan", reach=dinas) == 1
        assert fetch("select untold_step_id is null from programs_enrolment") == [(False,)]


def test_a_full_programme_takes_other_words_for_whoever_is_in_it(dinas):
    program = running(dinas, places=1)
    enrol_outlets(program.slug, [outlet("Warung Tini")], reach=dinas)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment")
    assert decide(program.slug, [enrolment], "chosen", reason="Sangat perlu dibantu", reach=dinas) == 1


def test_consent_that_was_there_is_not_said_to_be_noted_and_whoever_did_it_has_a_phone_as_people_write_it(client, dinas, tini):
    program, enrolment = tini
    with across_businesses():
        fetch("update accounts_person set name = '' where phone = '+6281271000001'")
    logged_in(client, "+6281271000001", name="")
    page = at("consent", dinas, program.slug, enrolment)
    first, second = (text_of(client.post(page, {"cara": "spoken"}, follow=True)) for _ in range(2))
    assert ["Persetujuan dicatat." in first, SAME in first] == [True, False]
    assert ["Persetujuan dicatat." in second, SAME in second] == [False, True]
    history = second.partition("<h2>Riwayat</h2>")[2]
    assert ["0812-7100-0001" in history, "+6281271000001" in history] == [True, False]


def test_somebody_is_found_by_a_phone_in_whatever_form_and_by_no_single_digit(client, dinas, tini):
    program, _enrolment = tini
    enrol_outlets(program.slug, [outlet("Toko Jauh", phone="+6285722081394")], reach=dinas)
    logged_in(client, "+6281271000001")

    def found(search):
        return {line.name for line, *_ in client.get(at("people", dinas, program.slug), {"cari": search}).context["lines"]}

    for search in ("0812-8000-0003", "0812 8000 0003", "+62 812-8000-0003", "6281280000003", "80000003", "0003", "0812"):
        assert found(search) == {"Warung Tini"}, search
    for search in ("0002", "2", "08", "0812-8000-0009"):
        assert found(search) == set(), search
    assert found("toko") == {"Toko Jauh"}
