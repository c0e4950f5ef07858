"""The counter in a real browser: goods first, three taps, nothing lost, nothing hidden, no script that stumbles.

The `phone` fixture fails on any script error and on any line that the console calls an error.
"""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.orders.queries import orders_of
from sekoci.orders.tests.people import put_on_shelf, stock_of
from tests.journeys.conftest import PHONE, Site, is_accessible, shot
from tests.journeys.test_money import log_in

pytestmark = pytest.mark.browser


def middle_of(part: Locator) -> str:
    """What a thumb meets in the middle of this part: itself, or whatever covers it."""
    return part.evaluate(
        "part => { const box = part.getBoundingClientRect();"
        " const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
        " return part === met || part.contains(met) ? 'itself' : met?.outerHTML.slice(0, 200) ?? 'off the screen'; }"
    )


def a_full_shelf(shop) -> None:
    add_products(shop.id, [ProductDraft(name=f"Barang {n:02}", price=1_000 * n, stock=20) for n in range(1, 13)], by="owner:1")


def test_goods_lie_open_and_three_taps_sell_them(phone: Page, site: Site, owner, shop):
    keripik = put_on_shelf(shop, stock=15)
    a_full_shelf(shop)
    log_in(phone, owner, site)
    phone.goto(f"/kelola/{shop.slug}/jual")
    is_accessible(phone)
    goods = phone.locator("[data-good] label")
    assert [middle_of(goods.nth(at)) for at in range(5)] == ["itself"] * 5  # nothing lies over them at first sight
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    expect(phone.get_by_role("button", name="Tunai")).to_be_hidden()
    goods.first.tap()
    goods.first.tap()
    expect(phone.locator("[data-total]")).to_have_text("Rp30.000")
    pay = phone.get_by_role("button", name="Tunai")
    assert [middle_of(phone.get_by_role("button", name=name)) for name in ("Tunai", "QRIS", "Transfer")] == ["itself"] * 3
    here = phone.get_by_role("navigation").locator(".buoy")
    assert here.bounding_box()["y"] - pay.bounding_box()["y"] - pay.bounding_box()["height"] >= 16
    here.tap()
    expect(phone.locator("[data-total]")).to_have_text("Rp30.000")  # the menu's own button loses nothing here
    is_accessible(phone)
    shot(phone, "jual-pilih")
    top = goods.first.bounding_box()["y"]
    pay.tap()
    expect(phone.get_by_text("Tercatat Rp30.000, tunai.")).to_be_visible()
    assert goods.first.bounding_box()["y"] == top  # what is said pushes nothing away
    assert [middle_of(goods.nth(at)) for at in range(3)] == ["itself"] * 3
    assert stock_of(shop, keripik)[0] == 13
    is_accessible(phone)
    shot(phone, "jual-tercatat")


def test_every_typed_number_counts_and_more_than_there_is_is_told_before_paying(phone: Page, site: Site, owner, shop):
    put_on_shelf(shop, stock=15)
    a_full_shelf(shop)
    log_in(phone, owner, site)
    phone.goto(f"/kelola/{shop.slug}/jual")
    pieces = phone.get_by_role("spinbutton", name="Keripik tempe")
    pieces.fill("15")
    pieces.press("Tab")
    expect(phone.locator("[data-total]")).to_have_text("Rp225.000")
    expect(phone.get_by_text("tinggal 15")).to_be_hidden()
    pieces.fill("16")
    expect(phone.get_by_text("tinggal 15")).to_be_visible()
    expect(phone.get_by_text("Lebih dari stok.")).to_be_visible()
    is_accessible(phone)
    shot(phone, "jual-lebih")
    phone.get_by_label("Cari barang").fill("barang 12")
    expect(phone.get_by_text("Barang 03", exact=True)).to_be_hidden()
    expect(pieces).to_be_visible()  # what is chosen stays in sight
    phone.get_by_role("button", name="Cari").tap()
    expect(phone.get_by_role("spinbutton", name="Keripik tempe")).to_have_value("16")
    phone.get_by_role("button", name="Tunai").tap()
    phone.get_by_role("link", name="Keripik tempe (−1)").tap()
    phone.wait_for_url("**/stok/*")


def test_a_free_amount_takes_two_taps_and_the_typing(phone: Page, site: Site, owner, shop):
    put_on_shelf(shop)
    log_in(phone, owner, site)
    phone.goto(f"/kelola/{shop.slug}/jual")
    phone.get_by_text("Jumlah bebas").tap()
    expect(phone.get_by_label("Jumlah uang")).to_be_focused()
    phone.keyboard.type("15rb")
    expect(phone.locator("[data-total]")).to_have_text("Rp15.000")
    is_accessible(phone)
    shot(phone, "jual-bebas")
    phone.get_by_role("button", name="Tunai").tap()
    expect(phone.get_by_text("Tercatat Rp15.000, tunai.")).to_be_visible()


def test_without_javascript_everything_is_sold_all_the_same(chrome: Browser, site: Site, owner, shop):
    keripik = put_on_shelf(shop, stock=15)
    bare = chrome.new_context(base_url=site.url, java_script_enabled=False, viewport=PHONE, locale="id-ID").new_page()
    log_in(bare, owner, site)
    bare.goto(f"/kelola/{shop.slug}/jual")
    bare.get_by_role("spinbutton", name="Keripik tempe").fill("16")
    expect(bare.get_by_text("tinggal 15")).to_be_visible()
    bare.get_by_text("Jumlah bebas").click()
    bare.get_by_label("Jumlah uang").fill("500")
    bare.get_by_role("button", name="Tunai").click()
    expect(bare.get_by_text("Tercatat Rp240.500, tunai.")).to_be_visible()
    assert stock_of(shop, keripik)[0] == 0
    bare.context.close()


def test_a_cashier_sells_counts_the_money_and_goes_home(phone: Page, site: Site, cashier, shop):
    put_on_shelf(shop)
    log_in(phone, cashier, site)
    phone.goto(f"/kelola/{shop.slug}/jual")
    menu = phone.get_by_role("navigation")
    for name in ("Penjualan saya", "Akun"):
        box = menu.get_by_role("link", name=name).bounding_box()
        assert box["x"] >= 0
        assert box["width"] >= 100
    buoy = menu.locator(".buoy").bounding_box()
    assert abs(buoy["x"] + buoy["width"] / 2 - 180) < 2
    is_accessible(phone)
    shot(phone, "kasir-jual")
    phone.locator("[data-good] label").first.tap()
    phone.get_by_role("button", name="Transfer").tap()
    expect(phone.get_by_text("Tercatat Rp15.000, transfer.")).to_be_visible()
    [sold] = orders_of(shop.id).items
    expect(phone.get_by_text(f"Salah? Sebut kode {sold.code} ke pemilik.")).to_be_visible()
    shot(phone, "kasir-tercatat")
    for _ in range(2):
        phone.locator("[data-good] label").first.tap()
        phone.get_by_role("button", name="Tunai").tap()
        expect(phone.get_by_text("Tercatat Rp15.000, tunai.")).to_be_visible()
        phone.goto(f"/kelola/{shop.slug}/jual")
    menu.get_by_role("link", name="Penjualan saya").tap()
    expect(phone.get_by_text(sold.code)).to_be_visible()
    counts = phone.locator("dl.sum")
    expect(counts).to_have_text(re.compile(r"Tunai\s*Rp30\.000\s*Transfer\s*Rp15\.000\s*Semua\s*Rp45\.000"))
    is_accessible(phone)
    shot(phone, "kasir-penjualan")
    with phone.expect_download() as file:
        phone.get_by_role("link", name="Unduh CSV").tap()
    assert sold.code in file.value.path().read_text()
    phone.goto("/akun")
    phone.get_by_role("button", name="Keluar", exact=True).tap()
    phone.wait_for_url(lambda url: "/akun" not in url)
    phone.goto(f"/kelola/{shop.slug}/jual")
    expect(phone.get_by_role("button", name="Setuju dan kirim kode")).to_be_visible()  # who comes next is somebody else


def test_what_is_wrong_with_a_field_is_shown_whole_above_the_menu(chrome: Browser, site: Site, owner, shop):
    page = chrome.new_context(base_url=site.url, viewport=PHONE, locale="id-ID").new_page()
    log_in(page, owner, site)
    page.goto(f"/kelola/{shop.slug}/qris")
    page.get_by_label("Atau tempel teks kodenya").fill("00020101021126kosong")
    page.get_by_role("button", name="Baca kodenya").click()
    assert middle_of(page.locator(".error").first) == "itself"
    for address, field in (("produk/baru", "Harga"), ("uang/catat/keluar", "Jumlah")):
        page.goto(f"/kelola/{shop.slug}/{address}")
        if address == "produk/baru":
            page.get_by_label("Nama produk").fill("Keripik")
        page.get_by_label(field, exact=True).fill("mahal")
        page.get_by_role("button", name="Simpan").click()
        expect(page.locator(".error").first).to_be_visible()
        assert middle_of(page.locator(".error").first) == "itself", address
        assert middle_of(page.locator("[aria-invalid=true]").first) == "itself", address
    page.context.close()
