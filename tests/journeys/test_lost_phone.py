"""Somebody says that an owner's number is theirs now: the owner, who has the phone, says no with one button. A phone that is gone
is signed out from another one."""

import psycopg
import pytest
from playwright.sync_api import Page, expect

from sekoci.registry.queries import Shop
from tests.database import OWNER
from tests.journeys.conftest import Site
from tests.journeys.steps import enter, follow, look, message_to
from tests.people import Someone

pytestmark = pytest.mark.browser
THEIRS = "0812 7000 2001"


def test_a_swindler_who_asks_for_somebodys_number_gets_nothing(
    phone: Page, another_phone: Page, site: Site, shop: Shop, owner: Someone
):
    for page in (phone, another_phone):
        page.emulate_media(reduced_motion="reduce")
    swindler = another_phone
    enter(phone, owner.phone, at="/masuk?next=/akun")
    swindler.goto("/masuk/nomor-hilang")
    swindler.get_by_label("Nomor HP lama").fill(owner.phone)
    swindler.get_by_label("Nomor HP baru").fill(THEIRS)
    follow(swindler.get_by_role("button", name="Kirim kode ke nomor baru"))
    swindler.get_by_label("Kode 6 angka").fill(message_to(swindler, THEIRS, kind="login_code", holds=r"\b\d{6}\b"))
    follow(swindler.get_by_role("button", name="Lanjut"))
    expect(swindler.get_by_role("heading", name="Sudah dicatat")).to_be_visible()
    phone.goto("/akun")
    expect(phone.get_by_text("Ada yang minta pindahkan akun Anda")).to_be_visible()
    look(phone, "akun-diminta")
    follow(phone.get_by_role("link", name="Bukan saya"))
    look(phone, "bukan-saya")
    follow(phone.get_by_role("button", name="Bukan saya: batalkan"))
    expect(phone.get_by_text("Permintaan dibatalkan.")).to_be_visible()
    phone.goto("/akun")
    expect(phone.get_by_text("Ada yang minta pindahkan akun Anda")).to_be_hidden()
    phone.goto("/akun/perangkat")
    look(phone, "perangkat-saya")


def test_an_owner_signs_out_everywhere_else_and_stays_in_here(
    phone: Page, another_phone: Page, site: Site, shop: Shop, owner: Someone
):
    for page in (phone, another_phone):
        page.emulate_media(reduced_motion="reduce")
        enter(page, owner.phone, at="/masuk?next=/akun")
        with psycopg.connect(OWNER) as server:  # two minutes go by: codes to one phone wait for each other
            server.execute("update accounts_quota set hits = array(select hit - interval '2 minutes' from unnest(hits) hit)")
    another_phone.goto(f"/kelola/{shop.slug}")
    expect(another_phone.get_by_role("heading", level=1)).to_be_visible()
    assert f"/kelola/{shop.slug}" in another_phone.url
    follow(phone.get_by_role("link", name="Perangkat yang masuk"))
    expect(phone.get_by_text("perangkat ini", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name="Keluarkan")).to_have_count(1)
    phone.get_by_text("Keluar dari semua perangkat lain").tap()
    look(phone, "perangkat-keluar-semua")
    follow(phone.get_by_role("button", name="Ya, keluarkan semua"))
    expect(phone.get_by_text("Sudah keluar dari semua perangkat lain.")).to_be_visible()
    expect(phone.get_by_role("button", name="Keluarkan")).to_have_count(0)
    another_phone.goto(f"/kelola/{shop.slug}")
    expect(another_phone.get_by_role("button", name="Setuju dan kirim kode")).to_be_visible()
    phone.goto(f"/kelola/{shop.slug}")
    assert f"/kelola/{shop.slug}" in phone.url
