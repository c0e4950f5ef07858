"""A target for all businesses of an area: the figure of its page, with gap and pace, and nothing that the page does not tell."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from sekoci.indicators.actions import count_stocks
from sekoci.indicators.tests.people import an_outlet, some_areas
from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.programs.actions import TargetDraft, change_program, close_program, make_program
from sekoci.programs.actions.telling import tell_officers
from sekoci.programs.models import Carrier, Target
from sekoci.programs.names import pace_of
from sekoci.programs.queries import program_for, target_lines
from sekoci.programs.rules import TEMPLATES
from sekoci.programs.tests.people import OFFICER, PARTNER, draft, given_maps, office, running, without_links
from sekoci.registry.queries import within_reach

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
BY = date(2026, 12, 31)
CENTRAL, SOLO, LAWEYAN, EAST = "33", "33.72", "33.72.01", "33.11"


@pytest.fixture
def country(database):
    some_areas()


@pytest.fixture
def dinas(country):
    return office("Dinas Solo", "local", OFFICER, [SOLO])


def made(reach, *targets, areas=(SOLO,), **more):
    with clock.frozen(datetime(2026, 9, 1, 5, tzinfo=UTC)):
        return running(reach, areas=areas, targets=targets, **more)


def stood(month, day, **digital):
    """So many outlets are digital in these areas (`_33_72` is 33.72, `_` the country) and as many are not, on a day."""
    rows = {name.strip("_").replace("_", "."): many for name, many in digital.items()}
    for code, many in rows.items():
        fetch(
            "insert into indicators_stock (month, slice, level, area_code, definition, counted_on, counted_at, outlets, owners,"
            " named, listed, pays, sells, digital, sellers, sales, workers, workers_known, jobs_kept, jobs_added, jobs_lost)"
            " values (%s, '', %s, %s, 1, %s, now(), %s, 0, 0, %s, 0, 0, %s, 0, 0, 0, 0, 0, 0, 0)",
            (month, len(code.split(".")) if code else 0, code, day, 2 * many, many // 2, many),
        )
    fetch("update indicators_stock set told_on = counted_on, told_outlets = outlets, told_digital = digital")


def came(area, day, firsts):
    fetch(
        "insert into indicators_flow (level, way, area_code, day, orders, sales, cashless, shops, firsts)"
        " values (%s, '', %s, %s, 9, 9, 0, 9, %s)",
        (len(area.split(".")), area, day, firsts),
    )


def lines(program, reach, at=NOON):
    with clock.frozen(at), within_reach(reach):
        return target_lines(program, reach)


class TestCounted:
    def test_a_stock_stands_as_on_the_areas_page_and_its_pace_is_that_since_a_months_end(self, dinas):
        stood("2026-09-01", "2026-09-30", _=900, _33=500, _33_72=400)
        stood("2026-10-01", "2026-10-31", _=950, _33=520, _33_72=444)
        stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=510)
        [line] = lines(made(dinas, TargetDraft("", "", BY, 1000, "digital")), dinas)
        assert (line.outlook.counted, line.outlook.gap, line.since) == (510, 490, date(2026, 10, 31))
        assert line.outlook.grown == 66, "in the 22 days since October ended"
        assert line.outlook.projected == 510 + 66 * 39 // 22, "39 days are left"
        assert line.outlook.needed_weekly == 88, "490 in 39 days"
        assert line.points == ((date(2026, 9, 30), 400), (date(2026, 10, 31), 444), (date(2026, 11, 22), 510))
        assert pace_of(line) == "Dengan laju ini: 0,6 dari 1 ribu pada Desember 2026."

    def test_a_month_that_ended_less_than_two_weeks_ago_tells_no_pace_and_the_one_before_does(self, dinas):
        stood("2026-09-01", "2026-09-30", _=900, _33=500, _33_72=400)
        stood("2026-10-01", "2026-10-31", _=950, _33=520, _33_72=444)
        stood("2026-11-01", "2026-11-05", _=950, _33=520, _33_72=446)
        [line] = lines(made(dinas, TargetDraft("", "", BY, 1000, "digital")), dinas, datetime(2026, 11, 5, 5, tzinfo=UTC))
        assert (line.since, line.outlook.grown) == (date(2026, 9, 30), 46)

    def test_says_so_where_nothing_was_counted_or_only_lately(self, dinas):
        program = made(dinas, TargetDraft("", "", BY, 1000, "digital"))
        [line] = lines(program, dinas)
        assert (line.outlook, pace_of(line)) == (None, "Angka wilayah itu belum dihitung.")
        stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=510)
        [line] = lines(program, dinas)
        assert line.outlook.counted == 510
        assert pace_of(line) == "Angka wilayah baru ada 1 hari: lajunya belum bisa dihitung."

    def test_an_area_where_nobody_is_known_has_none(self, dinas):
        stood("2026-11-01", "2026-11-22", _=999, _33=600)
        [line] = lines(made(dinas, TargetDraft("", LAWEYAN, BY, 10, "pays")), dinas)
        assert line.outlook.counted == 0

    def test_first_orders_are_those_since_the_programme_began(self, dinas):
        for day, many in (("2026-08-31", 50), ("2026-09-01", 3), ("2026-10-31", 4), ("2026-11-20", 5)):
            came(SOLO, day, many)
        [line] = lines(made(dinas, TargetDraft("", "", BY, 30, "firsts")), dinas)
        assert line.points == (
            (date(2026, 9, 1), 0),
            (date(2026, 9, 30), 3),
            (date(2026, 10, 31), 7),
            (date(2026, 11, 22), 12),
        )
        assert (line.outlook.counted, line.outlook.grown) == (12, 5)

    def test_several_areas_are_added_and_stages_stand_beside(self, country):
        reach = office("Dinas Jateng", "local", OFFICER, [CENTRAL])
        stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=100, _33_11=30)
        program = made(reach, TargetDraft("onboarded", "", BY, 5), TargetDraft("", "", BY, 1000, "digital"), areas=(SOLO, EAST))
        assert [(each.aim, each.outlook.counted) for each in lines(program, reach)] == [("onboarded", 0), ("area:digital", 130)]

    def test_of_a_closed_programme_as_it_was_on_that_day(self, dinas):
        stood("2026-10-01", "2026-10-31", _=950, _33=520, _33_72=444)
        stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=510)
        program = made(dinas, TargetDraft("", "", BY, 1000, "digital"))
        with clock.frozen(datetime(2026, 10, 31, 5, tzinfo=UTC)):
            close_program(program.slug, reach=dinas)
        [line] = lines(program_for(program.slug, dinas), dinas)
        assert line.outlook.counted == 444

    def test_a_fixed_number_of_statements_however_many_targets(self, dinas):
        stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=510)
        targets = [TargetDraft("", area, BY, 100, figure) for area in ("", LAWEYAN) for figure in ("digital", "pays", "firsts")]
        program = made(dinas, TargetDraft("regular", "", BY, 5), *targets)
        with clock.frozen(NOON), within_reach(dinas), counted() as statements:
            assert len(target_lines(program, dinas)) == 7
        assert len(statements) == 2


class TestWhoMayNotSeeTheBusinesses:
    def test_reads_what_the_areas_page_tells_rounded_down(self, country):
        stood("2026-10-01", "2026-10-31", _=990, _33=503, _33_72=254, _33_11=249)
        stood("2026-11-01", "2026-11-22", _=999, _33=603, _33_72=304, _33_11=299)
        province = office("Dinas Jateng", "local", OFFICER, [CENTRAL])
        partner = office("PasarKita", "marketplace", PARTNER, [], role="partner")
        program = made(province, TargetDraft("", "", BY, 1000, "digital"), areas=(SOLO, EAST))
        with clock.frozen(NOON), across_businesses():
            for reader in (partner, None):
                [line] = target_lines(program, reader)
                assert line.outlook.counted == 300 + 295
                assert line.points == ((date(2026, 10, 31), 250 + 245), (date(2026, 11, 22), 595))

    def test_is_not_told_what_the_areas_page_hides(self, country):
        stood("2026-11-01", "2026-11-22", _=999, _33=599, _33_72=3, _33_11=596)
        province = office("Dinas Jateng", "local", OFFICER, [CENTRAL])
        program = made(province, TargetDraft("", "", BY, 1000, "digital"), areas=(SOLO,))
        with clock.frozen(NOON), across_businesses():
            [line] = target_lines(program, None)
        assert line.is_hidden or line.outlook.counted == 0, "few look like none, or are not shown"
        assert lines(program, province)[0].outlook.counted == 3

    @pytest.mark.parametrize("figure", ["listed", "pays", "sells", "firsts"])
    def test_figures_that_the_page_shows_to_officers_only_stay_theirs(self, country, figure):
        stood("2026-11-01", "2026-11-22", _=999, _33=599, _33_72=300, _33_11=299)
        came(SOLO, "2026-11-20", 500)
        province = office("Dinas Jateng", "local", OFFICER, [CENTRAL])
        program = made(province, TargetDraft("", "", BY, 1000, figure), areas=(SOLO,))
        with clock.frozen(NOON), across_businesses():
            [line] = target_lines(program, None)
        assert line.is_hidden
        assert lines(program, province)[0].outlook is not None


class TestSetUp:
    def test_the_national_template_asks_for_ten_million_digital_businesses(self):
        assert TEMPLATES["national"].targets[0] == ("area:digital", 10_000_000, 100)

    @pytest.mark.parametrize(
        "target",
        [
            TargetDraft("", "", BY, 5), TargetDraft("onboarded", "", BY, 5, "digital"), TargetDraft("", "", BY, 5, "sales"),
            TargetDraft("", "33.72.01.1001", BY, 5, "digital"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_counted_is_refused_and_nothing_changes(self, dinas, target):
        program = made(dinas, TargetDraft("", "", BY, 7, "digital"))
        with pytest.raises(Invalid):
            change_program(program.slug, draft(targets=(target,)), reach=dinas)
        with pytest.raises(Invalid):
            make_program(draft(name="Lain", targets=(target,)), reach=dinas)
        assert [(each.indicator, each.wanted) for each in Target.objects.all()] == [("digital", 7)]

    def test_the_form_takes_either_and_shows_it_again(self, client, dinas):
        program = made(dinas, TargetDraft("", "", BY, 7, "digital"))
        log_in(client, dinas)
        address = reverse("programs:change", args=[dinas.organisation, program.slug])
        form = client.get(address).context["form"]
        assert form["target_stage_0"].value() == "area:digital"
        page = client.get(address).content.decode()
        assert '<option value="area:digital" selected>Usaha digital</option>' in page
        assert "Semua usaha di wilayah" in page


class TestPages:
    @pytest.fixture
    def program(self, dinas):
        stood("2026-10-01", "2026-10-31", _=9_000_000, _33=520, _33_72=444)
        stood("2026-11-01", "2026-11-22", _=9_100_000, _33=600, _33_72=512)
        return made(dinas, TargetDraft("", "", BY, 12_000, "digital"))

    @pytest.mark.parametrize("page", ["", "/hasil", "/kabar"])
    def test_officers_read_it_with_gap_and_pace(self, client, dinas, program, page):
        log_in(client, dinas)
        with clock.frozen(NOON):
            text = without_links(client.get(f"/petugas/{dinas.organisation}/program/{program.slug}{page}"))
        assert "Usaha digital" in text
        assert "512 / 12.000" in text
        assert "Dengan laju ini: 0,6 dari 12 ribu pada Desember 2026." in text
        if page != "/kabar":
            assert "Kurang 11.488" in text
        assert ("<polyline" in text) == (page == "/hasil")

    def test_the_file_has_its_months(self, client, dinas, program):
        log_in(client, dinas)
        with clock.frozen(NOON):
            page = client.get(f"/petugas/{dinas.organisation}/program/{program.slug}/hasil?isi=target&berkas=csv")
        rows = page.content.decode("utf-8-sig").splitlines()
        assert rows[1].startswith("Usaha digital,,2026-10-31,444,12000,")
        assert rows[2].startswith("Usaha digital,,2026-11-22,512,12000,11488,632,")

    def test_mondays_message_says_what_is_missing(self, dinas, program):
        with clock.frozen(datetime(2026, 11, 23, 1, tzinfo=UTC)):
            assert tell_officers() == 1
            deliver_waiting()
        [text] = [each.text for each in outbox(to="+6281271000001") if each.template == "program_week"]
        assert "Target usaha digital kurang 11.488 dari 12.000." in text

    def test_the_areas_page_shows_the_line_of_every_programme_that_wants_it(self, client, dinas, program):
        other = office("Dinas Makassar", "local", "0812-7100-0009", ["73.71"])
        with clock.frozen(NOON):
            log_in(client, dinas)
            own = client.get(f"/petugas/{dinas.organisation}/angka", {"wilayah": SOLO}).content.decode()
            above = client.get(f"/petugas/{dinas.organisation}/angka", {"wilayah": CENTRAL}).content.decode()
            past = client.get(f"/petugas/{dinas.organisation}/angka", {"wilayah": SOLO, "bulan": "2026-10"}).content.decode()
            log_in(client, other)
            with counted() as statements:
                theirs = client.get(f"/petugas/{other.organisation}/angka", {"wilayah": SOLO}).content.decode()
        assert len(statements) <= 10
        assert "512 / 12.000" in own
        assert "<polyline" in own
        assert f"/petugas/{dinas.organisation}/program/{program.slug}/hasil" in own
        assert "12.000" not in above
        assert "12.000" not in past
        assert f"/program/{program.slug}" in theirs
        assert "512 / 12.000" not in theirs

    def test_a_partner_and_everybody_read_it_as_the_page_would_tell_it(self, client, dinas, program):
        partner = office("PasarKita", "marketplace", PARTNER, [], role="partner")
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        with clock.frozen(NOON):
            public = client.get(f"/program/{program.slug}").content.decode()
            log_in(client, partner)
            theirs = client.get(f"/petugas/{partner.organisation}/program/{program.slug}").content.decode()
        assert "Usaha digital" in theirs
        assert "512" not in public + theirs


def test_numbers_counted_from_rows_reach_the_target(dinas):
    for number in range(6):
        an_outlet(LAWEYAN, {"listing": number < 4})
    count_stocks()
    program = made(dinas, TargetDraft("", LAWEYAN, BY, 10, "digital"))
    with within_reach(dinas):
        [line] = target_lines(program, dinas)
    assert line.outlook.counted == 4


def log_in(client, reach):
    client.force_login(get_user_model().objects.get(id=reach.person_id))


@pytest.mark.parametrize(
    "page", ["program/{}/hasil", "program/{}/hasil?bulan=2026-10", "program/{}/kabar", "angka?wilayah=33.72"]
)
def test_pages_take_ten_statements_with_a_target_of_each_kind(client, dinas, page):
    stood("2026-11-01", "2026-11-22", _=999, _33=600, _33_72=512)
    came(SOLO, "2026-09-01", 3), came(SOLO, "2026-11-20", 5)
    drafts = [("onboarded", 5, ""), ("", 12_000, "digital"), ("", 30, "firsts")]
    program = made(dinas, *(TargetDraft(stage, "", BY, wanted, figure) for stage, wanted, figure in drafts))
    log_in(client, dinas)
    given_maps()
    with clock.frozen(NOON), counted() as statements:
        told = without_links(client.get(f"/petugas/{dinas.organisation}/{page.format(program.slug)}"))
    asked = [each for each in statements if "registry_areashape" not in each]
    assert len(asked) <= 10, "with the map, and without what puts the test's own transaction back, ten"
    assert "512" in told or "kurang 11.488" in told
    assert "8 / 30" in told or "kurang 22" in told
