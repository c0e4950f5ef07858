"""Stocks: every outlet once, with what its sources say, at every level and in every slice."""

import random
from datetime import date, timedelta

import pytest

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.actions.counting import SUMS
from sekoci.indicators.queries import days_to_count
from sekoci.indicators.rules import definition_on
from sekoci.indicators.tests.people import an_outlet, some_areas, stock
from sekoci.indicators.tests.test_folding import sell, wrong
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import count_workers

pytestmark = pytest.mark.django_db
STORED = (
    f"select month, slice, level, area_code, outlets, owners, {', '.join(SUMS)} from indicators_stock"  # noqa: S608  columns of ours
    " order by 1, 2, 3, 4"
)
GRADES = ("outlets", "listed", "pays", "sells", "digital", "named")


def test_counts_an_outlet_once_whatever_lists_have_it_and_the_shop_that_it_is(shop, other_shop):
    sell(shop, put_on_shelf(shop), source="shop")
    fold_all()
    an_outlet("33.72.01.1001", {"listing": True, "as_of": "2026-03-01"}, {"qris": True}, shop=shop.id, sex="f", owner="sri")
    an_outlet("33.72.01.1001", {"qris": True}, sex="f", kind="keripik", owner="sri")
    an_outlet("33.72", {"listing": False, "workers": 3}, {"listing": "tidak"}, sex="m")
    an_outlet("", {"last_order": "2020-01-01"})
    an_outlet("33.72.01")
    count_stocks()
    assert stock("33.72.01", "", *GRADES) == (2, 1, 2, 1, 2, 4)
    assert stock("33.72", "", *GRADES) == (3, 1, 2, 1, 2, 6)
    assert stock("33.72", "", "workers", "workers_known") == (3, 1)
    assert stock("", "", *GRADES) == (5, 2, 2, 1, 3, 8)
    assert stock("33.72.01", "sex:f", *GRADES) == (2, 1, 2, 1, 2, 4)
    assert stock("33.72.01", "", "oldest") == date(2026, 3, 1)
    assert stock("33.72", "", "sellers", "sales") == (1, 15_000)
    assert wrong() == []


def test_a_last_order_counts_for_ninety_days(few_areas):
    today = clock.day_in("Asia/Jakarta")
    days = definition_on(today).days
    for ago in (0, days, days + 1):
        an_outlet("33.72.01", {"last_order": (today - timedelta(days=ago)).isoformat()})
    an_outlet("33.72.01", {"last_order": "kemarin"})
    count_stocks()
    assert stock("", "", "sells") == 2


def test_jobs_kept_added_and_lost_are_told_where_both_ends_are_known(shop, other_shop):
    month = clock.day_in("Asia/Jakarta").replace(day=1)
    before = month - timedelta(days=3)
    count_workers(shop.id, 5, as_of=before)
    count_workers(shop.id, 3, as_of=month)
    count_workers(other_shop.id, 2, as_of=month)
    count_stocks(on=month)
    assert stock("33", "", "workers", "jobs_kept", "jobs_added", "jobs_lost") == (3, 3, 0, 2)
    assert stock("", "", "workers", "workers_known", "jobs_kept", "jobs_added", "jobs_lost") == (5, 2, 3, 0, 2)


def test_telling_those_that_were_touched_comes_to_the_same_as_telling_all(shop, other_shop):
    """Lists, outlets, shops, orders, workers and days that pass: after each, the kept difference is what a count finds."""
    dice = random.Random(11)  # a seed, so that a failure comes back
    some_areas()
    goods = {each.id: put_on_shelf(each, stock=500) for each in (shop, other_shop)}
    outlets: list[int] = []
    today = clock.day_in("Asia/Jakarta")
    begin = today.replace(day=1)
    for turn in range(14):
        on = begin + (today - begin) * turn // 13
        seller = dice.choice((shop, other_shop))
        match dice.randrange(7):
            case 0 | 1:
                facts = {
                    "listing": dice.random() < 0.5,
                    "workers": dice.randint(1, 9),
                    "last_order": str(on - timedelta(dice.randint(0, 95))),
                }
                outlets.append(
                    an_outlet(dice.choice(("33.72.01", "33.72", "73.71.01")), facts, sex=dice.choice("fm"), owner="sri")
                )
            case 2:
                sell(seller, goods[seller.id], source=dice.choice(("shop", "counter")))
            case 3 if outlets:
                moved = dice.choice(outlets)
                fetch("update registry_outlet set area_code = '33.72.02', changed_at = now() where id = %s", (moved,))
            case 4 if outlets:
                taken = dice.choice(outlets)
                fetch("update registry_outlet set shop_id = null, changed_at = now() where shop_id = %s", (seller.id,))
                fetch("update registry_outlet set shop_id = %s, changed_at = now() where id = %s", (seller.id, taken))
            case 5 if outlets:
                gone = outlets.pop(dice.randrange(len(outlets)))
                fetch("update registry_outlet set ended_at = now(), changed_at = now(), shop_id = null where id = %s", (gone,))
                fetch("update registry_listrow set outlet_id = null where outlet_id = %s", (gone,))
            case _:
                count_workers(seller.id, dice.randint(1, 5), as_of=begin + timedelta(dice.randint(0, (on - begin).days)))
        fold_all()
        count_stocks(on=on)
        kept = fetch(STORED)
        assert wrong() == []
        count_stocks(on=on, whole=True)
        assert fetch(STORED) == kept
    assert fetch("select sum(sellers), sum(orders), sum(workers) > 0 from indicators_stock where slice = ''")[0][2]


def test_an_outlet_stops_selling_by_nothing_but_the_days_that_pass(few_areas):
    today = clock.day_in("Asia/Jakarta")
    if today.day == 1:
        today -= timedelta(days=1)
    days = definition_on(today).days
    an_outlet("33.72.01", {"last_order": (today - timedelta(days=days + 1)).isoformat()})
    count_stocks(on=today - timedelta(days=1))
    assert stock("", "", "sells") == 1
    fetch("update registry_outlet set changed_at = now() - interval '9 days'")
    count_stocks(on=today)
    assert stock("", "", "sells") == 0


def test_sales_stand_by_scale_sector_and_sex(shop, other_shop):
    goods = put_on_shelf(shop)
    an_outlet("33.72.01", {"listing": True}, shop=shop.id, sex="f", kind="keripik")
    sell(shop, goods, 2, source="shop")
    sell(shop, goods, source="counter")
    fold_all()
    count_stocks()
    assert stock("33.72", "sex:f", "orders", "sales", "afar", "firsts") == (2, 45_000, 1, 1)
    assert stock("33.72", "sex:", "orders") is None
    assert stock("73.71", "sex:", "orders", "sales") == (0, 0)


def test_is_counted_once_a_day_and_when_lists_or_outlets_changed_and_the_second_time_is_the_first(shop):
    today = clock.day_in("Asia/Jakarta")
    assert days_to_count() == [today]
    count_stocks()
    rows = "select month, slice, level, area_code, outlets, digital, named from indicators_stock order by 1, 2, 3, 4"
    once = fetch(rows)
    assert days_to_count() == []
    an_outlet("33.72.01", {"listing": True})
    assert days_to_count() == [today]
    count_stocks()
    twice = fetch(rows)
    count_stocks()
    assert fetch(rows) == twice != once
    fetch(
        "update indicators_stock set month = %s, counted_on = %s, counted_at = counted_at - interval '40 days'",
        _last_month(today),
    )
    assert days_to_count() == [today.replace(day=1) - timedelta(days=1), today]


def _last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end
