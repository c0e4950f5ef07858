"""Two taps on "Sampai", and many wrong codes, at the same moment."""

from collections import Counter

from sekoci.accounts.actions import TooMany
from sekoci.books import rules as accounts
from sekoci.delivery.queries import code_at_door
from sekoci.delivery.rules import WrongCode
from sekoci.orders.actions import accept_orders, deliver_order, place_orders, send_orders
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import balances, counted, put_on_shelf, wish
from tests.crowd import at_once


def test_many_taps_at_once_are_one_arrival_and_no_more_codes_than_may_are_tried(committed, shop):
    order, guessed = place_orders([wish(shop, (put_on_shelf(shop), 1), fulfilment="delivery", address="Jl. A") for _ in range(2)])
    ids = [order.order_id, guessed.order_id]
    accept_orders(shop.id, ids, by="owner:1")
    send_orders(shop.id, ids, by="owner:1")
    code = code_at_door(order.order_id)

    def tap():
        return deliver_order(shop.id, order.order_id, by="owner:7", code=code, paid_cash=True)

    def guess():
        return deliver_order(shop.id, guessed.order_id, by="owner:7", code="0")

    answers = at_once([tap] * 5 + [guess] * 20)
    assert answers[:5] == [None] * 5
    assert Counter(type(answer) for answer in answers[5:]) == {WrongCode: 5, TooMany: 15}
    assert (order_by_token(order.token).state, order_by_token(guessed.token).state) == ("completed", "sent")
    assert counted(shop, "delivery_proof") == 1
    assert balances(shop)[accounts.CASH] == 15_000
