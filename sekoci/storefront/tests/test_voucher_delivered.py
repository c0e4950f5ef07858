"""A voucher and a delivery in one order: the fee goes by the goods before the voucher, and what is shown is what is charged."""

from datetime import timedelta

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.delivery.actions import set_terms
from sekoci.delivery.rules import AreaPrice, Terms
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted
from sekoci.orders.queries import order_by_token, orders_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.storefront.tests.people import TYPED, shown, text_of
from tests.people import LAWEYAN

pytestmark = pytest.mark.django_db
BROUGHT = {"fulfilment": "delivery", "address": "Jl. Radjiman 10"}
WHERE = {"place": "laweyan", "found_for": "laweyan", "area_code": LAWEYAN}


@pytest.fixture
def full(shop, buyer):
    """A buyer with goods for Rp60.000, at a shop with vouchers."""
    began = clock.now() - timedelta(hours=1)
    make_discount(shop.id, DiscountDraft("voucher", began, percent=10_000, code="GRATIS"))
    make_discount(shop.id, DiscountDraft("voucher", began, percent=1_000, code="MELATI10"))
    buyer.put(put_on_shelf(shop, price=30_000), 2)
    return buyer


def sums(page):
    return [page.context[name] for name in ("total", "with_delivery", "discount")]


def test_a_voucher_never_changes_the_fee(shop, full):
    set_terms(shop.id, Terms("price", price=7_000, free_from=50_000), by="owner:1")
    page = full.see("/pesan")
    assert shown(page, "fee") == "0"
    page = full.order(**BROUGHT, voucher="GRATIS", fee="0", discount=shown(page, "discount"))
    assert (page.status_code, shown(page, "fee"), sums(page)) == (409, "0", [0, 0, 60_000])
    answer = full.order(**BROUGHT, voucher="GRATIS", fee="0", discount=shown(page, "discount"))
    order = order_by_token(answer["Location"].rsplit("/", 1)[1])
    assert (order.total, order.delivery_fee, order.discount) == (0, 0, 60_000)


def test_nor_by_areas_and_a_tried_voucher_shows_the_sum_that_is_charged(shop, full):
    set_terms(shop.id, Terms("area", areas=(AreaPrice(LAWEYAN, "", 3_000),), free_from=55_000), by="owner:1")
    tried = full.send("/pesan", {**TYPED, **BROUGHT, **WHERE, "key": str(new_id()), "voucher": "MELATI10", "cek": "1"})
    assert (shown(tried, "fee"), sums(tried)) == ("0", [54_000, 54_000, 6_000])
    answer = full.order(**BROUGHT, **WHERE, voucher="MELATI10", fee="0", fee_area=LAWEYAN, discount="6000")
    assert order_by_token(answer["Location"].rsplit("/", 1)[1]).total == 54_000


def test_the_smallest_order_is_held_against_the_goods_before_the_voucher(shop, full):
    set_terms(shop.id, Terms("price", price=7_000, minimum=50_000), by="owner:1")
    answer = full.order(**BROUGHT, voucher="GRATIS", fee="7000")
    assert order_by_token(answer["Location"].rsplit("/", 1)[1]).total == 7_000


def test_after_any_refusal_the_total_is_that_of_the_voucher_in_its_field(shop, full):
    set_terms(shop.id, Terms("price", price=7_000), by="owner:1")
    for wrong in ({"name": ""}, {"fee": "1000"}, {"discount": "60000"}):
        page = full.order(**{**BROUGHT, "voucher": "MELATI10", "fee": "7000", **wrong})
        assert page.status_code in (409, 422)
        assert sums(page) == [54_000, 61_000, 6_000]
        assert "Rp61.000" in text_of(page)
    answer = full.order(**BROUGHT, voucher="MELATI10", fee=shown(page, "fee"), discount=shown(page, "discount"))
    assert order_by_token(answer["Location"].rsplit("/", 1)[1]).total == 61_000


def test_a_wrong_code_is_said_beside_whatever_else_is_wrong(shop, full):
    with counted() as statements:
        page = full.order(name="", voucher="TIDAKADA")
    assert len([each for each in statements if "set_config" not in each]) <= 10
    assert page.status_code == 422
    assert "Kode voucher tidak dikenal." in text_of(page)
    assert sums(page) == [60_000, 60_000, 0]
    assert orders_of(shop.id).items == []
