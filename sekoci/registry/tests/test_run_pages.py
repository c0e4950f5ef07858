"""The officer's page of linkings: how far, what came of each, once more; nothing that an error says of people."""

import pytest

from sekoci.kit.sql import counted
from sekoci.registry.actions import found_organisation
from sekoci.registry.models import LinkRun
from sekoci.registry.tests.linked import a_list, a_row, linked
from sekoci.registry.tests.test_outlet_pages import ONE, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas) -> str:
    return found_organisation("Dinas Surakarta", kind="local")


def test_before_any_list_the_page_says_what_to_do_first(client, dinas):
    sign_in(client, dinas, "33.72")
    page = client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    assert "Kirim daftar dulu" in page
    assert f"/petugas/{dinas}/daftar" in page
    assert "Hubungkan yang baru" not in page
    assert "Belum pernah" in client.get(f"/petugas/{dinas}").content.decode()


def test_a_linking_that_ended_is_told_with_its_counts_and_their_range(client, dinas):
    gofood, bank = (a_list(found_organisation(name, kind="bank")) for name in ("GoFood", "Bank Solo"))
    for number in (gofood, bank):
        a_row(number, "Warung Barokah", ONE)
    linked()
    sign_in(client, dinas, "33.72")
    with counted() as statements:
        page = client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    assert len(statements) <= 10
    assert "1 usaha dari 2 catatan (antara 1 dan 3)" in page
    assert "Selesai" in page
    assert "hx-trigger" not in page
    assert "Selesai" in client.get(f"/petugas/{dinas}").content.decode()


def test_one_that_runs_shows_how_far_it_is_and_the_page_asks_again(client, dinas):
    LinkRun.objects.create(state="running", progress=40, is_whole=True)
    sign_in(client, dinas, "33.72")
    page = client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    assert 'value="40"' in page
    assert 'hx-trigger="every 2s"' in page
    assert "Hubungkan yang baru" not in page
    part = client.get(f"/petugas/{dinas}/penghubungan", headers={"hx-request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="stack stack-l" id="runs"')


def test_one_that_failed_says_so_without_what_the_error_held_and_is_run_again(client, dinas):
    LinkRun.objects.create(state="failed", problem="ConversionException: could not convert 'Bu Sri 0812'")
    sign_in(client, dinas, "33.72")
    page = client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    assert "Gagal (ConversionException)" in page
    assert "Bu Sri" not in page
    assert "Jalankan lagi" in page
    assert client.post(f"/petugas/{dinas}/penghubungan").status_code == 302
    assert client.post(f"/petugas/{dinas}/penghubungan").status_code == 302
    [waiting] = LinkRun.objects.filter(state="waiting")
    assert not waiting.is_whole


def test_everything_anew_is_for_who_sees_the_whole_country(client, dinas):
    LinkRun.objects.create(state="failed", problem="killed", is_whole=True)
    sign_in(client, dinas, "33.72")
    page = client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    assert "Ulangi semuanya" not in page
    assert "Jalankan lagi" not in page
    assert "Terputus dua kali" in page
    client.post(f"/petugas/{dinas}/penghubungan", {"semua": "ya"})
    assert not LinkRun.objects.get(state="waiting").is_whole
    sign_in(client, dinas, "", phone="0812-7000-0002")
    assert "Jalankan lagi" not in client.get(f"/petugas/{dinas}/penghubungan").content.decode()
    client.post(f"/petugas/{dinas}/penghubungan", {"semua": "ya"})
    assert LinkRun.objects.get(state="waiting").is_whole


def test_partners_see_no_linkings(client, dinas):
    sign_in(client, dinas, role="partner")
    assert client.get(f"/petugas/{dinas}/penghubungan").status_code == 403
