"""A promo and a voucher, a buyer who uses them and says how it was, an answer, and a customer who hears of the next offer."""

import re

import pytest
from playwright.sync_api import Page, expect

from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.queries import Shop
from tests.journeys.conftest import Site, is_accessible, shot
from tests.journeys.steps import follow, once_there
from tests.journeys.test_opening_a_shop import log_in
from tests.people import Someone

pytestmark = pytest.mark.browser


def test_from_a_discount_to_a_customer_who_comes_back(
    phone: Page, another_phone: Page, site: Site, shop: Shop, owner: Someone
) -> None:
    for page in (phone, another_phone):
        page.emulate_media(reduced_motion="reduce")  # a picture taken in the middle of a transition aborts it
    for name in (*(f"Sambal {number}" for number in range(9)), "Keripik tempe"):
        put_on_shelf(shop, name=name)
    log_in(phone, site, owner)
    mine, buyer = f"/kelola/{shop.slug}", another_phone
    make_discounts(phone, mine)
    token = order_with_a_voucher(buyer, shop)
    hand_it_over(phone, mine)
    buyer.goto(f"/{shop.slug}/pesanan/{token}")
    follow(buyer.get_by_role("link", name="Beri bintang"))
    is_accessible(buyer)
    buyer.get_by_role("radio", name="5 ★ Sangat puas").check()
    buyer.get_by_label("Cerita Anda").fill("Renyah sekali")
    shot(buyer, "bintang")
    follow(buyer.get_by_role("button", name="Kirim ulasan"))
    expect(buyer.get_by_text("Terima kasih. Ulasan Anda tampil di toko.")).to_be_visible()
    answer_it(phone, mine)
    buyer.goto(f"/{shop.slug}")
    expect(buyer.get_by_role("link", name="★ 5,0 · 1 ulasan")).to_be_visible()
    is_accessible(buyer)
    shot(buyer, "toko-bintang")
    buyer.goto(f"/{shop.slug}/ulasan")
    expect(buyer.get_by_text("Terima kasih, Bu Sri")).to_be_visible()
    is_accessible(buyer)
    send_an_offer(phone, mine)


def make_discounts(phone: Page, mine: str) -> None:
    phone.goto(f"{mine}/produk/diskon")
    is_accessible(phone)
    follow(phone.get_by_role("link", name="Harga promo", exact=True))
    is_accessible(phone)
    look_for(phone, "keripik")
    phone.get_by_label("Keripik tempe", exact=True).check(force=True)
    look_for(phone, "sambal 7")
    expect(phone.get_by_label("Sambal 7", exact=True)).to_be_visible()
    expect(phone.get_by_label("Keripik tempe", exact=True)).to_be_checked()  # what was chosen is still there after a search
    is_accessible(phone)
    phone.locator("input[name=amount]").fill("12rb")
    follow(phone.get_by_role("button", name="Simpan"))
    expect(phone.get_by_text("Diskon sudah disimpan.")).to_be_visible()
    expect(phone.get_by_role("link", name="Keripik tempe: Rp12.000")).to_be_visible()
    follow(phone.get_by_role("link", name="Voucher", exact=True))
    is_accessible(phone)
    phone.get_by_label("Kode voucher").fill("HEMAT5")
    phone.locator("input[name=amount]").fill("5rb")
    follow(phone.get_by_role("button", name="Simpan"))
    expect(phone.get_by_role("link", name="Voucher HEMAT5")).to_be_visible()
    is_accessible(phone)
    shot(phone, "diskon")


def look_for(phone: Page, name: str) -> None:
    with phone.expect_response(lambda answer: answer.request.method == "POST"):
        phone.get_by_label("Cari barang").fill(name)


def order_with_a_voucher(buyer: Page, shop: Shop) -> str:
    buyer.goto(f"/{shop.slug}")
    expect(buyer.get_by_text("Rp12.000").first).to_be_visible()
    buyer.get_by_role("button", name="Tambah: Keripik tempe").tap()
    follow(buyer.locator("#keranjang a"))
    follow(buyer.get_by_role("button", name="Lanjut pesan"))
    buyer.get_by_label("Nama Anda").fill("Bu Sri")
    buyer.get_by_label("Nomor HP").fill("0812 9876 5432")
    buyer.get_by_text("Toko boleh kirim kabar promo").tap()
    buyer.locator("input[name=method][value=cash]").check(force=True)
    buyer.get_by_label("Kode voucher").fill("hemat 5")
    buyer.get_by_role("button", name="Pakai").tap()
    expect(buyer.locator(".sum .total:visible").last).to_contain_text("Rp7.000")
    is_accessible(buyer)
    shot(buyer, "pesan-voucher")
    follow(buyer.get_by_role("button", name="Pesan sekarang"))
    buyer.wait_for_url("**/pesanan/*")
    expect(buyer.get_by_text("HEMAT5").first).to_be_visible()
    is_accessible(buyer)
    return buyer.url.rsplit("/", 1)[1]


def hand_it_over(phone: Page, mine: str) -> None:
    phone.goto(f"{mine}/pesanan")
    follow(phone.get_by_role("link", name=re.compile("Bu Sri")).first)
    follow(phone.get_by_role("button", name="Terima pesanan"))
    follow(phone.get_by_role("button", name="Sudah dikemas"))
    follow(phone.get_by_role("button", name=re.compile("Serahkan, terima tunai")))
    expect(phone.get_by_text("Pesanan diserahkan dan lunas.")).to_be_visible()
    expect(phone.get_by_text("HEMAT5").first).to_be_visible()
    is_accessible(phone)


def answer_it(phone: Page, mine: str) -> None:
    phone.goto(mine)
    is_accessible(phone)
    follow(phone.get_by_role("link", name="Ulasan", exact=True))
    expect(phone.get_by_text("Renyah sekali")).to_be_visible()
    phone.get_by_text("Jawab", exact=True).tap()
    phone.get_by_label("Jawaban Anda").fill("Terima kasih, Bu Sri")
    follow(phone.get_by_role("button", name="Simpan jawaban"))
    expect(phone.get_by_text("Jawaban disimpan. Semua orang bisa membacanya.")).to_be_visible()
    is_accessible(phone)
    shot(phone, "ulasan")


def send_an_offer(phone: Page, mine: str) -> None:
    phone.goto(f"{mine}/pelanggan")
    follow(once_there(phone.get_by_role("link", name="Bu Sri", exact=True)))
    expect(phone.get_by_text("Mau", exact=True)).to_be_visible()
    is_accessible(phone)
    shot(phone, "pelanggan")
    follow(phone.get_by_role("link", name="Kirim kabar"))
    is_accessible(phone)
    phone.get_by_role("textbox").first.fill("Besok ada keripik rasa jeruk purut")
    follow(phone.get_by_role("button", name="Kirim ke 1 pelanggan"))
    expect(phone.get_by_text("Besok ada keripik rasa jeruk purut")).to_be_visible()
    is_accessible(phone)
    shot(phone, "kabar")
