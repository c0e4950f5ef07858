"""A shop is opened just as well without JavaScript, and its settings can be read by everybody."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from sekoci.registry.queries import businesses_of
from tests.journeys.conftest import PHONE, Site, is_accessible, shot
from tests.people import Someone

pytestmark = pytest.mark.browser


def log_in(page: Page, site: Site, person: Someone) -> None:
    """As after the code: the session is there."""
    client = Client()
    client.force_login(person.person)
    page.context.add_cookies([{"name": "sesi", "value": client.cookies["sesi"].value, "url": site.url}])


def test_opens_a_business_without_javascript(chrome: Browser, site, owner):
    context = chrome.new_context(viewport=PHONE, java_script_enabled=False, base_url=site.url)
    page = context.new_page()
    log_in(page, site, owner)
    page.goto("/buka")
    page.get_by_label("Nama usaha").fill("Sambal Bu Sri")
    page.get_by_label("Jualan apa?").fill("Sambal bawang")
    page.get_by_label("Di mana?").fill("sumber solo")
    page.get_by_role("button", name="Lanjut").click()
    assert page.get_by_text("Pilih tempat Anda di bawah ini.").is_visible()
    assert page.get_by_label("Jualan apa?").input_value() == "Sambal bawang"
    assert page.get_by_role("radio").is_checked()
    page.get_by_role("button", name="Lanjut").click()
    assert page.url.endswith("/kelola/sambal-bu-sri/produk/pertama")
    context.close()
    assert [each.area_path for each in businesses_of(owner.id)] == ["Sumber, Banjarsari, Kota Surakarta, Jawa Tengah"]


def test_the_settings_can_be_read_by_everybody(site, phone, owner, shop):
    log_in(phone, site, owner)
    for section in ("", "/profil", "/tempat", "/jam", "/antar", "/bayar", "/data", "/orang", "/kunci"):
        phone.goto(f"/kelola/{shop.slug}/pengaturan{section}")
        is_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        shot(phone, f"pengaturan{section.replace('/', '-')}")
