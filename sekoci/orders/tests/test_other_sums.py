"""Another sum came than was asked, and the owner took it: what goes back is at most what came."""

import json

import pytest

from sekoci.operations.verify import verify
from sekoci.orders.actions import Return, accept_orders, cancel_orders, hand_over_orders, place_orders, refund_order
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import balances, put_on_shelf, wish
from sekoci.payments.actions import RefundTooMuch, review_notice, settle_payments
from sekoci.payments.tests.people import notice
from sekoci.registry.actions import make_api_key, publish_shop

pytestmark = pytest.mark.django_db
ME = "owner:1"
BEGINNING = {"1-3100": 30_000, "3-1100": -30_000}
CASH, AT_PROVIDER, DEPOSITS, SALES, RETURNS, OTHER_INCOME = "1-1100", "1-1300", "2-1200", "4-1100", "4-1900", "4-2100"


@pytest.fixture
def paid(shop):
    """An order for 10.000 by QRIS, paid with another sum that the owner has taken."""

    def with_sum(came):
        product = put_on_shelf(shop, price=10_000, unit_cost=3_000)
        [order] = place_orders([wish(shop, (product, 1), method="qris", provider="pretend", fulfilment="pickup")])
        [heard] = settle_payments([notice(order_by_token(order.token).payment.id, came)])
        review_notice(shop.id, heard.notice_id, as_="accepted", by=ME)
        return order

    return with_sum


def moved(shop):
    return {code: amount for code, amount in balances(shop).items() if amount != BEGINNING.get(code)}


def is_clean():
    return [check for check in verify().checks if check.wrong] == []


@pytest.mark.parametrize("came", [9_000, 11_000, 1])
def test_a_cancelled_order_gives_back_what_came_and_leaves_nothing(shop, paid, came):
    order = paid(came)
    assert is_clean()
    cancel_orders(shop.id, [order.order_id], by=ME, refund_from="cash")
    assert moved(shop) == {AT_PROVIDER: came, CASH: -came}
    assert order_by_token(order.token).payment.status == "refunded"
    assert is_clean()


@pytest.mark.parametrize("came", [9_000, 11_000])
def test_goods_that_come_back_give_back_what_came(shop, paid, came):
    order = paid(came)
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    assert is_clean()
    assert order_by_token(order.token).payment.left == came
    with pytest.raises(RefundTooMuch):
        refund_order(shop.id, order.order_id, by=ME, what=Return(amount=came + 1, key="a"))
    refund_order(shop.id, order.order_id, by=ME, what=Return(amount=4_000, goods_back=False, key="b"))
    assert is_clean()
    for _ in range(2):
        refund_order(shop.id, order.order_id, by=ME, what=Return(key="c"))
    assert moved(shop) == {AT_PROVIDER: came, CASH: -came, SALES: -10_000, RETURNS: 10_000}
    assert order_by_token(order.token).payment.status == "refunded"
    assert is_clean()


def test_a_discount_stays_while_only_a_part_is_given_back(shop, paid):
    order = paid(9_000)
    accept_orders(shop.id, [order.order_id], by=ME)
    hand_over_orders(shop.id, [order.order_id], by=ME)
    refund_order(shop.id, order.order_id, by=ME, what=Return(amount=4_000, goods_back=False, key="b"))
    assert moved(shop)[RETURNS] == 5_000


@pytest.fixture
def by_transfer(client, shop):
    """Over JSON: an order that was paid by transfer; and how to do something with it."""
    publish_shop(shop.id)
    product = put_on_shelf(shop, price=100_000)
    [order] = place_orders([wish(shop, (product, 1), method="transfer", provider="transfer", fulfilment="pickup")])
    key = make_api_key(shop.id, label="uji").key

    def do(verb, body=None):
        address = f"/api/v1/my/orders/{order.order_id}/{verb}"
        said = json.dumps(body) if body is not None else ""
        return client.generic("POST", address, said, "application/json", headers={"Authorization": f"Bearer {key}"})

    assert do("confirm-payment").status_code == 200
    return do


@pytest.mark.parametrize(("body", "purse"), [(None, "1-1200"), ({}, "1-1200"), ({"refund_from": "cash"}, CASH)])
@pytest.mark.parametrize("is_gone", [False, True])
def test_over_json_money_goes_back_from_where_it_lies_unless_said_otherwise(shop, by_transfer, body, purse, is_gone):
    if is_gone:
        by_transfer("accept")
        by_transfer("hand-over")
    assert by_transfer("refund" if is_gone else "cancel", body).status_code == 200
    money = {code: amount for code, amount in balances(shop).items() if code in ("1-1100", "1-1200")}
    assert money == ({} if purse == "1-1200" else {"1-1200": 100_000, CASH: -100_000})
    assert is_clean()
