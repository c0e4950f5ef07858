"""Flows: whatever happens to orders and however late it is heard, areas say what the orders say."""

import random
from datetime import timedelta

import pytest

from sekoci.indicators.actions import fold_all
from sekoci.indicators.queries import problems
from sekoci.indicators.tests.people import flow, some_areas
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.orders.actions import Return, accept_orders, cancel_orders, hand_over_orders, place_orders, refund_order
from sekoci.orders.rules import Placed
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import change_business

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    """What `sekoci verify` says of us; nothing must wait to be heard."""
    with across_businesses():
        found = problems()
    return [each for check in found for each in check.wrong]


def sell(shop, product, pieces=1, **facts):
    [placed] = place_orders([wish(shop, (product, pieces), **facts)])
    assert isinstance(placed, Placed)
    return placed.order_id


def test_orders_reach_every_level_once_by_way_and_day(shop, other_shop):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(other_shop)
    sell(shop, keripik, 2, source="shop")
    sell(shop, keripik, source="shop", way_in="wa")
    sell(other_shop, kopi, source="counter")
    assert fold_all()
    assert fold_all() == 0
    here, there = (clock.day_in(each.zone) for each in (shop, other_shop))
    assert flow("33.72.01", here) == (2, 45_000, 0, 1, 1)
    assert flow("33.72.01", here, "social") == (1, 15_000, 0, 1, 0)
    assert flow("73.71", there) == (1, 15_000, 0, 1, 0)
    assert flow("33", here) == (2, 45_000, 0, 1, 1)
    if here == there:
        assert flow("", here) == (3, 60_000, 0, 2, 1)
    assert wrong() == []


def test_a_shop_that_moves_takes_its_days_along(shop):
    some_areas()
    product = put_on_shelf(shop)
    sell(shop, product, source="shop")
    fold_all()
    change_business(shop.id, area_code="33.72.02")
    fold_all()
    day = clock.day_in(shop.zone)
    assert flow("33.72.01", day) is None
    assert flow("33.72.02", day) == (1, 15_000, 0, 1, 1)
    assert wrong() == []


@pytest.mark.parametrize("rarely", [3, 25])
def test_folding_what_happened_in_any_order_is_counting_it_all_anew(shop, other_shop, rarely):
    """Seldom: many orders of one span of time at once, whose days were partly told before."""
    dice = random.Random(4)  #  a seed, so that a failure comes back
    shelf = {each.id: put_on_shelf(each, stock=500) for each in (shop, other_shop)}
    open_orders, sales = [], []
    for _ in range(60):
        seller = dice.choice((shop, other_shop))
        what = dice.randrange(7)
        if what <= 2:
            way = dice.choice(("shop", "counter", "api"))
            order = sell(seller, shelf[seller.id], dice.randint(1, 3), source=way, way_in=dice.choice(("", "wa")))
            open_orders.append((seller, order))
        elif what == 3:
            late = clock.now() - timedelta(days=dice.randint(1, 40))
            order = sell(
                seller, shelf[seller.id], source="counter", placed_at=late, when_short="keep_and_flag", over_the_counter=True
            )
            sales.append((seller, order, True))
        elif what == 4 and open_orders:
            seller, order = open_orders.pop(dice.randrange(len(open_orders)))
            cancel_orders(seller.id, [order], by="owner:1")
        elif what == 5 and open_orders:
            seller, order = open_orders.pop(dice.randrange(len(open_orders)))
            is_paid = dice.random() < 0.7
            accept_orders(seller.id, [order], by="owner:1")
            hand_over_orders(seller.id, [order], by="owner:1", paid_cash=is_paid)
            sales.append((seller, order, is_paid))
        elif what == 6 and sales:
            seller, order, is_paid = sales.pop(dice.randrange(len(sales)))
            amount = dice.choice((None, 5_000)) if is_paid else None
            refund_order(seller.id, order, by="owner:1", what=Return(amount=amount, key=str(order)))
        if dice.randrange(rarely) == 0:
            fold_all()
            assert wrong() == []
    fold_all()
    assert wrong() == []
    assert fetch("select sum(orders) from indicators_flow where level = 0 and way = ''")[0][0] > 0


def test_statements_do_not_grow_with_orders_and_a_damaged_number_is_named(shop):
    product = put_on_shelf(shop, stock=100)
    sell(shop, product)
    with counted() as few:
        fold_all()
    place_orders([wish(shop, (product, 1)) for _ in range(30)])
    with counted() as many:
        fold_all()
    assert len(few) == len(many)
    fetch("update indicators_flow set sales = sales + 1 where level = 2")
    assert 'area "33.72"' in wrong()[0]
