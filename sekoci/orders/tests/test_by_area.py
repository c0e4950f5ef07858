"""An order that goes to a village: kept with it, told to whoever brings it, taken out with its buyer."""

import json

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.catalog.queries import my_discount
from sekoci.delivery.actions import set_terms
from sekoci.delivery.rules import AreaPrice, Terms
from sekoci.kit import clock
from sekoci.orders.actions import cancel_orders, forget_buyers, place_orders, undo_sale
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.privacy.queries import copy_of, whose
from sekoci.registry.actions import change_business, publish_shop
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
BUYER = "+6281234567899"


@pytest.fixture
def brings(shop):
    publish_shop(shop.id)
    change_business(shop.id, offers_delivery=True)
    return shop


def by_area(shop):
    set_terms(shop.id, Terms("area", areas=(AreaPrice(LAWEYAN, "", 5_000), AreaPrice(MARISO, "", 9_000))), by="owner:1")


def ask(client, shop, product, area, key="k-1"):
    body = {
        "buyer": {"name": "Sri", "phone": "0812 3456 7899"}, "fulfilment": "delivery", "address": "Jl. A 1", "area": area,
        "payment": "cash", "lines": [{"product": str(product), "quantity": 1}],
    }  # fmt: skip
    return client.post(
        f"/api/v1/shops/{shop.slug}/orders", json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


@pytest.mark.parametrize("terms", [by_area, lambda shop: None], ids=["by area", "one price"])
def test_sent_again_it_is_the_same_order_whatever_the_shop_made_of_the_area(client, brings, terms):
    terms(brings)
    keripik = put_on_shelf(brings)
    first, second, other = (ask(client, brings, keripik, area) for area in (LAWEYAN, LAWEYAN, MARISO))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_its_village_stands_where_people_read_the_address_and_goes_with_the_buyer(client, owner, brings):
    by_area(brings)
    token = ask(client, brings, put_on_shelf(brings), LAWEYAN).json()["token"]
    order = order_by_token(token)
    client.force_login(owner.person)
    mine = f"/kelola/{brings.slug}"
    for page in (f"/{brings.slug}/pesanan/{token}", f"{mine}/pesanan/{order.id}", f"{mine}/antar/{order.id}/sampai"):
        assert "Laweyan, Kota Surakarta" in client.get(page).content.decode(), page
    assert "Jl. A 1, Laweyan" in client.get(f"{mine}/pesanan/ekspor").content.decode()
    assert "Jl. A 1, Laweyan" in str(copy_of(whose(BUYER)))
    cancel_orders(brings.id, [order.id], by="owner:1", reason="")
    forget_buyers([(brings.id, BUYER)])
    assert (order_by_token(token).address, order_by_token(token).area_code) == ("", "")


def test_a_sale_that_a_voucher_paid_whole_is_undone_like_any_other(shop):
    gratis = make_discount(shop.id, DiscountDraft("voucher", clock.now(), code="GRATIS", percent=10_000))
    there = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "when_short": "keep_and_flag"}
    [sold] = place_orders([wish(shop, (put_on_shelf(shop), 1), voucher="GRATIS", **there)])
    assert my_discount(shop.id, gratis).used == 1
    undo_sale(shop.id, sold.order_id, by="owner:1")
    assert my_discount(shop.id, gratis).used == 0
