"""What is noted to have happened happened: by today and within living memory; a stage is lost on the day that was noted."""

from datetime import date, timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import SupportDraft, enrol_outlets, give_planned, mark_stage, move_support, plan_support
from sekoci.programs.actions import plan_support_for as plan_for_many
from sekoci.programs.queries import enrolment as enrolment_of
from sekoci.programs.rules.days import EARLIEST, ZONE, day_wrong
from sekoci.programs.tests.people import OFFICER, office, outlet, reached, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of

pytestmark = pytest.mark.django_db
TRAINING = (SupportDraft("training", "Pelatihan foto", 100_000),)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def tini(dinas):
    """A programme with training, and one who takes part."""
    program = running(dinas, support=TRAINING)
    enrol_outlets(program.slug, [outlet("Warung Tini")], reach=dinas)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment")
    return program, enrolment


def helped(enrolment):
    with across_businesses():
        return fetch("select state, on_day from programs_support where enrolment_id = %s", (enrolment,))


def test_a_day_is_neither_ahead_nor_before_any_programme_unless_it_is_planned():
    today = date(2026, 11, 23)
    for day, is_planned, is_right in (
        (today, False, True), (EARLIEST, False, True), (today + timedelta(days=1), False, False),
        (EARLIEST - timedelta(days=1), False, False), (date(1, 1, 1), False, False), (date(1, 1, 1), True, False),
        (today + timedelta(days=200), True, True), (date(9999, 12, 31), True, False), (EARLIEST, True, True),
    ):  # fmt: skip
        assert (day_wrong(day, today, is_planned=is_planned) is None) == is_right, (day, is_planned)


@pytest.mark.parametrize("far", [400, -400_000])
def test_help_is_not_given_tomorrow_nor_in_the_year_1_and_neither_is_a_mark(client, dinas, tini, far):
    program, enrolment = tini
    day = clock.day_in(ZONE) + timedelta(days=far)
    kind = program.offered[0].id
    given = {"on_day": day, "key": "a", "reach": dinas, "given": True}
    for refused in (
        lambda: plan_support(enrolment, kind, **given),
        lambda: plan_for_many([enrolment], kind, **given),
        lambda: give_planned([enrolment], kind, on_day=day, reach=dinas),
        lambda: mark_stage(enrolment, "trained", holds=True, on_day=day, evidence="Daftar hadir di balai", reach=dinas),
    ):
        with pytest.raises(Invalid):
            refused()
    logged_in(client, "+6281271000001")
    words = "Tanggalnya belum tiba." if far > 0 else "Periksa tahunnya."
    sent = {"kunci": str(new_id()), "kind": kind, "how": "given", "given_on": day.isoformat()}
    assert words in text_of(client.post(at("support", dinas, program.slug, enrolment), sent, follow=True))
    for more in ({}, {"catat": "ya"}):
        many = client.post(at("supports", dinas, program.slug), sent | more)
        assert (many.status_code, words in text_of(many)) == (422, True)
    mark = {"stage": "trained", "holds": "ya", "on_day": day.isoformat(), "evidence": "Daftar hadir di balai desa"}
    marked = client.post(at("mark", dinas, program.slug, enrolment), mark)
    assert (marked.status_code, words in text_of(marked)) == (422, True)
    assert (helped(enrolment), reached(program)) == ([], {"Warung Tini": []})


def test_what_was_planned_for_later_and_is_given_now_was_given_today(dinas, tini):
    program, enrolment = tini
    today = clock.day_in(ZONE)
    for ahead, told in ((2, 0), (-3, -3)):
        on_day = today + timedelta(days=ahead)
        planned = plan_support(enrolment, program.offered[0].id, on_day=on_day, key=str(ahead), reach=dinas, given=False)
        assert move_support(planned, "given", reach=dinas)
        assert ("given", today + timedelta(days=told)) in helped(enrolment)
    later = today + timedelta(days=2)
    called_off = plan_support(enrolment, program.offered[0].id, on_day=later, key="off", reach=dinas, given=False)
    assert move_support(called_off, "cancelled", reach=dinas)
    assert ("cancelled", later) in helped(enrolment), "what was called off keeps the day it was planned for"


def test_a_stage_that_an_officer_takes_back_is_lost_since_the_day_that_was_noted(dinas, tini):
    program, enrolment = tini
    today = clock.day_in(ZONE)
    said = {"evidence": "Daftar hadir di balai desa", "reach": dinas}
    mark_stage(enrolment, "trained", holds=True, on_day=today - timedelta(days=9), **said)
    mark_stage(enrolment, "trained", holds=False, on_day=today - timedelta(days=1), **said)
    with across_businesses():
        [stood] = [each for each in enrolment_of(program, enrolment, reach=dinas).stages if each.stage == "trained"]
    assert (stood.is_reached, stood.was, clock.day_in("UTC", stood.since)) == (False, True, today - timedelta(days=1))
