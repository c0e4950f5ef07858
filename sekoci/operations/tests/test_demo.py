"""The demo: invented shops whose days went through the public verbs. A short one here; the whole one by `sekoci demo`."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.conf import settings

from sekoci.catalog.queries import my_discounts, my_products, photo_path, shelf
from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.kit.phone import is_mobile, parse_phone
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.operations.demo import SHOPS, load_demo, people, rhythm
from sekoci.operations.demo.courses import course
from sekoci.operations.demo.history import History
from sekoci.operations.demo.rhythm import Visit
from sekoci.operations.demo.shops.melati import MELATI
from sekoci.operations.pictures import KINDS
from sekoci.operations.verify import verify
from sekoci.orders.queries import count_by_state, orders_of
from sekoci.payments.rules import check_sticker
from sekoci.registry.queries import area_by_code, shop_by_slug
from sekoci.registry.rules import is_slug
from sekoci.reviews.queries import my_reviews

SHORT = replace(MELATI, days=21, pace=9)
BATIK = next(plan for plan in SHOPS if plan.sticker and plan.slug == "batik-neng-rina")
COUNTED = ("orders_order", "orders_orderstep", "payments_payment", "catalog_stockmove", "books_entryline", "kit_event")


class TestThePlans:
    def test_forty_shops_each_at_an_address_of_its_own(self):
        assert len(SHOPS) == len({plan.slug for plan in SHOPS}) == len({plan.owner for plan in SHOPS}) == 40
        assert all(is_slug(plan.slug) for plan in SHOPS)
        assert {plan.sticker for plan in SHOPS if plan.sticker} == set(range(1, sum(1 for plan in SHOPS if plan.sticker) + 1))

    def test_they_stand_in_real_places_all_over_the_country(self, areas, db):
        places = [area_by_code(plan.area) for plan in SHOPS]
        assert all(place and place.level >= 3 for place in places)
        assert len({place.code[:2] for place in places if place}) >= 20
        assert {place.zone for place in places if place} == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}

    def test_everything_is_sold_above_its_cost_and_has_a_picture(self):
        for plan in SHOPS:
            assert len(plan.goods) >= 4
            for good in plan.goods:
                assert good.kind in ("", *KINDS)
                assert all(size.price > size.cost > 0 < size.stock for size in good.sold_as()), good.name

    def test_the_phones_are_phones(self):
        phones = [people.owner_phone(number) for number in range(1, 41)] + [people.buyer(Random(n)).phone for n in range(40)]
        assert all(parse_phone(phone) == phone and is_mobile(phone) for phone in phones)


def test_the_steps_of_an_order_keep_their_order_through_the_night():
    shop = SimpleNamespace(zone="Asia/Jakarta")
    draft = SimpleNamespace(method="transfer", provider="transfer", fulfilment="delivery")
    for minute in range(0, 24 * 60, 7):
        history = History(shop, None, Random(minute), start=datetime(2026, 11, 1, tzinfo=UTC))
        visit = Visit(datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minute), is_online=True)
        history._expect(visit, draft, new_id())
        assert [due.at for due in history.due] == sorted(due.at for due in history.due)
        assert [due.verb for due in history.due] == sorted(due.verb for due in history.due)


class TestTheRhythm:
    def test_weekends_and_paydays_are_busier(self):
        def expected(first: date) -> float:
            dice = Random(1)
            days = [first + timedelta(days=7 * week) for week in range(40)]
            return sum(len(rhythm.visits(MELATI, day, "Asia/Jakarta", dice)) for day in days) / len(days)

        tuesday, saturday = date(2026, 1, 6), date(2026, 1, 10)
        assert expected(saturday) > 1.3 * expected(tuesday)
        assert rhythm.payday(date(2026, 11, 27)) > rhythm.payday(date(2026, 11, 12)) > rhythm.payday(date(2026, 11, 20))

    def test_nobody_buys_at_the_counter_of_a_closed_shop(self):
        closed_on_friday = next(plan for plan in SHOPS if plan.slug == "kopi-gayo-rizal")
        assert rhythm.visits(closed_on_friday, date(2026, 11, 20), "Asia/Jakarta", Random(1)) == []

    def test_an_order_takes_its_steps_in_order(self, draft):
        for number in range(200):
            for fate in ("fine", "cancelled", "returned", "credit", "debt"):
                steps = course(fate, draft, Random(number))
                minutes = [when for _, when in sorted(steps)]
                assert minutes == sorted(minutes)

    @pytest.fixture
    def draft(self):
        from sekoci.orders.rules import OrderDraft

        return OrderDraft(1, "web", "1", (), method="qris", provider="pretend", fulfilment="delivery")


@pytest.mark.parametrize("hour", [1, 11, 16], ids=["in the morning", "at dusk", "at night"])
def test_is_whole_alive_and_made_once(areas, db, hour):
    """`hour` in UTC, seven behind Surakarta."""
    with clock.frozen(datetime(2026, 11, 21, hour, 10, tzinfo=UTC)):
        began = time.monotonic()
        built = load_demo([SHORT, BATIK])
        print(f"two shops of the demo: {time.monotonic() - began:.1f} s")
        assert (built.made, built.known) == (2, 0)
        report = verify()
        assert [check for check in report.checks if check.wrong] == []
        rows = counts()
        assert load_demo([SHORT, BATIK]).known == 2
        assert counts() == rows
        shop = shop_by_slug("warung-melati")
        assert shop and shop.is_demo and shop.is_open_now
        assert shop.area_path == "Laweyan, Kota Surakarta, Jawa Tengah"
        check_the_owner_has_something_to_do(shop)
        check_the_shelf(shop)
        check_what_buyers_say(shop)


def check_what_buyers_say(shop):
    reviews = my_reviews(shop.id, limit=200)
    assert len(reviews.items) >= 5
    assert any(each.answer for each in reviews.items)
    assert all(each.written_at < clock.now() for each in reviews.items)
    assert {each.kind for each in my_discounts(shop.id) if each.state(clock.now()) == "running"} == {"price", "bundle", "voucher"}
    assert [item.name for item in shelf(shop.id).items if item.before]


def check_the_owner_has_something_to_do(shop):
    waiting = count_by_state(shop.id)
    assert waiting["placed"] >= 2
    assert waiting["accepted"] >= 1
    assert waiting["packed"] >= 1
    newest = [order.placed_at for order in orders_of(shop.id, limit=100).items]
    assert newest == sorted(newest, reverse=True)
    assert clock.now() - newest[0] < timedelta(minutes=10)
    with in_business(shop.id):
        days = [day for (day,) in fetch("select distinct day from books_entry where kind = 'sale' order by 1")]
        states = {state for (state,) in fetch("select distinct state from orders_order")}
        [(early,)] = fetch(
            "select count(*) from orders_orderstep step join orders_order o on o.id = order_id where at < placed_at"
        )
        ahead = [
            fetch(f"select count(*) from {table} where {column} > %s", (clock.now(),))[0][0]  # noqa: S608  ours
            for table, column in (("orders_orderstep", "at"), ("books_entry", "at"), ("catalog_stockmove", "at"))
        ]
    assert len(days) >= 20
    assert states >= {"placed", "accepted", "packed", "completed", "cancelled"}
    assert early == 0
    assert ahead == [0, 0, 0]


def check_the_shelf(shop):
    items = shelf(shop.id, limit=100).items
    assert len(items) == len(MELATI.goods)
    assert all(item.photo and photo_path(shop.id, item.photo, 320).stat().st_size < 20_000 for item in items)
    assert [item.name for item in items if item.stock == 0] == ["Roti Semir"]
    counts = my_products(shop.id).counts
    assert counts["menipis"] >= 1


def test_tells_nobody_of_its_past_and_nobody_at_all_outside_development(areas, db, monkeypatch):
    monkeypatch.setattr(settings, "DEVELOPMENT", False)
    before = clock.now() - timedelta(days=2)
    load_demo([BATIK])
    deliver_all()
    with across_businesses():
        assert fetch("select count(*) from messaging_message") == [(0,)]
    monkeypatch.setattr(settings, "DEVELOPMENT", True)
    with across_businesses():
        fetch("delete from kit_cursor")
    deliver_all()
    with across_businesses():
        told = {key for (key,) in fetch("select event_key from messaging_message")}
        past = {f"order-new:{order}" for (order,) in fetch("select id from orders_order where placed_at < %s", (before,))}
    assert told
    assert past
    assert told & past == set()


def test_a_sticker_of_the_demo_is_a_code_of_nobody(areas, db):
    load_demo([BATIK])
    shop = shop_by_slug(BATIK.slug)
    assert shop
    with in_business(shop.id):
        [(payload,)] = fetch("select payload from payments_qrissticker")
    assert check_sticker(payload).merchant_name == "BATIK NENG RINA"
    assert "93600000" in payload


def counts() -> list[int]:
    with across_businesses():
        return [fetch(f"select count(*) from {table}")[0][0] for table in COUNTED]  # noqa: S608  names are ours
