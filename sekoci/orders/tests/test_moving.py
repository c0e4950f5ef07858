from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.orders.actions import (
    NotForDelivery,
    NotRefundable,
    Return,
    WrongState,
    accept_orders,
    cancel_orders,
    complete_orders,
    confirm_order_payments,
    expire_orders,
    hand_over_orders,
    pack_orders,
    place_orders,
    refund_order,
    send_orders,
)
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import balances, counted, put_on_shelf, stock_of, wish

pytestmark = pytest.mark.django_db
ME = "owner:1"


def placed(shop, product, quantity=2, **facts):
    [answer] = place_orders([wish(shop, (product, quantity), **facts)])
    return answer


def test_an_order_paid_ahead_is_a_deposit_until_the_goods_leave(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik, method="transfer", provider="transfer")
    accept_orders(shop.id, [order.order_id], by=ME)
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    assert balances(shop) == {"1-3100": 90_000, "3-1100": -90_000, "1-1200": 30_000, "2-1200": -30_000}
    pack_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    assert balances(shop) == {"1-3100": 72_000, "3-1100": -90_000, "1-1200": 30_000, "4-1100": -30_000, "5-1100": 18_000}
    view = order_by_token(order.token)
    assert view.state == "completed"
    assert [step.state for step in view.steps] == ["placed", "accepted", "packed", "handed_over", "completed"]
    assert stock_of(shop, keripik) == (8, 0, 72_000)


def test_cash_on_hand_over_settles_and_completes(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME, paid_cash=True)
    assert order_by_token(order.token).payment.status == "settled"
    assert order_by_token(order.token).state == "completed"
    assert balances(shop) == {"1-1100": 30_000, "1-3100": 72_000, "3-1100": -90_000, "4-1100": -30_000, "5-1100": 18_000}


def test_goods_given_on_the_owners_word_are_a_debt_until_the_money_comes(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    assert balances(shop)["1-2100"] == 30_000
    assert order_by_token(order.token).state == "handed_over"
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    assert "1-2100" not in balances(shop)
    assert order_by_token(order.token).state == "completed"


def test_delivery_income_stands_apart_from_sales(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik, fulfilment="delivery", address="Jalan Melati 1", delivery_fee=5_000)
    accept_orders(shop.id, [order.order_id], by=ME)
    send_orders(shop.id, [order.order_id], by=ME)
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    complete_orders(shop.id, [order.order_id], by=ME)
    books = balances(shop)
    assert (books["4-1100"], books["4-1200"], books["1-1100"]) == (-30_000, -5_000, 35_000)


def test_cancelling_puts_the_pieces_back_and_cancels_the_payment(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    cancel_orders(shop.id, [order.order_id], by="buyer", reason="salah pesan")
    view = order_by_token(order.token)
    assert (view.state, view.payment.status, view.steps[-1].note) == ("cancelled", "cancelled", "salah pesan")
    assert stock_of(shop, keripik) == (10, 0, 90_000)


def test_cancelling_a_paid_order_gives_the_money_back(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik, method="transfer", provider="transfer")
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    cancel_orders(shop.id, [order.order_id], by=ME, refund_from="bank")
    assert balances(shop) == {"1-3100": 90_000, "3-1100": -90_000}
    assert order_by_token(order.token).payment.status == "refunded"


def test_a_refund_after_hand_over_brings_money_and_goods_back(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME, paid_cash=True)
    refund_order(shop.id, order.order_id, by=ME, what=Return(reason="basi"))
    assert stock_of(shop, keripik) == (10, 0, 90_000)
    assert balances(shop) == {"1-3100": 90_000, "3-1100": -90_000, "4-1100": -30_000, "4-1900": 30_000}
    with pytest.raises(NotRefundable):
        refund_order(shop.id, order.order_id, by=ME)


def test_a_step_that_does_not_follow_changes_nothing(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    for act in (pack_orders, hand_over_orders, send_orders, complete_orders):
        with pytest.raises(WrongState):
            act(shop.id, [order.order_id], by=ME)
    assert order_by_token(order.token).state == "placed"
    assert stock_of(shop, keripik) == (10, 2, 90_000)
    assert counted(shop, "books_entry") == 1


@pytest.mark.parametrize(
    ("done", "wanted", "state", "indonesian", "english"),
    [
        ([], pack_orders, "placed", "masih baru. Terima dulu pesanannya.", "is new. Accept it first."),
        ([accept_orders], complete_orders, "accepted", "Serahkan atau kirim dulu.", "Hand it over or send it first."),
        ([accept_orders, pack_orders], accept_orders, "packed", "sudah dikemas. Langkah ini", "is packed. This step is past."),
        ([accept_orders, hand_over_orders], cancel_orders, "handed_over", "catat barang kembali", "take them back instead"),
        ([cancel_orders], accept_orders, "cancelled", "sudah dibatalkan. Pesanan ini tidak", "It can no longer change."),
    ],
)
def test_a_refused_step_says_what_the_order_is_and_what_comes_first(shop, done, wanted, state, indonesian, english):
    order = placed(shop, put_on_shelf(shop))
    for act in done:
        act(shop.id, [order.order_id], by=ME)
    with pytest.raises(WrongState) as refused:
        wanted(shop.id, [order.order_id], by=ME)
    assert refused.value.facts == {"order": order.code, "state": state}
    assert refused.value.sentence("id").startswith(f"Pesanan {order.code} ")
    assert indonesian in refused.value.sentence("id")
    assert refused.value.sentence("en").startswith(f"Order {order.code} ")
    assert english in refused.value.sentence("en")


def test_the_same_step_again_changes_nothing_and_is_no_mistake(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    for act in (accept_orders, pack_orders, hand_over_orders, complete_orders):
        for _ in range(2):
            act(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    assert [step.state for step in order_by_token(order.token).steps] == [
        "placed",
        "accepted",
        "packed",
        "handed_over",
        "completed",
    ]
    assert stock_of(shop, keripik) == (8, 0, 72_000)
    assert (balances(shop)["1-2100"], counted(shop, "books_entry")) == (30_000, 2)


def test_handing_over_again_with_the_money_takes_the_money(shop):
    order = placed(shop, put_on_shelf(shop))
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    for _ in range(2):
        hand_over_orders(shop.id, [order.order_id], by=ME, paid_cash=True)
    view = order_by_token(order.token)
    assert (view.state, view.payment.status, balances(shop)["1-1100"]) == ("completed", "settled", 30_000)


def test_cancelling_twice_gives_back_once(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik, method="transfer", provider="transfer")
    confirm_order_payments(shop.id, [order.order_id], by=ME)
    for _ in range(2):
        cancel_orders(shop.id, [order.order_id], by=ME)
    assert (stock_of(shop, keripik), counted(shop, "payments_refund")) == ((10, 0, 90_000), 1)


def test_what_is_picked_up_is_not_sent(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    accept_orders(shop.id, [order.order_id], by=ME)
    with pytest.raises(NotForDelivery):
        send_orders(shop.id, [order.order_id], by=ME)
    assert (order_by_token(order.token).state, stock_of(shop, keripik)) == ("accepted", (10, 2, 90_000))


def test_one_order_that_may_not_move_holds_back_the_whole_call(shop):
    keripik = put_on_shelf(shop)
    first, second = placed(shop, keripik), placed(shop, keripik)
    accept_orders(shop.id, [first.order_id], by=ME)
    with pytest.raises(WrongState):
        hand_over_orders(shop.id, [first.order_id, second.order_id], by=ME)
    assert order_by_token(first.token).state == "accepted"


def test_another_business_cannot_move_it(shop, other_shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    for act in (accept_orders, cancel_orders, hand_over_orders, confirm_order_payments):
        with pytest.raises(NotFound):
            act(other_shop.id, [order.order_id], by=ME)
    with pytest.raises(NotFound):
        refund_order(other_shop.id, order.order_id, by=ME)
    assert order_by_token(order.token).state == "placed"


def test_an_order_nobody_accepted_expires_and_its_pieces_return(shop):
    keripik = put_on_shelf(shop)
    order = placed(shop, keripik)
    assert expire_orders() == 0
    with clock.frozen(clock.now() + timedelta(hours=49)):
        assert expire_orders() == 1
        assert expire_orders() == 0
    assert order_by_token(order.token).state == "expired"
    assert stock_of(shop, keripik)[1] == 0


def test_a_paid_or_accepted_order_does_not_expire(shop):
    keripik = put_on_shelf(shop)
    paid, accepted = placed(shop, keripik, method="transfer", provider="transfer"), placed(shop, keripik)
    confirm_order_payments(shop.id, [paid.order_id], by=ME)
    accept_orders(shop.id, [accepted.order_id], by=ME)
    with clock.frozen(clock.now() + timedelta(days=9)):
        assert expire_orders() == 0
    assert stock_of(shop, keripik)[1] == 4
