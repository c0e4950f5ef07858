"""A scarce voucher and many who want it at the same moment."""

from dataclasses import replace
from datetime import timedelta

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.catalog.queries import my_discount
from sekoci.kit import clock
from sekoci.orders.actions import cancel_orders, place_orders
from sekoci.orders.rules import Placed, Refused
from sekoci.orders.tests.people import put_on_shelf, wish
from tests.crowd import at_once

ME = "owner:1"


def test_a_voucher_for_seven_is_used_by_seven_phones_of_many_at_once_and_given_back_once(committed, shop):
    keripik = put_on_shelf(shop, stock=500)
    began = clock.now() - timedelta(hours=1)
    mine = make_discount(shop.id, DiscountDraft("voucher", began, amount=10_000, code="LEBARAN10", most_uses=7, per_phone=1))
    wishes = [wish(shop, (keripik, 1), voucher="LEBARAN10") for _ in range(60)]
    drafts = [replace(each, buyer_phone=f"+62812000{place // 2:04}") for place, each in enumerate(wishes)]
    answers = at_once([lambda draft=draft: place_orders([draft])[0] for draft in drafts])
    placed = {draft.buyer_phone: each for draft, each in zip(drafts, answers, strict=True) if isinstance(each, Placed)}
    assert len(placed) == sum(isinstance(each, Placed) for each in answers) == 7
    assert {each.refusal.code for each in answers if isinstance(each, Refused)} <= {"voucher_used_up", "voucher_used"}
    twice = [order.order_id for order in placed.values()] * 3
    ended = at_once([lambda order_id=order_id: cancel_orders(shop.id, [order_id], by=ME) for order_id in twice])
    assert ended == [None] * len(twice)
    assert my_discount(shop.id, mine).used == 0


def test_one_phone_that_asks_many_times_at_once_uses_it_once(committed, shop):
    keripik = put_on_shelf(shop, stock=500)
    began = clock.now() - timedelta(hours=1)
    mine = make_discount(shop.id, DiscountDraft("voucher", began, percent=5_000, code="SEKALI", per_phone=1))
    drafts = [wish(shop, (keripik, 1), voucher="sekali") for _ in range(40)]
    answers = at_once([lambda draft=draft: place_orders([draft])[0] for draft in drafts])
    assert sum(isinstance(each, Placed) for each in answers) == 1
    assert my_discount(shop.id, mine).used == 1
