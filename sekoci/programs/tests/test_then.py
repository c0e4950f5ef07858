"""A programme's pages at the end of a month that is over, their map, and who may look back."""

from datetime import UTC, datetime

import pytest

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import enrol_outlets
from sekoci.programs.queries import by_area, funnel_of, program_for
from sekoci.programs.queries.then import programme_at
from sekoci.programs.tests.people import OFFICER, PARTNER, drawn, office, outlet, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER = (datetime(2026, month, 1, tzinfo=UTC) for month in (10, 11, 12))
NOON = datetime(2026, 12, 15, 5, tzinfo=UTC)


@pytest.fixture
def dinas(few_areas):
    with clock.frozen(datetime(2026, 9, 2, 5, tzinfo=UTC)):
        return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    """Begun in September: Bu Tini of Laweyan came then, Pak Joko of Jebres in November. She was contacted in October and on
    board in November, until December."""
    with clock.frozen(datetime(2026, 9, 5, 5, tzinfo=UTC)):
        program = running(dinas, partners=())
    tini, joko = outlet("Bu Tini", area="33.72.01"), outlet("Pak Joko", area="33.72.04")
    came(program, dinas, tini, datetime(2026, 9, 10, 5, tzinfo=UTC), "Angkatan 1")
    came(program, dinas, joko, datetime(2026, 11, 10, 5, tzinfo=UTC), "")
    drawn("33.72")
    stands(tini, "contacted", True, "2026-10-05")
    stands(tini, "onboarded", True, "2026-11-05")
    stands(tini, "onboarded", False, "2026-12-05")
    stands(joko, "contacted", True, "2026-11-12")
    with across_businesses():
        fetch("update programs_enrolment set reached = array['contacted'], lost = case when outlet_id = %s"
              " then array['onboarded'] else '{}' end", (tini,))  # fmt: skip
    return program_for(program.slug, dinas)


def came(program, reach, number, moment, cohort):
    with clock.frozen(moment):
        enrol_outlets(program.slug, [number], reach=reach, cohort=cohort)


def stands(outlet_id, stage, is_reached, day):
    with across_businesses():
        fetch(
            "insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)"
            " select id, %s, %s, 'hand', %s::date, %s::date from programs_enrolment where outlet_id = %s",
            (stage, is_reached, day, day, outlet_id),
        )


def told(then):
    counts = {step.stage: (step.count, step.lost) for step in then.funnel.steps if step.count or step.lost}
    return then.funnel.all, counts, {part.code: part.all for part in then.areas}, [(each.name, each.all) for each in then.cohorts]


def test_each_month_is_told_as_it_ended(program):
    with across_businesses(), counted() as statements:
        october, november, december = programme_at(program, [OCTOBER, NOVEMBER, DECEMBER], width=8)
    assert len([each for each in statements if "set_config" not in each]) == 1
    assert told(october) == (1, {}, {"33.72.01": 1}, [("Angkatan 1", 1)])
    assert told(november) == (1, {"contacted": (1, 0)}, {"33.72.01": 1}, [("Angkatan 1", 1)])
    both = {"33.72.01": 1, "33.72.04": 1}
    assert told(december) == (2, {"contacted": (2, 0), "onboarded": (1, 0)}, both, [("Angkatan 1", 1), ("", 1)])


def test_now_is_what_stands_on_the_enrolments_and_the_newest_events_say_the_same(program):
    with across_businesses():
        [now], [newest] = programme_at(program, width=8), programme_at(program, [NOON], width=8)
        assert now == newest
        assert now.funnel == funnel_of(program)
        assert now.areas == by_area(program, width=8)


def test_the_funnels_page_of_a_month_with_what_changed_its_map_and_the_businesses_behind_it(client, program, dinas):
    page = at("funnel", dinas, program.slug)
    with clock.frozen(NOON):
        logged_in(client, "+6281271000001")
        now = text_of(client.get(page))
        november = text_of(client.get(page + "?bulan=2026-11&tahap=contacted"))
        september = text_of(client.get(page + "?bulan=2026-09"))
        for wrong in ("2026-12", "2026-08", "x", "2026-11-01"):
            assert "Sejak akhir" not in text_of(client.get(f"{page}?bulan={wrong}")), wrong
        behind = text_of(client.get(at("people", dinas, program.slug) + "?tahap=onboarded&bulan=2026-11"))
        nobody = text_of(client.get(at("people", dinas, program.slug) + "?tahap=onboarded"))
        file = client.get(page + "?bulan=2026-11&berkas=csv")
    assert [each in now for each in ("Akhir November 2026", "Akhir September 2026", "Akhir Desember 2026", "Sejak akhir")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "keadaan akhir November 2026" in november
    assert "Sejak akhir Oktober 2026" in november
    assert "+1</td>" in november
    assert "tahap=onboarded&wilayah=33.72.04&bulan=2026-11" not in november, "nobody is there"
    assert "tahap=onboarded&wilayah=33.72.01&bulan=2026-11" in november
    assert "Sudah dihubungi, menurut wilayah" in november
    assert 'href="?bulan=2026-11&tahap=contacted&wilayah=33.72.01"' in november, "the map leads deeper"
    assert "1 usaha ikut" in september
    assert "Bu Tini" in behind
    assert "Menurut keadaan akhir November 2026" in behind
    assert "Bu Tini" not in nobody
    assert "corong-bangkit-bersama-solo-2026-11" in file["Content-Disposition"]
    assert file.content.decode("utf-8-sig").splitlines()[1].startswith("Bangkit Bersama Solo,,2,2,1,")


def test_who_reads_rounded_numbers_does_not_walk_through_months(client, program, dinas):
    ministry = office("Kementerian", "ministry", PARTNER, ["33.72.01"])
    with across_businesses():
        fetch("insert into programs_carrier (program_id, organisation_id, is_owner) values (%s, %s, false)",
              (program.id, ministry.organisation_id))  # fmt: skip
    with clock.frozen(NOON):
        logged_in(client, "+6281271000002")
        rounded = text_of(client.get(at("results", ministry, program.slug)))
        assert "Akhir November 2026" not in rounded
        assert "hanya untuk petugas yang melihat semua usahanya" in rounded
        asked = text_of(client.get(at("results", ministry, program.slug) + "?bulan=2026-11"))
        assert "Akhir November 2026" not in asked
        assert "Keadaan akhir" not in asked
        logged_in(client, "+6281271000001")
        whole = text_of(client.get(at("results", dinas, program.slug) + "?bulan=2026-10&tahap=onboarded"))
    assert "Keadaan akhir Oktober 2026, dari usaha yang ikut sekarang." in whole
    assert "Punya toko daring, menurut wilayah" in whole
