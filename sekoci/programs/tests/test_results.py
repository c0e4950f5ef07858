"""What came of a programme: who still sells, before and after, targets by week; on the pages too."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.contrib.auth import get_user_model

from sekoci.kit import clock
from sekoci.kit.jobs import rounds
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import enrol_outlets, mark_stage
from sekoci.programs.actions.measuring import measure_due, measure_program
from sekoci.programs.models import Carrier, Reading
from sekoci.programs.queries import target_lines
from sekoci.programs.queries.results import measured, target_weeks
from sekoci.programs.tests.history import join, shops, sold
from sekoci.programs.tests.people import OFFICER, PARTNER, office, outlet, running

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
JOINED = date(2026, 7, 6)
"""A Monday."""


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    with clock.frozen(datetime(2026, 6, 1, 5, tzinfo=UTC)):
        return running(dinas)


def weekly(ids, *, usual, more=0, dice):
    """Twenty-six weeks around JOINED of about so many rupiah; `more` from the week after on."""
    rows = []
    for shop in ids:
        level = usual * dice.uniform(0.7, 1.4)
        for week in range(-16, 10):
            sales = max(0, round(level * dice.uniform(0.8, 1.2))) + (more if week >= 1 else 0)
            rows.append((shop, JOINED + timedelta(days=7 * week), 2, sales))
    return rows


def lived(program, *, inside=30, outside=90, more=0, seed=5):
    dice = Random(seed)
    mine, others = shops(inside, prefix="ikut-"), shops(outside, prefix="luar-")
    sold(weekly(mine, usual=400_000, more=more, dice=dice) + weekly(others, usual=380_000, dice=dice))
    join(program, mine, JOINED + timedelta(days=2))
    return mine, others


class TestBeforeAndAfter:
    def test_an_effect_that_is_there_is_found_in_rupiah(self, program):
        lived(program, more=150_000)
        with clock.frozen(NOON):
            measure_program(program.id)
        told = measured(program.id).impact
        assert (told["shops"], told["whole"], told["sets"]) == (30, 30, 30)
        assert told["outside"] > 60
        assert told["sales"]["low"] > 0
        assert told["sales"]["estimate"] == pytest.approx(8 * 150_000, rel=0.15)
        assert told["orders"]["estimate"] == 0

    def test_none_where_there_is_none(self, program):
        lived(program)
        with clock.frozen(NOON):
            measure_program(program.id)
        told = measured(program.id).impact["sales"]
        assert told["low"] < 0 < told["high"]

    def test_twenty_are_needed_and_it_says_from_when(self, program):
        lived(program, inside=19)
        with clock.frozen(NOON):
            measure_program(program.id)
        told = measured(program.id).impact
        assert (told["sales"], told["sets"], told["soonest"]) == (None, 19, "")

    def test_whoever_joined_lately_is_waited_for(self, program):
        lived(program)
        with clock.frozen(datetime(2026, 8, 1, 5, tzinfo=UTC)):
            measure_program(program.id)
        told = measured(program.id).impact
        assert (told["old"], told["whole"], told["sales"], told["soonest"]) == (30, 0, None, "2026-09-07")

    def test_shops_that_opened_for_the_programme_have_no_before(self, program):
        new = shops(25, prefix="baru-", since="2026-06-20")
        join(program, new, JOINED)
        with clock.frozen(NOON):
            measure_program(program.id)
        told = measured(program.id).impact
        assert (told["shops"], told["old"], told["sets"]) == (25, 0, 0)

    def test_nobody_of_another_programme_stands_beside(self, program, dinas):
        _mine, others = lived(program)
        with clock.frozen(datetime(2026, 6, 1, 5, tzinfo=UTC)):
            other = running(dinas, name="Program lain")
        join(other, others, JOINED)
        with clock.frozen(NOON):
            measure_program(program.id)
        assert measured(program.id).impact["sets"] == 0

    def test_a_fixed_number_of_statements_however_many_shops(self, program, django_assert_max_num_queries):
        lived(program, inside=25, outside=60)
        with clock.frozen(NOON), django_assert_max_num_queries(12):
            measure_program(program.id)


class TestWhoStillSells:
    def test_each_month_that_is_over_counts_those_who_sold_from_afar(self, program):
        mine = shops(10, prefix="ikut-")
        join(program, mine, JOINED)
        sold(
            [(shop, date(2026, 8, 3), 1, 5_000) for shop in mine[:8]] + [(shop, date(2026, 9, 7), 1, 5_000) for shop in mine[:5]]
        )
        with clock.frozen(NOON):
            measure_program(program.id)
        told = measured(program.id).retention
        assert told["month"]["2026-07"] == [[10, 10], [10, 8], [10, 5], [10, 0]], "August to October; November goes on"
        assert told["all"][""] == told["month"]["2026-07"] == told["cohort"][""]

    def test_a_sale_at_the_counter_is_none(self, program):
        mine = shops(6, prefix="ikut-")
        join(program, mine, JOINED)
        sold([(shop, date(2026, 8, 3), 1, 5_000) for shop in mine])
        with across_businesses():
            fetch("update indicators_shopday set way = 'counter'")
        with clock.frozen(NOON):
            measure_program(program.id)
        assert measured(program.id).retention["month"]["2026-07"][1] == [6, 0]


class TestTheRound:
    def test_measures_each_programme_once_a_day_and_twice_is_once(self, program):
        with clock.frozen(NOON):
            assert measure_due() == 1
            assert measure_due() == 0
        with clock.frozen(NOON + timedelta(hours=21)):
            assert measure_due() == 1
        assert Reading.objects.count() == 2
        assert "sekoci.programs.jobs.measure_programs" in {each.name for each in rounds}


class TestTargetsByWeek:
    def test_the_last_week_is_what_the_target_line_says(self, program, dinas):
        reach = dinas
        names = [outlet(f"Warung {number}") for number in range(6)]
        with clock.frozen(datetime(2026, 9, 7, 5, tzinfo=UTC)):
            enrol_outlets(program.slug, names, reach=reach)

        with across_businesses():
            ids = [each for (each,) in fetch("select id from programs_enrolment order by id")]
        for place, each in enumerate(ids[:4]):
            day = date(2026, 9, 10) + timedelta(days=14 * place)
            with clock.frozen(datetime(2026, 11, 1, 5, tzinfo=UTC)):
                mark_stage(each, "onboarded", holds=True, on_day=day, evidence="Dilihat di kios, ada toko.", reach=reach)
        with clock.frozen(NOON), across_businesses():
            [weeks] = target_weeks(program)
            [line] = target_lines(program, reach)
        assert weeks[-1][1] == line.outlook.counted == 4
        assert dict(weeks)[date(2026, 9, 21)] == 2
        assert [many for _, many in weeks] == sorted(many for _, many in weeks)


class TestThePage:
    def page(self, client, reach, program, rest=""):
        return client.get(f"/petugas/{reach.organisation}/program/{program.slug}/hasil{rest}")

    def test_shows_all_three_to_the_officer(self, client, program, dinas):
        lived(program, more=150_000)
        with clock.frozen(NOON):
            measure_program(program.id)
            log_in(client, dinas)
            page = self.page(client, dinas, program)
        text = page.content.decode()
        assert page.status_code == 200
        assert "Penjualan peserta Rp" in text
        assert "Yang tidak bisa dikatakan angka ini" in text
        assert "Juli 2026" in text
        assert "100 %" in text
        assert "<polyline" in text

    def test_says_what_is_missing_where_there_is_little(self, client, program, dinas):
        join(program, shops(3, prefix="ikut-"), JOINED)
        with clock.frozen(NOON):
            measure_program(program.id)
            log_in(client, dinas)
            text = self.page(client, dinas, program).content.decode()
        assert "Sekarang ada 0." in text
        assert "di bawah 5" in text
        assert "Bulan 1" not in text, "of three businesses no share is told"

    def test_who_may_not_see_the_businesses_reads_fives(self, client, program, dinas):
        join(program, shops(13, prefix="ikut-"), JOINED)
        partner = office("Bank", "bank", PARTNER, [], role="partner")
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        with clock.frozen(NOON):
            measure_program(program.id)
            log_in(client, partner)
            text = self.page(client, partner, program).content.decode()
        assert '<td class="num" data-label="Ikut">10</td>' in text
        assert "kelipatan lima" in text
        assert "Hitung sekarang" not in text

    def test_files_hold_what_the_page_says(self, client, program, dinas):
        join(program, shops(8, prefix="ikut-"), JOINED)
        with clock.frozen(NOON):
            measure_program(program.id)
            log_in(client, dinas)
            kept = self.page(client, dinas, program, "?berkas=csv").content.decode("utf-8-sig").splitlines()
            goals = self.page(client, dinas, program, "?isi=target&berkas=csv").content.decode("utf-8-sig").splitlines()
            book = self.page(client, dinas, program, "?berkas=xlsx").content
        assert kept[1].startswith("Juli 2026,8,0,0,0,")
        assert goals[-1].split(",")[3:7] == ["0", "10", "10", "0"]
        assert book[:2] == b"PK"

    def test_counting_now_is_a_job(self, client, program, dinas):
        log_in(client, dinas)
        assert client.post(f"/petugas/{dinas.organisation}/program/{program.slug}/hasil/hitung").status_code == 302
        assert fetch("select count(*) from procrastinate_jobs where task_name = 'programs.measure'") == [(1,)]

    def test_somebody_elses_programme_is_not_found(self, client, program, few_areas):
        stranger = office("Dinas Lain", "local", "0812-7100-0009", ["33"])
        log_in(client, stranger)
        assert self.page(client, stranger, program).status_code == 404


def log_in(client, reach):
    client.force_login(get_user_model().objects.get(id=reach.person_id))
