"""The people of a shop in a real browser: a helper is invited and sells; a passkey; a lost phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from sekoci.accounts.actions import person_with_phone
from sekoci.accounts.queries import passkeys_of
from sekoci.accounts.tests.browser import code_for
from tests.journeys.conftest import Site, is_accessible, shot
from tests.journeys.steps import locked_phone

pytestmark = pytest.mark.browser
MELATI = "+6281234567801"


def enter(page: Page, phone: str) -> None:
    """The way in, by code."""
    page.get_by_label("Nomor HP").fill(phone)
    page.get_by_role("button", name="Setuju dan kirim kode").click()
    field = page.get_by_label("Kode 6 angka")
    field.wait_for()  # the code is made on the way to this page
    field.fill(code_for(phone))
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def test_a_passkey_is_added_and_opens_the_account_and_is_removed(chrome: Browser, site: Site):
    with locked_phone(chrome, site.url.replace("127.0.0.1", "localhost")) as page:
        page.goto("/masuk?next=/akun/kunci-layar")
        is_accessible(page)
        enter(page, MELATI)
        page.get_by_label("Nama kunci").fill("HP Melati")
        is_accessible(page)
        shot(page, "kunci-layar")
        page.get_by_role("button", name="Tambah di HP ini").click()
        expect(page.get_by_text("Kunci layar ditambahkan.")).to_be_visible()
        [kept] = passkeys_of(person_with_phone(MELATI))
        assert kept.name == "HP Melati"
        is_accessible(page)
        shot(page, "kunci-layar-ada")
        page.goto("/akun")
        page.get_by_role("button", name="Keluar", exact=True).click()
        page.goto("/masuk?next=/akun")
        page.get_by_role("link", name="Masuk dengan sidik jari").click()
        is_accessible(page)
        page.get_by_role("button", name="Buka kunci").click()
        page.wait_for_url("**/akun")
        shot(page, "akun")
        page.goto("/akun/kunci-layar")
        page.get_by_text("Hapus kunci").click()
        page.get_by_role("button", name="Ya, hapus").click()
        expect(page.get_by_text("Kunci layar dihapus.")).to_be_visible()
        page.goto("/akun")
        page.get_by_role("button", name="Keluar", exact=True).click()
        page.goto("/masuk/kunci-layar")
        page.get_by_role("button", name="Buka kunci").click()
        expect(page.get_by_text("Kunci layar ini tidak dikenal.")).to_be_visible()
