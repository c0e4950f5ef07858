"""Who is told what after orders moved."""

from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.actions import accept_orders, cancel_orders, place_orders
from sekoci.orders.tests.people import put_on_shelf, wish

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """(template, to whom) of every message, in order; the buyer is Sri, everybody else an owner."""
    deliver_all()
    with across_businesses():
        rows = fetch(
            "select template, address from messaging_message where starts_with(template, 'order_') order by created_at, id"
        )
    return [(template, "buyer" if address == "+6281234567899" else "owner") for template, address in rows]


def test_the_owner_hears_of_a_new_order_and_the_buyer_of_its_steps_once(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1))])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    accept_orders(shop.id, [order.order_id], by="owner:1")
    assert told() == [("order_new_owner", "owner"), ("order_accepted", "buyer")]


def test_who_cancels_is_not_told_of_it_but_the_other_side_is(shop):
    kopi = put_on_shelf(shop)
    by_buyer, by_owner = place_orders([wish(shop, (kopi, 1)), wish(shop, (kopi, 1))])
    cancel_orders(shop.id, [by_buyer.order_id], by="buyer")
    cancel_orders(shop.id, [by_owner.order_id], by="owner:1")
    assert sorted(told()) == [
        ("order_cancelled", "buyer"),
        ("order_cancelled_owner", "owner"),
        ("order_new_owner", "owner"),
        ("order_new_owner", "owner"),
    ]


def test_a_name_that_buyers_write_cannot_become_a_link(shop):
    place_orders([wish(shop, (put_on_shelf(shop), 1), buyer_name="Menang! https://jahat.example/x")])
    deliver_all()
    with across_businesses():
        [(name,)] = fetch("select facts->>'buyer' from messaging_message where template = 'order_new_owner'")
    assert name.split() == ["Menang", "https", "jahat", "example", "x"]


def test_old_news_is_told_to_nobody(shop):
    with clock.frozen(clock.now() - timedelta(days=2)):
        place_orders([wish(shop, (put_on_shelf(shop), 1))])
    assert told() == []
