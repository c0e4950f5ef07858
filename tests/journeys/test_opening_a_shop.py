"""Opening a shop on a phone: from the code to a public shop in at most twelve taps, and just as well without JavaScript."""

import io

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from sekoci.registry.queries import businesses_of, shop_by_slug
from tests.journeys.conftest import PHONE, Site, is_accessible, shot
from tests.people import Someone

pytestmark = pytest.mark.browser
TAPS_AFTER_THE_CODE = 12
IN_THE_CAMERA = 2
"""The shutter and "OK", which belong to the phone."""


class Taps:
    """Counts what a thumb does."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> Locator:
        self.count += 1
        target.tap()
        return target


def log_in(page: Page, site: Site, person: Someone) -> None:
    """As after the code: the session is there."""
    client = Client()
    client.force_login(person.person)
    page.context.add_cookies([{"name": "sesi", "value": client.cookies["sesi"].value, "url": site.url}])


def a_photo() -> dict[str, object]:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 900), "#c8702a").save(picture, "JPEG")
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def test_opens_a_shop_in_twelve_taps(site, phone, owner):
    log_in(phone, site, owner)
    taps = Taps()
    phone.goto("/kelola")
    assert phone.url.endswith("/buka")
    phone.keyboard.type("Sambal Bu Sri")
    taps.on(phone.get_by_label("Jualan apa?")).fill("Sambal bawang")
    taps.on(phone.get_by_label("Di mana?")).press_sequentially("law")
    taps.on(phone.get_by_role("radio", name="Laweyan Kecamatan · Kota Surakarta"))
    is_accessible(phone)
    shot(phone, "buka")
    taps.on(phone.get_by_role("button", name="Lanjut ke produk pertama"))
    phone.wait_for_url("**/produk/pertama")
    with phone.expect_file_chooser() as chooser:
        taps.on(phone.locator("input[type=file]").first)
    chooser.value.set_files(a_photo())
    taps.on(phone.get_by_label("Nama produk")).fill("Sambal Bawang")
    taps.on(phone.get_by_label("Harga")).fill("22rb")
    taps.on(phone.get_by_label("Stok sekarang")).fill("40")
    shot(phone, "produk-pertama")
    taps.on(phone.get_by_role("button", name="Buka toko sekarang"))
    phone.wait_for_url("**/produk/pertama/selesai")
    assert taps.count + IN_THE_CAMERA <= TAPS_AFTER_THE_CODE
    [mine] = businesses_of(owner.id)
    assert mine.area_path == "Laweyan, Kota Surakarta, Jawa Tengah"
    assert shop_by_slug("sambal-bu-sri") is not None
    phone.goto("/sambal-bu-sri")
    assert phone.get_by_text("Sambal Bawang").first.is_visible()


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
