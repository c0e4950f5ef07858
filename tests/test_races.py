"""Many buyers at the same moment: the last piece, hot shelves, the same key, money that comes as the order ends.

Each story runs a few times here and often under the mark `faults`. SEED repeats a run.
"""

import json
import random
from collections import Counter
from datetime import timedelta
from functools import partial
from uuid import UUID

import psycopg
import pytest
from django.db import IntegrityError
from django.test import Client

from sekoci.books import rules as accounts
from sekoci.catalog.actions import NotSoManyOut
from sekoci.catalog.queries import product
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    Return,
    accept_orders,
    cancel_orders,
    expire_orders,
    hand_over_orders,
    order_from_shop,
    place_orders,
    refund_order,
)
from sekoci.orders.actions.asking import Asked
from sekoci.orders.rules import KeyReused, NotPlaced, Placed, Refused, SoldOut
from sekoci.orders.tests.people import balances, counted, put_on_shelf, stock_of, wish
from sekoci.payments.actions import settle_payments
from sekoci.payments.tests.people import notice
from tests.crowd import SEED, at_once
from tests.database import OWNER

pytestmark = pytest.mark.committed


def rounds(few: int, many: int):
    """The story a few times, and many times among the faults."""
    return pytest.mark.parametrize("times", [few, pytest.param(many, marks=pytest.mark.faults)])


def buy(shop, product_id: UUID, *, key: str = "", quantity: int = 1):
    """A buyer orders at the public shop, as the storefront and the API do; the answer, or the refusal."""
    asked = Asked("Sri", "0812 3456 7899", "pickup", "cash", ((product_id, None, quantity, None),))
    return order_from_shop(shop.slug, asked, source="api", key=key or str(new_id()), address="127.0.0.1")


@rounds(3, 100)
def test_the_last_piece_is_sold_to_exactly_one_of_two_hundred(committed, shop, times):
    for _ in range(times):
        last = put_on_shelf(shop, stock=1)

        def together(last=last):
            return buy(shop, last)

        def alone(last=last):
            [answer] = place_orders([wish(shop, (last, 1))])
            return answer.refusal if isinstance(answer, Refused) else answer

        answers = at_once([together, alone] * 100)
        kinds = Counter(type(answer) for answer in answers)
        assert kinds == {Placed: 1, SoldOut: 199}
        assert {answer.facts["left"] for answer in answers if isinstance(answer, SoldOut)} == {0}
        assert stock_of(shop, last)[:2] == (1, 1)
    assert counted(shop, "orders_order") == times


@rounds(120, 1000)
def test_reversed_carts_over_hot_shelves_meet_no_deadlock_and_sell_what_there_is(committed, shop, times):
    print("seed", SEED)
    lots = random.Random(SEED)
    shelf = [put_on_shelf(shop, name=f"Kopi {number}", stock=times // 8) for number in range(10)]
    carts = []
    for _ in range(times):
        cart = [(each, lots.randint(1, 3)) for each in lots.sample(shelf, lots.randint(2, 6))]
        carts.append(sorted(cart, reverse=lots.random() < 0.5))
    drafts = [wish(shop, *cart) for cart in carts]
    answers = at_once([lambda draft=draft: place_orders([draft])[0] for draft in drafts])
    assert {type(answer) for answer in answers} <= {Placed, Refused}
    sold: Counter[UUID] = Counter()
    for cart, answer in zip(carts, answers, strict=True):
        if isinstance(answer, Placed):
            sold.update(dict(cart))
    assert {each: stock_of(shop, each)[1] for each in shelf} == {each: sold[each] for each in shelf}
    assert all(sold[each] <= times // 8 for each in shelf)
    assert any(isinstance(answer, Refused) for answer in answers)


@rounds(40, 400)
def test_owners_and_buyers_who_move_the_same_things_meet_no_deadlock(committed, shop, times):
    """Placing locks stock; cancelling and handing over lock payments, orders, then stock: nobody waits in a circle."""
    print("seed", SEED)
    lots = random.Random(SEED)
    shelf = [put_on_shelf(shop, name=f"Teh {number}", stock=10_000, unit_cost=1_000) for number in range(4)]
    placed = place_orders([wish(shop, *[(each, 1) for each in lots.sample(shelf, 3)]) for _ in range(2 * times)])
    accept_orders(shop.id, [order.order_id for order in placed], by="owner:1")
    ids = [order.order_id for order in placed]
    pairs = zip(ids[: times // 2], ids[times // 2 : times], strict=True)
    jobs = [lambda pair=pair: cancel_orders(shop.id, pair, by="owner:1") for pair in pairs]
    jobs += [lambda each=each: hand_over_orders(shop.id, [each], by="owner:1", paid_cash=True) for each in ids[times:]]
    jobs += [lambda: place_orders([wish(shop, *[(each, 1) for each in lots.sample(shelf, 4)])])] * times
    jobs += [expire_orders] * 10
    lots.shuffle(jobs)
    answers = at_once(jobs, threads=12)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    moved = sum(stock_of(shop, each)[0] for each in shelf)
    assert moved == 4 * 10_000 - 3 * times
    assert sum(stock_of(shop, each)[1] for each in shelf) == 4 * times


@rounds(3, 60)
def test_one_key_with_two_bodies_meets_no_deadlock_and_fails_no_neighbour(committed, shop, other_shop, times):
    """Batches in which a key comes with one product, then with another: as two processes of a web server gather them."""
    shelf = [put_on_shelf(shop, name=f"Roti {number}", stock=10_000) for number in range(2)]
    theirs = put_on_shelf(other_shop, stock=10_000)
    for number in range(times):

        def batch(turn: int, number=number):
            one, other = shelf[turn % 2], shelf[(turn + 1) % 2]
            keys = [f"dua-{number}-{each}" for each in range(3)]
            drafts = [wish(shop, (product, 1), key=key) for key in keys for product in (one, other)]
            return place_orders([*drafts, wish(other_shop, (theirs, 1))])

        answers = at_once([partial(batch, turn) for turn in range(24)])
        assert [answer for answer in answers if isinstance(answer, Exception)] == []
        refused = [each.refusal for answer in answers for each in answer if isinstance(each, Refused)]
        assert {type(each) for each in refused} == {KeyReused}
        assert counted(shop, "orders_order") == 3 * (number + 1)
        assert counted(other_shop, "orders_order") == 24 * (number + 1)


def test_a_draft_that_the_database_cannot_take_fails_alone(committed, shop, caplog):
    with psycopg.connect(OWNER) as owner:
        owner.execute("alter table orders_order add constraint racun check (buyer_name <> 'Racun')")
    try:
        kopi = put_on_shelf(shop, stock=100)
        names = ["Sri", "Budi", "Racun", "Tini", "Joko"]
        answers = place_orders([wish(shop, (kopi, 1), buyer_name=name) for name in names])
        assert [type(answer) for answer in answers] == [Placed, Placed, Refused, Placed, Placed]
        assert isinstance(answers[2], Refused) and isinstance(answers[2].refusal, NotPlaced)
        assert "an order could not be placed" in caplog.text
        assert stock_of(shop, kopi)[:2] == (100, 4)
        with pytest.raises(IntegrityError):
            place_orders([wish(shop, (kopi, 1), buyer_name="Racun")])
    finally:
        with psycopg.connect(OWNER) as owner:
            owner.execute("alter table orders_order drop constraint racun")


@rounds(2, 200)
def test_the_same_key_fifty_times_at_once_is_one_order_and_fifty_equal_answers(committed, shop, times):
    for number in range(times):
        kopi = put_on_shelf(shop, stock=3)
        body = {
            "buyer": {"name": "Sri", "phone": "0812 3456 7899"},
            "fulfilment": "pickup",
            "payment": "cash",
            "lines": [{"product": str(kopi), "quantity": 2}],
        }

        def post(body=body, key=f"sama-{number}"):
            url = f"/api/v1/shops/{shop.slug}/orders"
            return Client().post(url, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key})

        answers = at_once([post] * 50)
        assert Counter(answer.status_code for answer in answers) == {201: 1, 200: 49}
        assert len({answer.content for answer in answers}) == 1
        assert counted(shop, "orders_order") == number + 1
        assert stock_of(shop, kopi)[:2] == (3, 2)
        other = body | {"lines": [{"product": str(kopi), "quantity": 1}]}
        assert {answer.status_code for answer in at_once([lambda other=other, post=post: post(other)] * 5)} == {422}
        assert stock_of(shop, kopi)[1] == 2


@rounds(2, 200)
def test_the_same_key_with_two_bodies_at_once_is_one_order_and_one_refusal(committed, shop, times):
    for number in range(times):
        kopi = put_on_shelf(shop, stock=9)
        key = f"dua-{number}"

        def order(quantity, kopi=kopi, key=key):
            return buy(shop, kopi, key=key, quantity=quantity)

        answers = at_once([partial(order, quantity) for quantity in (1, 2) * 6])
        placed = {answer.order_id for answer in answers if isinstance(answer, Placed)}
        refused = {getattr(answer, "code", answer) for answer in answers if not isinstance(answer, Placed)}
        assert (len(placed), refused) == (1, {"key_reused"})
        assert sum(isinstance(answer, Placed) for answer in answers) == 6


@rounds(15, 1000)
def test_money_that_comes_as_the_order_expires_keeps_it_or_is_shown_for_review(committed, shop, times):
    kopi = put_on_shelf(shop, stock=times, price=15_000)
    ends: Counter[str] = Counter()
    for _ in range(times):
        order, payment_id = late_order(shop, kopi)
        heard, expired = at_once([lambda paid=payment_id: settle_payments([notice(paid, 15_000)])[0], expire_orders])
        assert not isinstance(heard, Exception), heard
        assert not isinstance(expired, Exception), expired
        ends[how_it_ended(shop, order.order_id, payment_id)] += 1
    assert set(ends) <= {"kept", "to review"}
    assert stock_of(shop, kopi)[1] == ends["kept"]
    books = balances(shop)
    assert -books.get(accounts.DEPOSITS, 0) == 15_000 * ends["kept"]
    assert -books.get(accounts.SUSPENSE, 0) == 15_000 * ends["to review"]
    assert books[accounts.QRIS_CLEARING] == 15_000 * times
    print(dict(ends))


@rounds(8, 300)
def test_money_that_comes_as_the_goods_leave_is_booked_once_whichever_is_first(committed, shop, times):
    kopi = put_on_shelf(shop, stock=times, price=15_000, unit_cost=9_000)
    for _ in range(times):
        order, payment_id = late_order(shop, kopi)
        accept_orders(shop.id, [order.order_id], by="owner:1")
        answers = at_once(
            [
                lambda paid=payment_id: settle_payments([notice(paid, 15_000)]),
                lambda given=order.order_id: hand_over_orders(shop.id, [given], by="owner:1"),
            ]
        )
        assert [answer for answer in answers if isinstance(answer, Exception)] == []
    books = balances(shop)
    assert books.get(accounts.DEPOSITS, 0) == books.get(accounts.RECEIVABLE, 0) == 0
    assert (-books[accounts.SALES], books[accounts.COGS]) == (15_000 * times, 9_000 * times)
    assert stock_of(shop, kopi) == (0, 0, 0)


def late_order(shop, product_id: UUID) -> tuple[Placed, UUID]:
    """An order paid by QRIS at the pretend acquirer whose time is over, and its payment."""
    assert product(shop.id, product_id)
    ago = clock.now() - timedelta(hours=3)
    [order] = place_orders([wish(shop, (product_id, 1), method="qris", provider="pretend", placed_at=ago)])
    with in_business(shop.id):
        [(payment_id,)] = fetch("select id from payments_payment where order_id = %s", (order.order_id,))
    return order, payment_id


def how_it_ended(shop, order_id: UUID, payment_id: UUID) -> str:
    with in_business(shop.id):
        [(state,)] = fetch("select state from orders_order where id = %s", (order_id,))
        [(status,)] = fetch("select status from payments_payment where id = %s", (payment_id,))
        outcomes = [row[0] for row in fetch("select outcome from payments_notice where payment_id = %s", (payment_id,))]
    known = {("placed", "settled", "settled"): "kept", ("expired", "cancelled", "cancelled"): "to review"}
    return known.get((state, status, *outcomes), f"silent: {state}, {status}, {outcomes}")


@rounds(2, 30)
def test_pieces_that_come_back_at_the_same_moment_are_never_more_than_left(committed, shop, times):
    for _ in range(times):
        keripik = put_on_shelf(shop, stock=7, unit_cost=9_000)
        variant = product(shop.id, keripik).variant_id
        [order] = place_orders([wish(shop, (keripik, 7))])
        accept_orders(shop.id, [order.order_id], by="owner:1")
        hand_over_orders(shop.id, [order.order_id], by="owner:1", paid_cash=True)

        def one_person(number, order=order, variant=variant):
            what = Return(amount=1_000, key=f"k{number}", pieces={variant: 2})
            refund_order(shop.id, order.order_id, by="owner:1", what=what)

        answers = at_once([partial(one_person, number % 10) for number in range(20)])
        assert {type(answer) for answer in answers} == {type(None), NotSoManyOut}
        assert stock_of(shop, keripik) == (6, 0, 54_000)
    assert counted(shop, "payments_refund") == 3 * times
    assert [check for check in verify().checks if check.wrong] == []
