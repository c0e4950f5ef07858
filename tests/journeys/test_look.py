"""What everybody's pages stand on, in a real browser: every component, narrow and wide, and a shop without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from sekoci.orders.actions import accept_orders, confirm_order_payments
from sekoci.orders.queries import OrderView, order_by_token
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.queries import Shop
from tests.journeys.conftest import PHONE, Site, is_accessible

pytestmark = pytest.mark.browser
READ_BACK = {
    "1.250": "Rp1.250 · Seribu dua ratus lima puluh rupiah",
    "15rb": "Rp15.000 · Lima belas ribu rupiah",
    "1,5 jt": "Rp1.500.000 · Satu juta lima ratus ribu rupiah",
    "mahal": "",
}


def test_every_component_is_accessible_and_never_wider_than_the_screen(chrome: Browser, site: Site):
    for width, language, delete in ((320, "id", "Hapus"), (360, "en", "Delete"), (1280, "id", "Hapus")):
        page = chrome.new_context(viewport={"width": width, "height": 800}, base_url=site.url).new_page()
        page.goto(f"/komponen?bahasa={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        is_accessible(page)
        page.get_by_role("button", name=delete).first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        is_accessible(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.context.close()
    page = chrome.new_context(base_url=site.url).new_page()
    page.goto("/komponen")
    for typed, read in READ_BACK.items():
        page.get_by_label("Harga").first.fill(typed)
        expect(page.locator("output").first).to_have_text(read)
    page.get_by_role("button", name="Kurangi: Jumlah").click(click_count=4)
    expect(page.get_by_role("spinbutton", name="Jumlah")).to_have_value("1")
    page.context.close()


def test_a_buyer_orders_without_javascript_and_with_it_the_page_renews_itself(
    chrome: Browser, site: Site, phone: Page, shop: Shop
):
    put_on_shelf(shop, name="Keripik tempe" + "renyah" * 17)
    bare = chrome.new_context(base_url=site.url, java_script_enabled=False, viewport=PHONE).new_page()
    bare.goto(f"/{shop.slug}")
    bare.get_by_role("button", name="Tambah: Keripik tempe").click()
    expect(bare.get_by_text("masuk keranjang.")).to_be_visible()
    bare.get_by_role("link", name="1 barang").click()
    bare.get_by_role("spinbutton", name="Keripik tempe").fill("3")
    bare.get_by_role("spinbutton", name="Keripik tempe").press("Enter")
    expect(bare.locator("dd.total")).to_have_text("Rp45.000")
    bare.get_by_role("spinbutton", name="Keripik tempe").fill("4")
    bare.get_by_role("button", name="Lanjut pesan").click()
    order = fill_in_and_send(bare)
    assert (order.total, order.buyer_name, order.state) == (60_000, "Bu Sri", "placed")
    bare.context.close()

    phone.goto(f"/{shop.slug}")
    is_accessible(phone)
    phone.get_by_role("button", name="Tambah: Keripik tempe").tap()
    expect(phone.locator("#toasts")).to_contain_text("masuk keranjang")
    phone.get_by_role("link", name="1 barang").tap()
    phone.get_by_role("button", name="Tambah: Keripik tempe").tap()
    expect(phone.locator("dd.total")).to_have_text("Rp30.000")
    is_accessible(phone)
    phone.get_by_role("button", name="Lanjut pesan").tap()
    order = fill_in_and_send(phone)
    is_accessible(phone)
    accept_orders(shop.id, [order.id], by="owner:1")
    expect(phone.get_by_text("Diterima", exact=True)).to_be_visible(timeout=12_000)
    confirm_order_payments(shop.id, [order.id], by="owner:1")
    expect(phone.get_by_text("LUNAS", exact=True)).to_be_visible(timeout=12_000)
    is_accessible(phone)


def fill_in_and_send(page: Page) -> OrderView:
    expect(page.get_by_role("heading", name="Siapa yang memesan?")).to_be_visible()
    page.get_by_label("Nama Anda").fill("Bu Sri")
    page.get_by_label("Nomor HP").fill("0812 9876 5432")
    page.get_by_label("Catatan").fill("pedas" * 80)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Pesan sekarang").click()
    expect(page.get_by_role("heading", name="Bayar dengan QRIS")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    order = order_by_token(page.url.rsplit("/", 1)[1])
    assert order is not None
    return order
