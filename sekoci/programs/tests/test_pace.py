"""A pace is what goes on: none of one day's list, of a draft, of what has ended, and never beyond those who take part."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from sekoci.indicators.tests.people import some_areas
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import TargetBeyondPlaces, TargetDraft, change_program, close_program, make_program
from sekoci.programs.models import Program, Target
from sekoci.programs.names import pace_of
from sekoci.programs.queries import program_for, target_lines
from sekoci.programs.rules import is_beyond, outlook, percent_of
from sekoci.programs.tests.history import join, shops
from sekoci.programs.tests.people import OFFICER, draft, office, running
from sekoci.programs.tests.test_area_targets import lines, made, stood

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
TODAY, BY = date(2026, 11, 22), date(2027, 5, 31)
WANTED = (TargetDraft("onboarded", "", BY, 1_252),)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def went(dinas, *weeks, targets=WANTED, **more):
    """A programme with 180 businesses of which so many opened a shop so many days ago: `(days, many)`."""
    with clock.frozen(datetime(2026, 9, 1, 5, tzinfo=UTC)):
        program = running(dinas, targets=targets, **more)
    join(program, shops(180, prefix="ikut-"), date(2026, 9, 1))
    with across_businesses():
        ids = [each for (each,) in fetch("select id from programs_enrolment order by id")]
        for days, many in weeks:
            some, ids = ids[:many], ids[many:]
            fetch(
                "insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)"
                " select unnest(%s::uuid[]), 'onboarded', true, 'here', %s, %s",
                (some, NOON - timedelta(days=days), NOON),
            )
    return program


def line_of(program, reach, at=NOON):
    with clock.frozen(at), across_businesses():
        [line] = target_lines(program, reach)
    return line


class TestPace:
    def test_stops_at_those_who_take_part_and_says_so(self, dinas):
        line = line_of(went(dinas, (40, 20), (24, 20), (17, 20), (10, 20), (3, 20)), dinas)
        assert (line.outlook.counted, line.outlook.grown, line.outlook.projected) == (100, 80, 180)
        assert line.outlook.reached_on is None
        assert pace_of(line) == "Dengan laju ini 0,1 dari 1,2 ribu pada Mei 2027: paling banyak 180 usaha yang ikut."

    def test_one_list_of_one_day_is_none(self, dinas):
        line = line_of(went(dinas, (10, 90), (3, 5)), dinas)
        assert (line.outlook.counted, line.outlook.projected, line.outlook.pace) == (95, 95, "at_once")
        assert pace_of(line) == "Hampir semuanya datang sekaligus: itu bukan laju yang bisa diteruskan."

    def test_what_came_long_ago_and_nothing_since_stays_where_it_is(self, dinas):
        line = line_of(went(dinas, (60, 90)), dinas)
        assert (line.outlook.pace, line.outlook.grown, line.outlook.projected) == ("told", 0, 90)

    def test_an_areas_target_is_stopped_by_those_of_that_area(self, dinas):
        targets = (TargetDraft("onboarded", "33.72.02", BY, 900),)
        assert line_of(went(dinas, (10, 90), targets=targets), dinas).outlook.most == 0

    @pytest.mark.parametrize(
        ("state", "begins", "ends", "says"),
        [
            ("draft", date(2026, 9, 1), BY, "Programnya belum mulai: lajunya belum bisa dihitung."),
            ("open", date(2026, 12, 1), BY, "Programnya belum mulai: lajunya belum bisa dihitung."),
            ("open", date(2026, 9, 1), date(2026, 11, 21), "Programnya sudah selesai sebelum target tercapai."),
        ],
    )
    def test_there_is_none_before_it_begins_or_after_it_ends(self, client, dinas, state, begins, ends, says):
        program = went(dinas, (24, 20), (17, 20), (10, 20), (3, 20))
        Program.objects.filter(id=program.id).update(state=state, begins_on=begins, ends_on=ends)
        line = line_of(program_for(program.slug, dinas), dinas)
        assert (pace_of(line), line.outlook.projected) == (says, line.outlook.counted)
        client.force_login(get_user_model().objects.get(id=dinas.person_id))
        for page in ("", "/hasil"):
            with clock.frozen(NOON):
                text = client.get(f"/petugas/{dinas.organisation}/program/{program.slug}{page}").content.decode()
            assert says in text
            assert "Dengan laju ini" not in text
            assert "tiap minggu" not in text

    def test_of_a_closed_one_neither_the_file_says_one(self, client, dinas):
        program = went(dinas, (24, 20), (17, 20), (10, 20), (3, 20))
        with clock.frozen(NOON):
            close_program(program.slug, reach=dinas)
        client.force_login(get_user_model().objects.get(id=dinas.person_id))
        with clock.frozen(NOON):
            address = f"/petugas/{dinas.organisation}/program/{program.slug}/hasil?isi=target&berkas=csv"
            last = client.get(address).content.decode("utf-8-sig").splitlines()[-1]
        assert last.split(",")[3:] == ["80", "1252", "1172", "", ""]

    def test_what_was_lost_and_found_again_late_counts_once(self, dinas):
        program = went(dinas, (30, 1))
        with across_businesses():
            for since, is_reached in ((20, False), (25, True)):
                fetch(
                    "insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)"
                    " select enrolment_id, stage, %s, 'here', %s, %s from programs_stageevent limit 1",
                    (is_reached, NOON - timedelta(days=since), NOON),
                )
        line = line_of(program, dinas)
        assert (line.outlook.counted, line.outlook.grown) == (1, 0), "noted on the day it was lost, and never two"

    def test_all_targets_take_one_statement(self, dinas):
        stages = ("onboarded", "trained", "regular")
        program = went(dinas, (3, 5), targets=[TargetDraft(each, area, BY, 9) for each in stages for area in ("", "33.72.01")])
        with clock.frozen(NOON), across_businesses(), counted() as statements:
            assert [each.outlook.counted for each in target_lines(program, dinas)] == [5, 0, 0, 5, 0, 0], (
                "by area, then as written"
            )
        assert len(statements) == 1


def test_a_first_count_from_nothing_is_no_pace_and_a_second_is():
    facts = {"wanted": 500, "by_day": BY, "today": TODAY, "since": TODAY - timedelta(days=22)}
    assert outlook(counted=100, before=0, gains=[100], **facts).pace == "at_once"
    assert outlook(counted=100, before=60, gains=[40], **facts).pace == "told"
    assert outlook(counted=100, before=60, gains=[60, 40], **facts).pace == "told"
    assert outlook(counted=1000, before=5, gains=[5, 995], **facts).state == "reached"
    assert outlook(counted=400, before=5, gains=[5, 395], **facts).pace == "at_once"
    assert outlook(counted=40, before=60, gains=[60, -20], **facts).projected == 0, "a loss goes on"


class TestPlaces:
    def test_a_target_beyond_them_is_refused_and_nothing_changes(self, dinas):
        with pytest.raises(TargetBeyondPlaces) as no:
            make_program(draft(places=180, targets=WANTED), reach=dinas)
        assert "paling banyak 180 usaha" in no.value.sentence("id")
        assert "at most 180" in no.value.sentence("en")
        program = running(dinas, targets=(TargetDraft("onboarded", "", BY, 180),), places=180)
        with pytest.raises(TargetBeyondPlaces):
            change_program(program.slug, draft(targets=(TargetDraft("onboarded", "", BY, 180),), places=179), reach=dinas)
        assert (Target.objects.get().wanted, Program.objects.get().places) == (180, 180)

    def test_the_form_says_so_beside_the_target(self, client, dinas):
        client.force_login(get_user_model().objects.get(id=dinas.person_id))
        page = client.post(
            f"/petugas/{dinas.organisation}/program/baru?dari=",
            {
                "name": "Bangkit", "about": "Membantu usaha kecil di Solo.", "begins_on": "2026-09-01", "ends_on": "2027-08-31",
                "areas": ["33.72"], "places": "180", "stages": ["onboarded"], "target_stage_0": "onboarded",
                "target_wanted_0": "1252", "target_day_0": "2027-05-31",
            },
        )  # fmt: skip
        assert page.status_code == 422
        assert "Target 1252 usaha lebih dari tempatnya: paling banyak 180 usaha yang ikut." in page.content.decode()
        assert not Program.objects.exists()

    def test_all_businesses_of_an_area_are_not_bound_by_them(self):
        assert not is_beyond("area:digital", 1_000, 10)
        assert is_beyond("onboarded", 11, 10)
        assert not is_beyond("onboarded", 11, None)


def test_a_percent_is_rounded_and_all_and_none_are_said_of_all_and_none():
    shares = [(0, 9), (1, 250), (1, 3), (2, 3), (1, 2), (249, 250), (9, 9), (0, 0)]
    assert [percent_of(*each) for each in shares] == [0, 1, 33, 67, 50, 99, 100, 0]


@pytest.mark.parametrize(
    ("months", "pace"),
    [
        ((0, 0, 900), "at_once"),
        ((0, 900, 910), "told"),
        ((400, 444, 510), "told"),
        ((500, 505, 1_500), "at_once"),
        ((9, 8, 7), "told"),
    ],
)
def test_of_an_area_a_list_that_was_loaded_is_none_until_it_goes_on(database, months, pace):
    some_areas()
    reach = office("Dinas Solo", "local", OFFICER, ["33.72"])
    for month, day, many in zip((9, 10, 11), (30, 31, 22), months, strict=True):
        stood(f"2026-{month:02}-01", f"2026-{month:02}-{day}", _=5_000, _33=4_000, _33_72=many)
    [line] = lines(made(reach, TargetDraft("", "", BY, 9_000, "digital")), reach)
    assert line.outlook.pace == pace
