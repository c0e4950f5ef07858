"""Every number that an officer reads of a programme leads to the businesses behind it and to no others; partners to none."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import TargetDraft, decide, enrol_outlets, make_referral, mark_stage, plan_support
from sekoci.programs.actions.measuring import measure_program
from sekoci.programs.models import Carrier
from sekoci.programs.queries import program_for
from sekoci.programs.tests.people import OFFICER, PARTNER, office, outlet, running

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
LAST_WEEK = datetime(2026, 11, 18, 5, tzinfo=UTC)
BY = date(2027, 8, 31)
MOVED = re.compile(
    r'<a class="cover strong" href="(/petugas/[^"]*/usaha[^"]*)">[^<]*</a></div><div class="side"><b>[+\N{MINUS SIGN}](\d+)'
)
LINK = re.compile(r'<a href="(/petugas/[^"]*/usaha[^"]*)">([\d.]+)[^<]*</a>')


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def lived(client, dinas):
    """Eight businesses: six of Laweyan in a cohort, two of which nobody knows where in Solo; some reached stages last week, some
    got help, one left again."""
    with clock.frozen(datetime(2026, 9, 2, 5, tzinfo=UTC)):
        program = running(dinas, targets=(TargetDraft("trained", "", BY, 5), TargetDraft("", "", BY, 9, "digital")))
        ids = [outlet(f"Warung {number}", area="33.72.01" if number < 6 else "33.72") for number in range(8)]
        enrol_outlets(program.slug, ids[:6], reach=dinas, cohort="Angkatan 1")
    with clock.frozen(LAST_WEEK):
        enrol_outlets(program.slug, ids[6:], reach=dinas)
        with across_businesses():
            them = [each for (each,) in fetch("select id from programs_enrolment order by outlet_id")]
        for each in them[:3]:
            mark_stage(each, "trained", holds=True, on_day=date(2026, 11, 10), evidence="Ikut kelas di balai.", reach=dinas)
        mark_stage(them[0], "trained", holds=False, on_day=date(2026, 11, 18), evidence="Tidak selesai kelasnya.", reach=dinas)
        kinds = {each.name: each.id for each in program.offered}
        for number, name in ((0, "Kunjungan pahlawan"), (1, "Kunjungan pahlawan"), (6, "Voucher kemasan")):
            facts = {"on_day": date(2026, 11, 18), "key": str(new_id()), "given": number < 6, "note": "", "cost": None}
            plan_support(them[number], kinds[name], reach=dinas, **facts)
        decide(program.slug, [them[1]], "refused", reason="Usahanya tutup.", reach=dinas)
        measure_program(program.id)
    client.force_login(get_user_model().objects.get(id=dinas.person_id))
    return program_for(program.slug, dinas)


def read(client, address):
    with clock.frozen(NOON):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("page", "least"),
    [("", 12), ("?wilayah=33.72.01", 6), ("/hasil", 5), ("/hasil?menurut=angkatan", 5), ("/hasil?menurut=wilayah", 5),
     ("/bantuan", 5), ("/kabar", 4)],
)  # fmt: skip
def test_every_number_leads_to_as_many_as_it_says(client, dinas, lived, page, least):
    text = read(client, f"/petugas/{dinas.organisation}/program/{lived.slug}{page}")
    links = LINK.findall(text) + MOVED.findall(text)
    assert len(links) >= least, links
    for address, said in links:
        listed = read(client, address)
        assert listed.count('<li><div class="grow"><a class="cover strong"') == int(said), (address, said)
        assert int(said) == 0 or f'<p class="muted small">{said} usaha</p>' in listed, (address, said)


def test_the_list_says_how_many_it_holds_on_all_its_pages(client, dinas, lived, monkeypatch):
    monkeypatch.setattr("sekoci.programs.views.people.PAGE", 2)
    address = f"/petugas/{dinas.organisation}/program/{lived.slug}/usaha?keadaan=chosen"
    for start in (0, 2, 6):
        listed = read(client, f"{address}&mulai={start}")
        assert listed.count('<li><div class="grow"><a class="cover strong"') == (1 if start == 6 else 2)
        assert '<p class="muted small">7 usaha</p>' in listed


def test_an_areas_figure_leads_to_its_page(client, dinas, lived):
    with across_businesses():
        fetch(
            "insert into indicators_stock (month, slice, level, area_code, definition, counted_on, counted_at, outlets, owners,"
            " named, listed, pays, sells, digital, sellers, sales, workers, workers_known, jobs_kept, jobs_added, jobs_lost)"
            " select '2026-11-01', '', level, code, 1, '2026-11-24', now(), 9, 0, 0, 9, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0"
            " from (values (0, ''), (1, '33'), (2, '33.72')) a (level, code)"
        )
    for page in ("", "/hasil", "/kabar"):
        text = read(client, f"/petugas/{dinas.organisation}/program/{lived.slug}{page}")
        assert f'<a href="/petugas/{dinas.organisation}/angka?wilayah=33.72">7</a>' in text


def test_who_came_by_a_code_is_found_by_it(client, dinas, lived):
    made = make_referral(lived.slug, name="Bu Ratna", phone="+6281271000077", reach=dinas)
    with across_businesses():
        fetch(
            "update programs_enrolment set referral_id = (select id from programs_referral) where outlet_id in"
            " (select outlet_id from programs_enrolment order by outlet_id limit 2)"
        )
    links = LINK.findall(read(client, f"/petugas/{dinas.organisation}/program/{lived.slug}/ajakan"))
    assert [said for _, said in links] == ["2", "1"], "two came, one of them was refused"
    assert f"Ajakan {made.code}" in read(client, links[0][0])


def test_the_list_says_what_it_is_narrowed_by_and_a_search_keeps_it(client, dinas, lived):
    people = f"/petugas/{dinas.organisation}/program/{lived.slug}/usaha"
    kind = lived.offered[0].id
    cohort = next(iter(lived.cohorts))
    asked = f"keadaan=semua&diberi=given&bantuan={kind}&angkatan={cohort}&pekan=2026-11-16&ikut=2026-09"
    text = read(client, f"{people}?{asked}")
    week = "Pekan 16 November sampai 22 November 2026"
    for said in ("Kunjungan pahlawan: diberikan", "Angkatan 1", week, "Mulai ikut September 2026"):
        assert f'<span class="chip">{said}</span>' in text
    assert f'<input type="hidden" name="bantuan" value="{kind}">' in text
    assert "Tanpa angkatan" in read(client, f"{people}?angkatan=tanpa")
    with counted() as statements:
        read(client, f"{people}?keadaan=semua&diberi=planned&wilayah=33.72&tepat=1")
    assert len(statements) <= 10, statements
    for asked in ("diberi=banyak", "diberi=given&bantuan=0x", "diberi=given&dari=x", "pekan=besok", "ikut=2026-13", "ajakan=%3B"):
        assert client.get(f"{people}?{asked}").status_code == 404, asked


def test_partners_and_who_sees_a_part_alone_are_led_nowhere(client, dinas, lived):
    partner = office("PasarKita", "marketplace", PARTNER, [], role="partner")
    part = office("Kecamatan Laweyan", "local", "0812-7100-0008", ["33.72.01"])
    for reach in (partner, part):
        Carrier.objects.create(program_id=lived.id, organisation_id=reach.organisation_id)
        client.force_login(get_user_model().objects.get(id=reach.person_id))
        assert not LINK.findall(read(client, f"/petugas/{reach.organisation}/program/{lived.slug}/hasil"))
