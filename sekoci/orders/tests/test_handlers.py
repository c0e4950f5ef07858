"""Who is told what after orders moved."""

import json
from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.orders.actions import (
    Return,
    accept_orders,
    cancel_orders,
    confirm_order_payments,
    hand_over_orders,
    pack_orders,
    place_orders,
    refund_order,
)
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.payments.actions import settle_payments
from sekoci.payments.queries import payments_of
from sekoci.payments.tests.people import notice
from sekoci.registry.actions import change_business

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """(template, to whom) of every message, in order; the buyer is Sri, everybody else an owner."""
    deliver_all()
    with across_businesses():
        rows = fetch("select template, address from messaging_message order by created_at, id")
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


def said_to_buyer(template: str) -> dict[str, str]:
    with across_businesses():
        [(facts,)] = fetch("select facts from messaging_message where template = %s", (template,))
    return dict(facts if isinstance(facts, dict) else json.loads(facts))


def test_one_tap_for_goods_and_cash_is_one_message_to_the_buyer_and_none_to_the_owner(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1))])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    hand_over_orders(shop.id, [order.order_id], by="owner:1", paid_cash=True)
    assert told() == [("order_new_owner", "owner"), ("order_accepted", "buyer"), ("payment_received", "buyer")]


def test_goods_first_and_money_later_are_two_messages_to_the_buyer(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1))])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    hand_over_orders(shop.id, [order.order_id], by="owner:1")
    with clock.frozen(clock.now() + timedelta(hours=1)):
        confirm_order_payments(shop.id, [order.order_id], by="owner:1")
    assert sorted(told()) == [
        ("order_accepted", "buyer"),
        ("order_handed_over", "buyer"),
        ("order_new_owner", "owner"),
        ("payment_received", "buyer"),
    ]


def test_the_owner_hears_of_money_that_a_provider_told_us_of(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1), method="qris", provider="pretend")])
    with in_business(shop.id):
        payment = payments_of([order.order_id])[order.order_id]
    settle_payments([notice(payment.id, payment.amount)])
    assert ("payment_received_owner", "owner") in told()


@pytest.mark.parametrize(("address", "place"), [("Jalan Melati 1", "Jalan Melati 1"), ("", "Keripik Melati")])
def test_who_collects_hears_where(shop, address, place):
    change_business(shop.id, address=address)
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1), fulfilment="pickup")])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    pack_orders(shop.id, [order.order_id], by="owner:1")
    assert ("order_ready", "buyer") in told()
    assert said_to_buyer("order_ready")["place"] == place


def test_who_waits_at_home_hears_that_it_is_packed(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 1), fulfilment="delivery", address="Jalan 1")])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    pack_orders(shop.id, [order.order_id], by="owner:1")
    assert ("order_packed", "buyer") in told()


def test_the_buyer_hears_of_all_money_that_goes_back_how_much_and_once(shop):
    [order] = place_orders([wish(shop, (put_on_shelf(shop), 2))])
    accept_orders(shop.id, [order.order_id], by="owner:1")
    hand_over_orders(shop.id, [order.order_id], by="owner:1", paid_cash=True)
    for key, amount in (("a", 5_000), ("a", 5_000), ("b", 1_000)):
        refund_order(shop.id, order.order_id, by="owner:1", what=Return(amount=amount, key=key))
    assert [to for template, to in told() if template == "payment_refunded"] == ["buyer", "buyer"]
    with across_businesses():
        rows = fetch("select facts->>'amount', business_id from messaging_message where template = 'payment_refunded' order by 1")
    assert rows == [("Rp1.000", shop.id), ("Rp5.000", shop.id)]
