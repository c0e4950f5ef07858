"""Discounts in the life of an order: what is charged, what the books say, what comes back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sekoci.books.queries import money_between
from sekoci.catalog.actions import DiscountDraft, make_discount, stop_discount
from sekoci.catalog.queries import my_discount
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    Return,
    accept_orders,
    cancel_orders,
    expire_orders,
    hand_over_orders,
    place_orders,
    refund_order,
    undo_sale,
)
from sekoci.orders.queries import LineView, order_of
from sekoci.orders.rules import DiscountChanged, LineDraft, Placed, Refused, Repriced, TooMuchOff
from sekoci.orders.tests.people import balances, put_on_shelf, wish
from sekoci.payments.tests.test_witness import recomputed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = timedelta(days=1)
ME = "owner:1"
COUNTER = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "when_short": "keep_and_flag", "by": ME}


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


def promo(shop, product, **facts):
    return make_discount(shop.id, DiscountDraft(**{"kind": "price", "starts_at": NOON, "product_id": product} | facts))


def bundle(shop, product, buy=3, pay=2, **facts):
    return promo(shop, product, kind="bundle", buy=buy, pay=pay, **facts)


def voucher(shop, code="LEBARAN10", **facts):
    worth = {} if "percent" in facts else {"amount": 10_000}
    return make_discount(shop.id, DiscountDraft(**{"kind": "voucher", "starts_at": NOON, "code": code} | worth | facts))


def place(shop, *lines, **facts):
    [answer] = place_orders([wish(shop, *lines, **facts)])
    return answer


def refusal(answer):
    assert isinstance(answer, Refused)
    return answer.refusal.code


def is_sound():
    return [check.wrong for check in verify().checks if check.wrong] == []


def test_the_price_for_a_time_is_charged_while_it_lasts_and_the_order_says_so(shop):
    keripik = put_on_shelf(shop)
    promo(shop, keripik, amount=12_000, ends_at=NOON + DAY)
    order = order_of(shop.id, place(shop, (keripik, 2)).order_id)
    assert (order.total, order.discount) == (24_000, 0)
    assert order.discounts == [{"kind": "price", "name": "Keripik tempe", "before": 15_000, "now": 12_000}]
    with clock.frozen(NOON + DAY):
        assert place(shop, (keripik, 2)).total == 30_000


def test_a_price_that_ended_after_it_was_shown_is_asked_about_and_never_charged(shop):
    keripik = put_on_shelf(shop)
    promo(shop, keripik, amount=12_000, ends_at=NOON + DAY)
    draft = replace(wish(shop), lines=(LineDraft(1, product_id=keripik, expected_price=12_000),))
    with clock.frozen(NOON + DAY):
        [answer] = place_orders([draft])
    assert isinstance(answer, Refused)
    assert isinstance(answer.refusal, Repriced)


def test_a_bundle_that_ended_after_it_was_shown_is_asked_about(shop):
    keripik = put_on_shelf(shop)
    stop = bundle(shop, keripik)
    assert place(shop, (keripik, 3), expected_discount=15_000).total == 30_000
    stop_discount(shop.id, stop)
    answer = place(shop, (keripik, 3), expected_discount=15_000)
    assert isinstance(answer, Refused)
    assert isinstance(answer.refusal, DiscountChanged)
    assert answer.refusal.facts == {"before": "15.000", "now": "0"}


def test_a_sale_that_happened_earlier_keeps_the_discounts_of_its_moment(shop):
    keripik = put_on_shelf(shop)
    promo(shop, keripik, amount=12_000, ends_at=NOON + DAY)
    bundle(shop, keripik, ends_at=NOON + DAY)
    with clock.frozen(NOON + 2 * DAY):
        then, now = place_orders(
            [wish(shop, (keripik, 3), placed_at=NOON + DAY / 2, **COUNTER), wish(shop, (keripik, 3), **COUNTER)]
        )
    assert (then.total, now.total) == (24_000, 45_000)


def test_the_books_show_the_full_price_and_what_was_taken_off_it(shop):
    keripik = put_on_shelf(shop)
    bundle(shop, keripik)
    voucher(shop, amount=None, percent=1_000)
    order = place(shop, (keripik, 3), voucher="lebaran 10", by_hand=500, **COUNTER)
    assert (order.total, order.discount) == (26_500, 18_500)
    books = balances(shop)
    assert (books["4-1100"], books["4-1800"], books["1-1100"]) == (-45_000, 18_500, 26_500)
    today = clock.day_in(shop.zone)
    assert money_between(shop.id, today, today).profit == 26_500 - 3 * 9_000
    assert is_sound()


def test_no_seller_takes_off_more_than_the_goods_cost(shop):
    answer = place(shop, (put_on_shelf(shop), 1), by_hand=15_001, **COUNTER)
    assert isinstance(answer, Refused)
    assert isinstance(answer.refusal, TooMuchOff)
    assert place(shop, (put_on_shelf(shop), 1), by_hand=15_000, **COUNTER).total == 0


def test_a_voucher_is_taken_by_the_order_and_given_back_when_it_ends(shop):
    keripik = put_on_shelf(shop, stock=50)
    mine = voucher(shop, most_uses=2, per_phone=1)
    used = lambda: my_discount(shop.id, mine).used  # noqa: E731
    first = place(shop, (keripik, 1), voucher="LEBARAN10")
    assert (first.total, used()) == (5_000, 1)
    assert refusal(place(shop, (keripik, 1), voucher="LEBARAN10")) == "voucher_used"
    cancel_orders(shop.id, [first.order_id], by=ME)
    cancel_orders(shop.id, [first.order_id], by=ME)
    assert used() == 0
    again = place(shop, (keripik, 1), voucher="LEBARAN10")
    sale, refused = (
        place_orders([replace(wish(shop, (keripik, 1), voucher="LEBARAN10", **COUNTER), buyer_phone="")])[0] for _ in range(2)
    )
    assert refusal(refused) == "voucher_used_up"
    undo_sale(shop.id, sale.order_id, by=ME)
    with clock.frozen(NOON + 3 * DAY):
        assert expire_orders() == 1
    assert (used(), order_of(shop.id, again.order_id).state) == (0, "expired")
    assert is_sound()


def test_an_order_that_a_voucher_pays_whole_is_placed_brought_and_called_off_like_any_other(shop):
    keripik = put_on_shelf(shop, stock=50)
    mine = voucher(shop, code="GRATIS", percent=10_000)
    free, gone = (place(shop, (keripik, 2), voucher="GRATIS") for _ in range(2))
    assert (free.total, order_of(shop.id, free.order_id).payment.status) == (0, "settled")
    cancel_orders(shop.id, [gone.order_id], by=ME)
    accept_orders(shop.id, [free.order_id], by=ME)
    hand_over_orders(shop.id, [free.order_id], by=ME)
    assert my_discount(shop.id, mine).used == 1
    books = balances(shop)
    assert (books["4-1100"], books["4-1800"], books["5-1100"]) == (-30_000, 30_000, 2 * 9_000)
    assert is_sound()


def test_a_refused_or_repeated_order_takes_no_voucher(shop):
    keripik = put_on_shelf(shop, stock=1)
    mine = voucher(shop, minimum=20_000)
    assert refusal(place(shop, (keripik, 2), voucher="LEBARAN10")) == "not_enough_stock"
    assert refusal(place(shop, (keripik, 1), voucher="LEBARAN10")) == "voucher_minimum"
    assert refusal(place(shop, (keripik, 1), voucher="LEBARAN11")) == "voucher_unknown"
    kopi = put_on_shelf(shop)
    draft = wish(shop, (kopi, 2), voucher="LEBARAN10", key="sekali")
    [first], [second] = place_orders([draft]), place_orders([draft])
    assert (first.order_id, first.total, second.repeated, second.discount) == (second.order_id, 20_000, True, 10_000)
    assert refusal(place(shop, (kopi, 2), key="sekali")) == "key_reused"
    assert my_discount(shop.id, mine).used == 1


def test_costs_no_statement_more_and_with_vouchers_one(shop):
    keripik = put_on_shelf(shop, stock=200)
    promo(shop, keripik, amount=12_000)
    bundle(shop, keripik)
    voucher(shop)
    place(shop, (keripik, 1))
    seen = []
    for code in ("", "LEBARAN10"):
        for many in (1, 20):
            drafts = [wish(shop, (keripik, 3), voucher=code, at_shop=True, fulfilment="pickup") for _ in range(many)]
            with counted() as statements:
                assert all(isinstance(each, Placed) for each in place_orders(drafts))
            seen.append(len(statements))
    assert seen[0] == seen[1]
    assert seen[2] == seen[3] == seen[0] + 1


@given(
    st.integers(1, 200_000),
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(1, 9), max_size=9))),
    st.data(),
)
def test_pieces_that_come_back_in_any_parts_are_worth_what_was_paid_for_them(price, pieces, data):
    quantity, parts = pieces
    line = LineView(None, None, "Kopi", "pcs", price, quantity, 0, data.draw(st.integers(0, price * quantity)))
    given_back = done = 0
    for part in [*parts, quantity]:
        part = min(part, quantity - done)
        given_back += line.paid_for(part, after=done)
        done += part
    assert given_back == line.total - line.discount


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=st.lists(st.tuples(st.integers(1, 7), st.integers(1_001, 30_000)), min_size=1, max_size=3),
    off=st.tuples(st.booleans(), st.sampled_from([None, 333, 6_667]), st.integers(0, 700)),
    parts=st.lists(st.integers(1, 20_000), max_size=4),
    counter=st.booleans(),
)
def test_an_accountants_program_finds_every_rupiah_of_discounted_sales_and_their_refunds(shop, owner, lines, off, parts, counter):
    has_bundle, percent, by_hand = off
    goods = [(put_on_shelf(shop, price=price, stock=9, unit_cost=700), pieces) for pieces, price in lines]
    if has_bundle:
        bundle(shop, goods[0][0], buy=2, pay=1)
    facts = {"by_hand": by_hand} | (COUNTER if counter else {})
    if percent:
        made = voucher(shop, code=f"KODE{new_id().hex[-12:]}", percent=percent)
        facts["voucher"] = my_discount(shop.id, made).code
    order = place(shop, *goods, **facts)
    assert order.total + order.discount == sum(pieces * price for pieces, price in lines)
    if not counter:
        accept_orders(shop.id, [order.order_id], by=ME)
        hand_over_orders(shop.id, [order.order_id], by=ME, paid_cash=True)
    left = order.total
    for number, part in enumerate(parts):
        if 0 < part < left:
            refund_order(shop.id, order.order_id, by=ME, what=Return(part, goods_back=False, key=f"{number}"))
            left -= part
    if order.total:
        refund_order(shop.id, order.order_id, by=ME)
    today = clock.day_in(shop.zone)
    said = money_between(shop.id, today, today)
    assert said.balances["1-1100"] == 0
    assert said.profit == 0
    browser = Client()
    browser.force_login(owner.person)
    journal = browser.get(f"/kelola/{shop.slug}/uang/buku/unduh?masa=bulan")
    assert recomputed(journal.content.decode("utf-8-sig")) == said.balances
    assert is_sound()
