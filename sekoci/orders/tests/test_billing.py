"""How the pages of an order say what made it cheaper."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sekoci.catalog.actions import DiscountDraft, ProductDraft, VariantDraft, add_products, make_discount
from sekoci.catalog.queries import product
from sekoci.kit import clock
from sekoci.orders.actions import place_orders
from sekoci.orders.queries import LineView, order_of
from sekoci.orders.rules import LineDraft, bill_of
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.storefront.tests.people import text_of

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture
def order(db, shop):
    """Keripik at a price for a time, two sizes of kopi of which one piece is free, a free amount; a voucher and a fee."""
    [kopi] = add_products(
        shop.id,
        [ProductDraft(name="Kopi", price=0, variants=(VariantDraft("Kecil", 10_000, 9), VariantDraft("Besar", 20_000, 9)))],
        by="owner:1",
    )
    keripik = put_on_shelf(shop)
    with clock.frozen(NOON):
        make_discount(shop.id, DiscountDraft("price", NOON, product_id=keripik, amount=12_000))
        make_discount(shop.id, DiscountDraft("bundle", NOON, product_id=kopi, buy=3, pay=2))
        make_discount(shop.id, DiscountDraft("voucher", NOON, code="LEBARAN", amount=5_000))
    small, large = product(shop.id, kopi).variants
    draft = wish(shop, voucher="LEBARAN", fulfilment="delivery", address="Jalan 1", delivery_fee=4_000)
    lines = (
        LineDraft(2, product_id=keripik),
        LineDraft(1, product_id=kopi, variant_id=small.id),
        LineDraft(2, product_id=kopi, variant_id=large.id),
    )
    with clock.frozen(NOON + timedelta(hours=1)):
        [placed] = place_orders([replace(draft, lines=lines)])
    return order_of(shop.id, placed.order_id)


def test_each_line_says_what_was_taken_off_it_and_all_adds_up_to_the_total(order):
    bill = order.bill
    assert [each.before for each in bill.lines] == [15_000, None, None]
    assert [[part["amount"] for part in each.parts] for each in bill.lines] == [[], [2_000], [8_000]]
    assert [each.total for each in bill.lines] == [24_000, 8_000, 32_000]
    assert [(part["kind"], part["amount"]) for part in bill.parts] == [("voucher", 5_000)]
    assert bill.goods - 5_000 + order.delivery_fee == order.total


def test_owner_and_buyer_read_it_beside_the_goods(client, owner, shop, order):
    client.force_login(owner.person)
    for address in (f"/kelola/{shop.slug}/pesanan/{order.id}", f"/{shop.slug}/pesanan/{order.token}"):
        read = text_of(client.get(address))
        assert re.search(r"Keripik tempe.{0,40} Harga promo, biasanya Rp15.000 Rp24.000", read), read
        assert re.search(r"Kopi - Besar.{0,40} Beli 3 bayar 2, hemat Rp8.000 Rp32.000", read)
        assert "Harga semua barang Rp64.000 Voucher LEBARAN −Rp5.000 Ongkos antar Rp4.000 Total Rp63.000" in read


def test_two_products_of_one_name_keep_their_own_parts_and_what_fits_no_line_stays_for_all():
    def line(name, product_id, price):
        return LineView(product_id, None, name, "pcs", price, 3, 0)

    said = [
        {"kind": "price", "name": "Es", "before": 9, "now": 5},
        {"kind": "bundle", "name": "Es", "amount": 4, "buy": 3, "pay": 2},
        {"kind": "bundle", "name": "Es", "amount": 7, "buy": 3, "pay": 2},
        {"kind": "bundle", "name": "Teh", "amount": 1, "buy": 3, "pay": 2},
    ]
    one, two = UUID(int=1), UUID(int=2)
    bill = bill_of([line("Es", one, 4), line("Es - Jumbo", two, 7), line("Es", one, 5)], said)
    assert [each.before for each in bill.lines] == [None, None, 9]
    assert [each.total for each in bill.lines] == [12 - 2, 21 - 7, 15 - 2]
    assert bill.parts == [said[3]]
