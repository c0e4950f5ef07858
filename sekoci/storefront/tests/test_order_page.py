"""The buyer's page of an order: what to pay, where it is, what may still be done."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from sekoci.catalog.actions import correct_stock
from sekoci.kit import clock, sql
from sekoci.orders.actions import accept_orders, cancel_orders, confirm_order_payments, hand_over_orders, pack_orders
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import put_on_shelf, stock_of
from sekoci.payments.actions import save_sticker
from sekoci.payments.rules import decode_qris
from sekoci.payments.tests.people import STICKER
from sekoci.registry.actions import change_business, close_business, publish_shop
from sekoci.storefront.tests.people import HTMX, Buyer, text_of, variant_of
from sekoci.storefront.timeline import timeline_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop)


def order_at(location: str):
    return order_by_token(location.rsplit("/", 1)[1])


def page_of(buyer: Buyer, location: str, **facts):
    return buyer.client.get(location, **facts)


def test_shows_lines_total_and_the_way_ahead_and_asks_little_of_the_database(buyer, keripik):
    location = buyer.ordered(keripik)
    with sql.counted() as statements:
        page = page_of(buyer, location)
    read = text_of(page)
    assert len(statements) <= 10
    assert "1 × Keripik tempe Rp15.000" in read
    assert "Pesanan masuk ke toko" in read
    assert "Siap diambil" in read
    assert "Bayar tunai saat mengambil" in read
    assert "Barang disimpan untuk Anda sampai" in read
    assert page["Cache-Control"] == "no-store"


def test_asks_for_news_and_hears_nothing_until_there_is_some(shop, buyer, keripik):
    location = buyer.ordered(keripik)
    version = page_of(buyer, location).context["version"]
    assert page_of(buyer, f"{location}?versi={version}", headers=HTMX).status_code == 204
    accept_orders(shop.id, [order_at(location).id], by="owner:1")
    news = page_of(buyer, f"{location}?versi={version}", headers=HTMX)
    assert b"<html" not in news.content
    assert b"every 5s" in news.content
    assert "Diterima" in text_of(news)


def test_stops_asking_at_the_end(shop, buyer, keripik):
    location = buyer.ordered(keripik)
    order = order_at(location)
    cancel_orders(shop.id, [order.id], by="owner:1", reason="Bahan habis")
    page = page_of(buyer, location)
    assert b"hx-trigger" not in page.content
    assert b"http-equiv" not in page.content
    assert "Bahan habis" in text_of(page)
    assert "Jangan bayar" in text_of(page)


def test_says_paid_only_once_the_money_is_confirmed(shop, buyer, keripik):
    change_business(shop.id, bank_account="BRI 1234 a.n. Melati")
    location = buyer.ordered(keripik, method="transfer")
    read = text_of(page_of(buyer, location))
    assert "BRI 1234 a.n. Melati" in read
    assert "LUNAS Rp" not in read
    confirm_order_payments(shop.id, [order_at(location).id], by="owner:1")
    assert "LUNAS Rp15.000" in text_of(page_of(buyer, location))
    assert "PAID Rp15.000" in text_of(page_of(buyer, f"{location}?bahasa=en"))


def test_the_qris_code_on_the_page_and_as_a_picture_is_the_payments_own(buyer, keripik):
    location = buyer.ordered(keripik, method="qris")
    page = page_of(buyer, location)
    assert 'aria-label="QRIS"' in page.content.decode()
    assert "Ini simulasi, bukan uang sungguhan." in text_of(page)
    picture = page_of(buyer, location + "/qris.png")
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(picture.content)).convert("L"))
    assert read.text == order_at(location).payment.qris


def test_own_qris_says_that_the_owner_checks_and_is_not_paid_by_itself(shop, buyer, keripik):
    save_sticker(shop.id, STICKER)
    location = buyer.ordered(keripik, method="qris")
    read = text_of(page_of(buyer, location))
    assert "Pembayaran akan dicek pemilik. LUNAS muncul setelah uangnya masuk." in read
    assert "simulasi" not in read
    assert f"Penerima di aplikasi Anda harus: {decode_qris(STICKER).merchant_name}" in read
    assert "LUNAS Rp" not in read
    assert "540515000" in order_at(location).payment.qris


def test_a_verified_notice_of_the_pretend_acquirer_makes_it_paid(buyer, keripik):
    location = buyer.ordered(keripik, method="qris")
    reference = order_at(location).payment.reference
    page = page_of(buyer, location)
    address = f"/dev/bayar/{reference}?kembali={location}"
    assert address in page.content.decode()
    assert buyer.client.post(address, {"cara": "palsu"})["Location"] == location
    assert "LUNAS Rp" not in text_of(page_of(buyer, location))
    buyer.client.post(address, {"cara": "pas"})
    news = page_of(buyer, f"{location}?versi={page.context['version']}", headers=HTMX)
    assert "LUNAS Rp15.000" in text_of(news)


def test_there_is_no_code_to_pay_once_the_order_ended(shop, buyer, keripik):
    location = buyer.ordered(keripik, method="qris")
    cancel_orders(shop.id, [order_at(location).id], by="owner:1")
    assert 'aria-label="QRIS"' not in page_of(buyer, location).content.decode()
    assert page_of(buyer, location + "/qris.png").status_code == 404


def test_may_be_cancelled_while_the_shop_has_not_accepted(shop, buyer, keripik):
    location = buyer.ordered(keripik)
    assert "Ya, batalkan" in text_of(page_of(buyer, location + "/batal"))
    assert buyer.client.post(location + "/batal")["Location"] == location
    assert order_at(location).state == "cancelled"
    assert stock_of(shop, keripik)[1] == 0
    assert "Pesanan dibatalkan." in text_of(page_of(buyer, location))


def test_may_not_be_cancelled_any_more_once_accepted_or_paid(shop, buyer, keripik):
    accepted, paid = buyer.ordered(keripik), buyer.ordered(keripik)
    accept_orders(shop.id, [order_at(accepted).id], by="owner:1")
    confirm_order_payments(shop.id, [order_at(paid).id], by="owner:1")
    for location in (accepted, paid):
        assert buyer.client.post(location + "/batal").status_code == 409
        assert order_at(location).state in ("placed", "accepted")
        assert "Batalkan pesanan" not in text_of(page_of(buyer, location))


def test_a_cancelling_that_crosses_the_shops_acceptance_is_undone(shop, buyer, keripik, monkeypatch):
    location = buyer.ordered(keripik)
    order = order_at(location)
    from sekoci.storefront.views import order as view

    really = view.cancel_orders

    def accepted_just_before(business_id, order_ids, **facts):
        accept_orders(business_id, order_ids, by="owner:1")
        really(business_id, order_ids, **facts)

    monkeypatch.setattr(view, "cancel_orders", accepted_just_before)
    assert buyer.client.post(location + "/batal").status_code == 409
    assert order_by_token(order.token).state == "placed"
    assert stock_of(shop, keripik)[1] == 1


def test_the_same_again_goes_into_the_basket_as_far_as_there_is_any(shop, buyer, keripik):
    kopi = put_on_shelf(shop, name="Kopi")
    location = buyer.ordered(keripik, kopi)
    cancel_orders(shop.id, [order_at(location).id], by="owner:1")
    correct_stock(shop.id, variant_of(shop, kopi), 0, reason="count", by="owner:1")
    assert buyer.client.post(location + "/lagi")["Location"] == f"/{shop.slug}/keranjang"
    read = buyer.basket()
    assert "Sebagian barang sudah tidak tersedia." in read
    assert "Keripik tempe" in read
    assert "Total Rp15.000" in read


def test_a_token_opens_only_its_own_order_in_its_own_shop(shop, other_shop, buyer, keripik):
    token = order_at(buyer.ordered(keripik)).token
    wrong = [f"{other_shop.slug}/pesanan/{token}", f"{shop.slug}/pesanan/{token}x", f"{shop.slug}/pesanan/x"]
    foreign = f"{other_shop.id:x}." + token.partition(".")[2]
    wrong += [f"{shop.slug}/pesanan/{foreign}", f"{other_shop.slug}/pesanan/{foreign}"]
    for address in wrong:
        for end in ("", "/batal", "/qris.png"):
            assert buyer.client.get(f"/{address}{end}").status_code == 404, address
        assert buyer.client.post(f"/{address}/batal").status_code == 404
        assert buyer.client.post(f"/{address}/lagi").status_code == 404


def test_the_way_of_an_order_shows_what_was_and_what_comes(shop, buyer, keripik):
    location = buyer.ordered(keripik)
    order_id = order_at(location).id

    def way() -> list[tuple[str, bool, bool]]:
        return [(stop.state, stop.at is not None, stop.is_now) for stop in timeline_of(order_at(location))]

    assert way() == [("placed", True, True), ("accepted", False, False), ("packed", False, False), ("handed_over", False, False)]
    accept_orders(shop.id, [order_id], by="owner:1")
    pack_orders(shop.id, [order_id], by="owner:1")
    assert [stop[0] for stop in way() if stop[1]] == ["placed", "accepted", "packed"]
    hand_over_orders(shop.id, [order_id], by="owner:1")
    assert way()[-1][0] == "handed_over"


def test_a_step_on_the_same_day_as_the_one_before_shows_its_hour_only(shop, buyer, keripik):
    morning = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo(shop.zone))
    with clock.frozen(morning):
        location = buyer.ordered(keripik)
        order_id = order_at(location).id
    with clock.frozen(morning + timedelta(hours=1)):
        accept_orders(shop.id, [order_id], by="owner:1")
    with clock.frozen(morning + timedelta(days=1)):
        pack_orders(shop.id, [order_id], by="owner:1")
    assert [stop.is_same_day for stop in timeline_of(order_at(location), shop.zone)] == [False, True, False, False]
    read = text_of(page_of(buyer, location))
    assert "Jumat, 20 November 2026, 08.30 WIB Toko menerima pesanan 09.30 WIB" in read
    assert "Siap diambil Sabtu, 21 November 2026, 08.30 WIB" in read


def test_a_hidden_shop_stands_by_its_orders_and_sells_nothing_more(shop, buyer, keripik):
    paying, leaving = buyer.ordered(keripik, method="qris"), buyer.ordered(keripik)
    publish_shop(shop.id, public=False)
    page = page_of(buyer, paying)
    assert "Toko ini tidak menerima pesanan baru." in text_of(page)
    assert f'href="/{shop.slug}"' not in page.content.decode()
    assert page_of(buyer, f"{paying}/qris.png").status_code == 200
    assert buyer.client.post(f"{leaving}/batal")["Location"] == leaving
    assert order_at(leaving).state == "cancelled"
    assert "Pesan lagi" not in text_of(page_of(buyer, leaving))
    for path in ("", f"/p/{keripik}", "/keranjang", "/pesan", "/ulasan"):
        assert buyer.see(path).status_code == 404, path
    assert buyer.client.post(f"{leaving}/lagi").status_code == 404
    close_business(shop.id)
    short = page_of(buyer, "/pesanan/" + leaving.rsplit("/", 1)[1])
    assert short["Location"] == leaving
    assert "Dibatalkan" in text_of(page_of(buyer, leaving))


def test_everything_reads_in_english_too(buyer, keripik):
    location = buyer.ordered(keripik)
    buyer.client.cookies["bahasa"] = "en"
    read = text_of(page_of(buyer, location))
    assert "Pay cash when you pick up" in read
    assert "Where your order is" in read
    assert f"Order {order_at(location).code}" in read
