"""Journeys 1 and 2 of the product, and the counter: a business that has only ever sold face to face, online in one sitting."""

import io
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, is_accessible, shot

pytestmark = pytest.mark.browser


class Thumb:
    """Counts taps, the way a person's thumb does; typing into what has the focus is free."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def type(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=False).first
        self.tap(field)
        field.press_sequentially(text, delay=5)


def photo() -> bytes:
    """A phone's photo of something round, with a place in it that must not leave the phone's owner."""
    picture = Image.new("RGB", (1600, 1200), "#c98a3a")
    ImageDraw.Draw(picture).ellipse((400, 200, 1200, 1000), fill="#f4d9a8")
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (7.0, 34.0, 0.0)}
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def log_in(page: Page, number: str) -> None:
    """With a phone number and the code from the outbox of pretend messages."""
    page.goto("/masuk")
    is_accessible(page)
    page.locator("input[type=tel]").fill(number)
    page.get_by_role("button", name="kirim kode").tap()
    page.wait_for_url("**/masuk/kode*")
    is_accessible(page)
    outbox = page.context.new_page()
    for _ in range(40):
        outbox.goto("/dev/outbox")
        found = re.search(r"\b(\d{6})\b", outbox.locator("main").inner_text())
        if found:
            break
        outbox.wait_for_timeout(250)
    outbox.close()
    assert found, "no code came"
    page.locator("input[autocomplete=one-time-code]").fill(found[1])
    page.get_by_role("button", name="Masuk", exact=True).tap()
    page.wait_for_url(lambda url: "/masuk" not in url)


def open_a_shop(page: Page) -> Thumb:
    log_in(page, "0812 3456 7001")
    assert page.url.endswith("/buka")
    thumb = Thumb(page)
    is_accessible(page)
    shot(page, "buka")
    thumb.type("Nama", "Dapur Bu Sri")
    thumb.type("jual", "Keripik tempe dan sambal")
    place = page.locator("input[name=place]").first
    thumb.tap(place)
    place.press_sequentially("lawey", delay=20)
    pick = page.locator("#tempat label, #tempat button").filter(has_text="Surakarta").first
    expect(pick).to_be_visible(timeout=10_000)
    shot(page, "buka-tempat")
    thumb.tap(pick)
    thumb.tap(page.get_by_role("button", name="Lanjut ke produk pertama"))
    page.wait_for_url("**/produk/pertama*")
    is_accessible(page)
    thumb.taps += 2  # the photo field, and the camera's shutter
    page.locator("input[type=file]").first.set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    thumb.type("Nama", "Keripik tempe")
    thumb.type("Harga", "15rb")
    thumb.type("Stok", "20")
    shot(page, "produk-pertama")
    thumb.tap(page.get_by_role("button", name="Buka toko sekarang"))
    expect(page.get_by_role("heading", name="Toko Anda sudah buka")).to_be_visible(timeout=10_000)
    is_accessible(page)
    shot(page, "toko-buka")
    return thumb


def test_afloat_in_at_most_twelve_taps(phone: Page, another_phone: Page, site: Site) -> None:
    thumb = open_a_shop(phone)
    assert thumb.taps <= 12, thumb.taps
    another_phone.goto("/dapur-bu-sri")
    expect(another_phone.get_by_role("heading", name="Dapur Bu Sri")).to_be_visible()
    expect(another_phone.get_by_text("Rp15.000").first).to_be_visible()
    expect(another_phone.locator("article img").first).to_be_visible()
    expect(another_phone.get_by_role("button", name="Bagikan").first).to_be_visible()
    assert another_phone.locator("meta[property='og:image']").get_attribute("content").startswith(site.url)
    assert another_phone.evaluate("document.documentElement.scrollWidth") == 360
    is_accessible(another_phone)
    shot(another_phone, "toko")
    picture = another_phone.locator("article img").first.get_attribute("src")
    sent = another_phone.request.get(picture).body()
    assert sent[8:12] == b"WEBP"
    assert not Image.open(io.BytesIO(sent)).getexif()


def test_first_sale_from_the_basket_to_the_books(phone: Page, another_phone: Page, site: Site) -> None:
    open_a_shop(phone)
    buyer = another_phone
    buyer.goto("/dapur-bu-sri")
    buyer.get_by_role("button", name="Tambah: Keripik tempe").tap()
    buyer.locator("#keranjang a").tap()
    buyer.wait_for_url("**/keranjang")
    is_accessible(buyer)
    shot(buyer, "keranjang")
    buyer.goto("/dapur-bu-sri/pesan")
    is_accessible(buyer)
    buyer.get_by_label("Nama").fill("Pak Agus")
    buyer.get_by_label("HP").fill("0812 3456 7002")
    buyer.locator("input[name=fulfilment][value=pickup]").check(force=True)
    buyer.locator("input[name=method][value=cash]").check(force=True)
    shot(buyer, "pesan")
    buyer.get_by_role("button", name="Pesan sekarang").tap()
    buyer.wait_for_url("**/pesanan/*")
    is_accessible(buyer)
    shot(buyer, "pesanan-pembeli")
    code = re.search(r"S-[A-Z0-9]{5}", buyer.locator("h1").inner_text())[0]

    phone.goto("/kelola/dapur-bu-sri")
    is_accessible(phone)
    shot(phone, "beranda")
    phone.get_by_role("link", name=re.compile(code)).first.tap()
    phone.get_by_role("button", name="Terima pesanan").tap()
    expect(phone.get_by_text("Pesanan diterima.")).to_be_visible()
    is_accessible(phone)
    expect(buyer.get_by_text("Diterima").first).to_be_visible(timeout=15_000)  # the page renewed itself
    phone.get_by_role("button", name="Sudah dikemas").tap()
    phone.get_by_role("button", name=re.compile("Serahkan, terima tunai")).tap()
    expect(phone.get_by_text("Pesanan diserahkan dan lunas.")).to_be_visible()
    shot(phone, "pesanan-pemilik")
    expect(buyer.get_by_text("LUNAS").first).to_be_visible(timeout=15_000)
    shot(buyer, "pesanan-lunas")

    phone.goto("/kelola/dapur-bu-sri/uang")
    expect(phone.get_by_text("Rp15.000").first).to_be_visible()
    is_accessible(phone)
    shot(phone, "uang")
    phone.goto("/dev/outbox")
    expect(phone.get_by_text(code).first).to_be_visible(timeout=15_000)  # the owner was told
    is_clean()


def test_the_owner_hears_of_a_new_order_without_touching_anything(phone: Page, another_phone: Page, site: Site) -> None:
    open_a_shop(phone)
    phone.goto("/kelola/dapur-bu-sri")
    expect(phone.locator("[data-bell]")).to_have_attribute("data-bell", "0")
    another_phone.goto("/dapur-bu-sri")
    another_phone.get_by_role("button", name="Tambah: Keripik tempe").tap()
    another_phone.wait_for_timeout(500)
    another_phone.goto("/dapur-bu-sri/pesan")
    another_phone.get_by_label("Nama").fill("Pak Agus")
    another_phone.get_by_label("HP").fill("0812 3456 7002")
    another_phone.locator("input[name=fulfilment][value=pickup]").check(force=True)
    another_phone.locator("input[name=method][value=qris]").check(force=True)
    another_phone.get_by_role("button", name="Pesan sekarang").tap()
    another_phone.wait_for_url("**/pesanan/*")
    expect(another_phone.get_by_role("img", name="QRIS")).to_be_visible()
    is_accessible(another_phone)
    shot(another_phone, "pesanan-qris")
    expect(phone.locator("[data-bell]")).to_have_attribute("data-bell", "1", timeout=15_000)


def test_a_sale_at_the_stall_takes_three_taps(phone: Page, site: Site) -> None:
    open_a_shop(phone)
    phone.goto("/kelola/dapur-bu-sri/jual")
    is_accessible(phone)
    thumb = Thumb(phone)
    thumb.tap(phone.locator("[data-good] label").first)
    expect(phone.locator("[data-total]")).to_have_text("Rp15.000")
    shot(phone, "jual")
    thumb.tap(phone.get_by_role("button", name="Tunai"))
    expect(phone.get_by_text("Tercatat Rp15.000, tunai.")).to_be_visible()
    assert thumb.taps <= 3
    expect(phone.get_by_text("Rp15.000").first).to_be_visible()
    is_accessible(phone)
    is_clean()


def is_clean() -> None:
    """`sekoci verify` finds nothing."""
    from sekoci.operations.verify import verify

    report = verify()
    assert report.is_clean, [check for check in report.checks if check.wrong]
