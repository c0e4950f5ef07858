"""An order that a voucher pays whole: called off by its buyer, or ended by the clock, like one that nobody paid."""

from datetime import UTC, datetime, timedelta

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.catalog.queries import my_discount
from sekoci.kit import clock
from sekoci.operations.verify import verify
from sekoci.orders.actions import accept_orders, confirm_order_payments, expire_orders, place_orders
from sekoci.orders.queries import order_by_token, order_of
from sekoci.orders.tests.people import put_on_shelf, stock_of, wish
from sekoci.orders.tests.test_handlers import told
from sekoci.storefront.tests.people import Buyer, text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop)


@pytest.fixture
def gratis(shop):
    return make_discount(shop.id, DiscountDraft("voucher", NOON, code="GRATIS", percent=10_000))


def place(shop, keripik, **facts):
    [placed] = place_orders([wish(shop, (keripik, 2), voucher="GRATIS", **facts)])
    return placed.order_id


def test_nobody_accepted_it_for_two_days_and_it_ends_with_pieces_and_voucher_back_and_both_sides_told(shop, keripik, gratis):
    order_id = place(shop, keripik, method="qris", provider="pretend")
    with clock.frozen(NOON + timedelta(hours=47)):
        assert expire_orders() == 0
    with clock.frozen(NOON + timedelta(hours=49)):
        assert (expire_orders(), expire_orders()) == (1, 0)
        assert sorted(told())[:2] == [("order_expired", "buyer"), ("order_expired_owner", "owner")]
    assert order_of(shop.id, order_id).state == "expired"
    assert stock_of(shop, keripik)[:2] == (10, 0)
    assert my_discount(shop.id, gratis).used == 0
    assert [check.wrong for check in verify().checks if check.wrong] == []


def test_accepted_or_paid_it_does_not_end_by_itself(shop, keripik, gratis):
    accept_orders(shop.id, [place(shop, keripik)], by="owner:1")
    [paid] = place_orders([wish(shop, (keripik, 1))])
    confirm_order_payments(shop.id, [paid.order_id], by="owner:1")
    with clock.frozen(NOON + timedelta(days=9)):
        assert expire_orders() == 0


def test_the_owner_hears_of_what_ended_for_want_of_an_answer_not_of_what_was_never_paid(shop, keripik):
    place_orders([wish(shop, (keripik, 1)), wish(shop, (keripik, 1), method="qris", provider="pretend")])
    with clock.frozen(NOON + timedelta(hours=49)):
        assert expire_orders() == 2
        assert [template for template, _ in told()].count("order_expired_owner") == 1


def test_its_buyer_calls_it_off_until_the_shop_accepts_and_nobody_speaks_of_money(shop, keripik, gratis):
    buyer = Buyer(shop)
    gone, kept = (buyer.ordered(keripik, voucher="GRATIS", discount="15000") for _ in range(2))
    shown = text_of(buyer.client.get(gone))
    assert "Gratis. Tidak ada yang perlu dibayar." in shown and "Barang disimpan untuk Anda sampai" in shown
    assert "Batalkan pesanan" in shown and "LUNAS" not in shown.replace("LUNAS muncul", "")
    for _ in range(2):
        buyer.client.post(gone + "/batal")
    assert "Pesanan ini dibatalkan." in text_of(buyer.client.get(gone))
    assert (stock_of(shop, keripik)[1], my_discount(shop.id, gratis).used) == (1, 1)
    accept_orders(shop.id, [order_by_token(kept.rsplit("/", 1)[1]).id], by="owner:1")
    assert buyer.client.post(kept + "/batal").status_code == 409
    templates = [template for template, _ in told()]
    assert templates.count("order_cancelled_owner") == 1 and "payment_received" not in templates
