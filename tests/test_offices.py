"""E38 for offices: ids of another office and of other areas, on every page of `petugas/`: nothing is found, leaks or changes.

Generated from the table of addresses, so that a new page cannot be forgotten.
"""

import hashlib
from html import unescape
from itertools import product

import pytest
from django.test import Client

from sekoci.accounts.models import Person
from sekoci.kit.clock import day_in
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import enrol_outlets, plan_support
from sekoci.programs.tests.people import office, running
from sekoci.registry.actions import appoint_officer
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.models import LinkRun
from sekoci.registry.queries import within_reach
from sekoci.registry.rules import Reach
from sekoci.registry.tests.linked import a_list, a_row, by_phone
from tests.addresses import fill, routes
from tests.commands import run_command
from tests.people import someone

pytestmark = pytest.mark.django_db
SECRETS = ("Rahasia", "62811777", "0811-777", "0811777", "Jalan Sembunyi")
SENT = {"jawab": "same", "aksi": "simpan", "banyak": "1", "keputusan": "chosen", "alasan": "Paling perlu"}
OFFICES = [route for route in routes() if route.startswith("petugas/<")]


@pytest.fixture
def solo(few_areas) -> Reach:
    return office("Dinas Solo", "local", "0812-7300-0001", ["33.72"])


@pytest.fixture
def makassar(few_areas, tmp_path, capsys) -> Reach:
    """A dinas far away, with a list, an edition, rows, outlets, a doubtful pair, a programme, somebody in it, support."""
    far = office("Dinas Makassar", "local", "0812-7300-0002", ["73.71"])
    file = tmp_path / "rahasia.csv"
    file.write_text("nama,hp,alamat,kecamatan,kota\nWarung Rahasia,081177700001,Jalan Sembunyi 1,Mariso,Kota Makassar\n")
    words = ("add", far.organisation, "Daftar Rahasia", str(file), "--as-of", "2026-11-01", "--store")
    assert run_command("list", *words) == 0
    capsys.readouterr()
    more = a_list(far.organisation, "Daftar Rahasia Dua")
    a_row(more, "Warung Rahasia", "+6281177700009", area="73.71.01", street="Jalan Sembunyi 2")
    LinkRun.objects.create(is_whole=True)
    assert link_waiting(by_phone)
    with across_businesses():
        [(outlet,)] = fetch("select min(outlet_id) from registry_listrow where area_code like '73.71%%'")
    program = running(far, name="Program Rahasia", areas=("73.71",), targets=())
    enrol_outlets(program.slug, [outlet], reach=far)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment")
        [(kind,)] = fetch("select min(id) from programs_supportkind")
    day = day_in("Asia/Makassar")
    plan_support(enrolment, kind, on_day=day, key="k1", reach=far, given=True, note="Bantuan Rahasia")
    return far


def everything() -> str:
    """A fingerprint of what registry and programmes hold.

    Looks may come, whoever reviews may ask for a linking, and whoever looks first has a map drawn (where there are villages).
    """
    with across_businesses():
        tables = fetch(
            "select relname from pg_class where relkind = 'r' and relname ~ '^(registry|programs)_'"
            " and relname not in ('registry_linkrun', 'registry_areashape') order by 1"
        )
        summed = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {} t"
        return hashlib.md5("".join(fetch(summed.format(table))[0][0] for (table,) in tables).encode()).hexdigest()  # noqa: S324  no secret


def ids_of(far: Reach) -> tuple[list[str], list[str], str]:
    """Numbers, UUIDs and the programme's address, of everything that lies in Makassar."""
    with across_businesses():
        numbers = {
            number
            for table in (
                "registry_partnerlist",
                "registry_listrow",
                "registry_outlet",
                "registry_doubtfulpair",
                "registry_officer",
            )
            for (number,) in fetch(f"select id::text from {table}")  # noqa: S608  ours
        }
        uuids = [
            number
            for table in ("registry_listedition", "programs_enrolment", "programs_support")
            for (number,) in fetch(f"select id::text from {table}")  # noqa: S608  ours
        ]
        [(slug,)] = fetch("select slug from programs_program")
    return sorted(number for number in numbers if number.isdigit()), uuids, slug


def tried(client: Client, own: str, far: Reach) -> list[tuple[str, int, str]]:
    """Every page of the office `own` with every id of the far one, read and written: address, status, text."""
    numbers, uuids, slug = ids_of(far)
    seen = []
    for route in OFFICES:
        ways = product(numbers if "<int" in route else [""], uuids if "<uuid" in route else [""])
        for number, uuid in ways:
            address = fill(route, {"organisation": own, "program": slug, "int": number, "uuid": uuid, "slug": "x", "str": "x"})
            for answer in (client.get(address), client.post(address, SENT | {"pasangan": number})):
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                seen.append((address, answer.status_code, text.decode(errors="replace")))
    return seen


def log_in(reach: Reach) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=reach.person_id))
    return client


def test_the_table_of_addresses_is_read():
    assert len(OFFICES) > 25


def test_whoever_holds_no_office_there_finds_nothing(solo, makassar):
    before, client = everything(), log_in(solo)
    for address, status, text in tried(client, makassar.organisation, makassar):
        assert status in (404, 405), (address, status)
        assert not any(secret in text for secret in SECRETS), address
    assert everything() == before


@pytest.mark.parametrize("role", ["officer", "partner"])
def test_an_offices_own_pages_find_nothing_of_what_lies_elsewhere(solo, makassar, role):
    if role == "partner":
        appoint_officer(solo.organisation, phone="0812-7300-0001", role="partner", areas=[])
    before, client = everything(), log_in(solo)
    for address, status, text in tried(client, solo.organisation, makassar):
        assert status < 500, (address, status)
        assert not any(secret in text for secret in SECRETS), address
        if any(part in address for part in ("/daftar/", "/program/", "/usaha/")) and not address.endswith(("/baru", "/unduh")):
            assert status in (404, 405) or (role, status) == ("partner", 403), (address, status)
    assert everything() == before


def test_the_wall_itself_hides_rows_outlets_pairs_and_enrolments(solo, makassar):
    tables = ("registry_listrow", "registry_outlet", "registry_doubtfulpair", "programs_enrolment", "programs_support")
    with within_reach(solo):
        for table in (*tables, "registry_quarantinedrow"):
            assert fetch(f"select count(*) from {table}") == [(0,)], table  # noqa: S608  ours
    with within_reach(makassar):
        for table in tables:
            assert fetch(f"select count(*) > 0 from {table}") == [(True,)], table  # noqa: S608  ours


def test_a_refusal_in_an_office_says_whose_the_page_is_in_the_offices_words_and_leads_back(solo):
    """Nobody there is a shop's owner."""
    mitra = office("PasarKita & Kawan", "marketplace", "0812-7300-0003", [], role="partner")
    program = running(solo, name="Program Bersama", partners=(mitra.organisation_id,), targets=())
    client, refused = Client(), 0
    client.force_login(Person.objects.get(pk=mitra.person_id))
    given = {
        "organisation": mitra.organisation,
        "program": program.slug,
        "int": "1",
        "uuid": str(new_id()),
        "slug": "x",
        "str": "x",
    }
    for address in (fill(route, given) for route in OFFICES):
        for language, words, back in (
            ("id", "Sebagai mitra", "Kembali ke PasarKita"),
            ("en", "As a partner", "Back to PasarKita"),
        ):
            answer = client.get(address, {"bahasa": language})
            page = unescape(answer.content.decode(errors="replace")) if not answer.streaming else ""
            assert "pemilik usaha" not in page or answer.status_code == 200, address
            assert "owner of the business" not in page or answer.status_code == 200, address
            if answer.status_code == 403:
                refused += 1
                assert words in page, (address, page)
            if answer.status_code in (403, 404):
                assert back in page, address
                assert f'href="/petugas/{mitra.organisation}"' in page, address
    assert refused > 20
    other = Client()
    other.force_login(someone("+6281273000099", "Orang Lain").person)
    for organisation in (solo.organisation, "tidak-ada"):
        answer = other.get(f"/petugas/{organisation}")
        assert (answer.status_code, answer.context["refusal"].code) == (404, "no_office"), "said of any organisation alike"


def test_an_office_that_helps_carry_a_programme_is_told_who_may_change_it(solo, makassar):
    program = running(solo, name="Program Bersama", partners=(makassar.organisation_id,), targets=())
    client = Client()
    client.force_login(Person.objects.get(pk=makassar.person_id))
    page = client.get(f"/petugas/{makassar.organisation}/program/{program.slug}/ubah")
    assert (page.status_code, page.context["refusal"].code) == (403, "not_your_program")
    assert "Kembali ke Dinas Makassar" in page.content.decode()
