"""Cohorts have days, results are told by area, and what help costs by cohort adds up."""

from datetime import UTC, date, datetime
from html import unescape

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotAllowed
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted
from sekoci.operations.backoffice import back_office
from sekoci.programs.actions import date_cohorts, enrol_matching, plan_support_for, set_cohort
from sekoci.programs.actions.measuring import measure_program
from sekoci.programs.models import Carrier
from sekoci.programs.names import reason_of
from sekoci.programs.queries import program_for
from sekoci.programs.queries.budget import budget_of
from sekoci.programs.queries.results import measured
from sekoci.programs.tests.history import join, shops, sold
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, given_maps, office, outlet, running
from sekoci.programs.tests.test_giving import enrolled
from sekoci.programs.tests.test_results import JOINED, log_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    with clock.frozen(datetime(2026, 6, 1, 5, tzinfo=UTC)):
        slug = running(dinas).slug
    outlet("Warung Awal")
    enrol_matching(slug, reach=dinas, cohort="Angkatan 1")
    return program_for(slug, dinas)


def page(client, reach, program, rest=""):
    return client.get(f"/petugas/{reach.organisation}/program/{program.slug}/hasil{rest}")


def text_of(answer):
    return unescape(answer.content.decode())


class TestDays:
    def test_are_written_read_changed_and_taken_away(self, program, dinas):
        [number] = program.cohorts
        assert program.cohort_days == {number: (None, None)}
        assert date_cohorts(program.slug, {number: (FIRST, LAST)}, reach=dinas) == 1
        assert date_cohorts(program.slug, {number: (FIRST, LAST)}, reach=dinas) == 0
        assert program_for(program.slug, dinas).cohort_days == {number: (FIRST, LAST)}
        assert date_cohorts(program.slug, {number: (FIRST, None)}, reach=dinas) == 1
        assert date_cohorts(program.slug, {}, reach=dinas) == 0
        assert program_for(program.slug, dinas).cohort_days == {number: (FIRST, None)}

    def test_that_end_before_they_begin_and_another_programmes_change_nothing(self, program, dinas):
        [number] = program.cohorts
        other = running(dinas, name="Program lain")
        with pytest.raises(Invalid):
            date_cohorts(program.slug, {number: (LAST, FIRST)}, reach=dinas)
        assert date_cohorts(other.slug, {number: (FIRST, LAST)}, reach=dinas) == 0
        partner = office("GoFood", "ride_hailing", PARTNER, ["33.72"])
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        with pytest.raises(NotAllowed):
            date_cohorts(program.slug, {number: (FIRST, LAST)}, reach=partner)
        assert program_for(program.slug, dinas).cohort_days == {number: (None, None)}

    def test_stand_beside_the_name_in_results_and_in_the_file(self, client, program, dinas):
        [number] = program.cohorts
        log_in(client, dinas)
        with clock.frozen(NOON):
            measure_program(program.id)
            sent = {f"mulai_{number}": "2026-09-01", f"selesai_{number}": "2026-12-31"}
            address = f"/petugas/{dinas.organisation}/program/{program.slug}/angkatan/tanggal"
            assert client.post(address, sent | {f"mulai_{number}": "2026-13-01"}, follow=True).status_code == 200
            assert program_for(program.slug, dinas).cohort_days == {number: (None, None)}
            client.post(address, sent)
            text = text_of(page(client, dinas, program, "?menurut=angkatan"))
            assert "Angkatan 1 (1 Sep 2026 – 31 Des 2026)" in text
            assert 'value="2026-09-01"' in text
            book = page(client, dinas, program, "?menurut=angkatan&berkas=csv").content.decode("utf-8-sig")
        assert book.splitlines()[1].startswith("Angkatan 1 (1 Sep 2026 – 31 Des 2026),1,")


class TestByArea:
    def lived(self, program):
        laweyan, elsewhere = shops(8, prefix="a-"), shops(7, prefix="b-", area="33.72")
        join(program, laweyan, JOINED)
        join(program, elsewhere, JOINED)
        sold([(shop, date(2026, 8, 3), 1, 5_000) for shop in [*laweyan[:4], *elsewhere]])
        with clock.frozen(NOON):
            measure_program(program.id)

    def test_who_still_sells_by_district(self, client, dinas):
        with clock.frozen(datetime(2026, 6, 1, 5, tzinfo=UTC)):
            program = running(dinas)
        self.lived(program)
        told = measured(program.id).retention["area"]
        assert told["33.72.01"][:2] == [[8, 8], [8, 4]]
        assert told["33.72"][:2] == [[7, 7], [7, 7]]
        log_in(client, dinas)
        given_maps()
        with clock.frozen(NOON), counted() as statements:
            text = text_of(page(client, dinas, program, "?menurut=wilayah"))
        assert len(statements) <= 15, statements
        assert "50 %" in text
        assert "100 %" in text
        assert text.count("Laweyan") == 3, "the map, its stages, and who still sells"

    def test_a_partner_reads_fives_and_no_small_district(self, client, dinas):
        with clock.frozen(datetime(2026, 6, 1, 5, tzinfo=UTC)):
            program = running(dinas)
        self.lived(program)
        partner = office("GoFood", "ride_hailing", FAR, ["33.72"], role="partner")
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        log_in(client, partner)
        with clock.frozen(NOON):
            text = text_of(page(client, partner, program, "?menurut=wilayah"))
        assert '<td class="num" data-label="Ikut">5</td>' in text
        assert '<td class="num" data-label="Ikut">8</td>' not in text
        assert "di bawah 5" in text
        assert "Tanggal angkatan" not in text


def test_what_help_costs_by_cohort_has_the_sum_of_what_it_costs_by_kind(client, dinas):
    program = running(dinas, budget=1_000_000)
    for number in range(5):
        outlet(f"Warung {number}", phone=f"+62812999000{number:02}")
    enrol_matching(program.slug, reach=dinas, cohort="Angkatan 1")
    people = enrolled(program)
    set_cohort(program.slug, [people["Warung 3"], people["Warung 4"]], "Angkatan 2", reach=dinas)
    outlet("Warung lain")
    enrol_matching(program.slug, reach=dinas)
    people, on_day = list(enrolled(program).values()), program.begins_on
    visit, voucher = (kind.id for kind in program.offered)
    plan_support_for(people, visit, on_day=on_day, key="a", reach=dinas, given=True)
    plan_support_for(people, voucher, on_day=on_day, key="b", reach=dinas, given=False)
    with across_businesses():
        budget = budget_of(program)
    assert [(each.name, each.given, each.planned) for each in budget.cohorts] == [
        ("Angkatan 1", 3, 3),
        ("Angkatan 2", 2, 2),
        ("", 1, 1),
    ]
    for what in ("given", "planned", "given_cost", "planned_cost"):
        assert sum(getattr(each, what) for each in budget.cohorts) == sum(getattr(each, what) for each in budget.kinds), what
    log_in(client, dinas)
    text = text_of(client.get(f"/petugas/{dinas.organisation}/program/{program.slug}/bantuan"))
    assert "Tanpa angkatan" in text
    assert "Rp150.000" in text


class TestReasons:
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("list", "Cocok dengan syarat program."),
            ("rank:2:17:9", "Nilai 9, urutan 2 dari 17."),
            ("up:places", "Ada tempat kosong: maju dari daftar tunggu."),
            ("rank: nomor satu menurut kami", "rank: nomor satu menurut kami"),
            ("up:", "up:"),
        ],
    )
    def test_codes_are_said_in_words_and_what_somebody_wrote_is_left_as_it_is(self, code, said):
        assert reason_of(code) == said
        assert back_office.value_word("reason", code) == said

    def test_points_are_said_by_their_names_in_the_back_office(self):
        assert back_office.value_word("points", {"woman": 2, "referred": 1}) == "pemilik perempuan: 2, diajak seseorang: 1"
