"""A purchase that was taken back leaves nothing behind, whatever happened while it was there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sekoci.books.actions import EntryDraft, Line, record_entries
from sekoci.books.rules import CASH, COGS, INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog import rules
from sekoci.catalog.actions import (
    BoughtLine,
    Move,
    ProductDraft,
    add_products,
    buy_in,
    correct_cost,
    correct_stock,
    give_back,
    lock_stock,
    move_stock,
    remove_product,
    restore_product,
    undo_purchase,
)
from sekoci.catalog.queries import product
from sekoci.catalog.rules import Shelf, Step
from sekoci.catalog.tests.people import a_shop, an_owner, balances, is_sound, stocks
from sekoci.kit.clock import day_in, now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

PIECES, COSTS = some.integers(1, 30), some.integers(0, 10**6)
HAPPENINGS = some.lists(
    some.one_of(
        some.tuples(some.just("buy"), PIECES, COSTS),
        some.tuples(some.just("sell"), PIECES),
        some.tuples(some.just("lose"), PIECES),
        some.tuples(some.just("find"), PIECES),
        some.tuples(some.just("say"), COSTS),
        some.tuples(some.just("return"), PIECES),
        some.tuples(some.just("remove")),
    ),
    max_size=6,
)


class Counter:
    """A shop with one product, and whoever stands in it; sales are booked here as orders would."""

    def __init__(self, name: str, *, stock: int = 10, cost: int = 3_000) -> None:
        number = fetch("select count(*) from accounts_person")[0][0]
        self.shop = a_shop(an_owner(f"+628{number:010}"), f"{name} {number}")
        [self.product] = add_products(self.shop.id, [ProductDraft("X", 10_000, stock=stock, unit_cost=cost)], by="o")
        self.variant = product(self.shop.id, self.product).variant_id
        self.sales = []

    @property
    def on_hand(self) -> int:
        return stocks(self.shop.id)[0][1]

    @property
    def value(self) -> int:
        return stocks(self.shop.id)[0][3]

    def book(self, line: Line) -> None:
        with in_business(self.shop.id):
            record_entries([EntryDraft(self.shop.id, "sale", str(new_id()), "", day_in("Asia/Jakarta"), now(), (line,))])

    def sell(self, pieces: int) -> None:
        with in_business(self.shop.id):
            row = lock_stock([self.variant])[self.variant]
            cost = rules.cost_of(pieces, on_hand=row.on_hand, value=row.value)
            order = new_id()
            each = rules.unit_cost(on_hand=row.on_hand, value=row.value)
            move_stock([Move(self.shop.id, self.variant, "sale", -pieces, 0, -cost, each, order)], at=now())
        self.book(Line(COGS, INVENTORY, cost))
        self.sales.append(order)

    def come_back(self, most: int | None = None) -> None:
        """So many pieces of the last sale, at most; all that are out without a number."""
        if self.sales:
            with in_business(self.shop.id):
                [(out,)] = fetch("select -sum(on_hand)::int from catalog_stockmove where reference = %s", (self.sales[-1],))
                pieces = min(most or out, out)
                back = give_back(self.shop.id, self.sales[-1], {self.variant: pieces}, at=now())[self.variant]
            self.book(Line(INVENTORY, COGS, back.cost))
            if pieces == out:
                self.sales.pop()

    def buy(self, pieces: int, cost: int):
        return buy_in(self.shop.id, [BoughtLine(self.variant, pieces, cost)], paid_from="cash", by="o")

    def undo(self, purchase) -> None:
        assert undo_purchase(self.shop.id, purchase, by="o")
        assert is_sound(self.shop.id)

    def count(self, difference: int) -> None:
        correct_stock(self.shop.id, self.variant, self.on_hand + difference, reason="", by="o")

    def say(self, cost: int) -> None:
        correct_cost(self.shop.id, self.variant, cost, by="o")

    def remove(self) -> None:
        remove_product(self.shop.id, self.product, by="o")
        restore_product(self.shop.id, self.product, by="o")

    def happens(self, what, *most: int, room: int) -> None:
        """`room`: how many pieces may go."""
        deeds = {"buy": self.buy, "say": self.say, "return": self.come_back, "remove": self.remove, "find": self.count}
        if what in deeds:
            deeds[what](*most)
        elif pieces := min(most[0], room):
            self.sell(pieces) if what == "sell" else self.count(-pieces)


@pytest.mark.django_db
def test_a_typing_error_sold_from_meanwhile_leaves_the_old_cost_and_the_true_profit():
    shop = Counter("Toko")
    typed = shop.buy(1, 300_000)
    shop.sell(1)
    shop.undo(typed)
    assert stocks(shop.shop.id) == [("", 9, 0, 27_000)]
    assert balances(shop.shop.id) == {CASH: 0, INVENTORY: 27_000, OWNER: -30_000, COGS: 3_000}


@pytest.mark.django_db
def test_each_account_gets_back_what_it_bore():
    shop = Counter("Toko")
    typed = shop.buy(10, 9_000)  # 6,000 each on average
    shop.sell(2)
    shop.count(-3)
    shop.say(5_000)
    shop.undo(typed)
    assert stocks(shop.shop.id) == [("", 5, 0, 25_000)]
    assert balances(shop.shop.id) == {CASH: 0, INVENTORY: 25_000, COGS: 6_000, SHRINKAGE: 9_000, OWNER: -30_000 - 10_000}


@pytest.mark.django_db
def test_goods_that_come_back_after_it_come_back_at_what_they_really_cost():
    shop = Counter("Toko")
    typed = shop.buy(10, 9_000)
    shop.sell(2)
    shop.come_back()
    shop.undo(typed)
    assert stocks(shop.shop.id) == [("", 10, 0, 30_000)]
    assert balances(shop.shop.id)[COGS] == 0


@pytest.mark.django_db
def test_goods_that_come_back_only_after_it_was_taken_back_cost_no_more_either():
    shop = Counter("Toko")
    typed = shop.buy(10, 9_000)
    shop.sell(2)
    shop.undo(typed)
    shop.come_back()
    assert stocks(shop.shop.id) == [("", 10, 0, 30_000)]
    assert balances(shop.shop.id)[COGS] == 0
    assert is_sound(shop.shop.id)


@pytest.mark.django_db
def test_two_typing_errors_are_taken_back_in_either_order():
    for first_first in (True, False):
        shop = Counter("Toko")
        both = [shop.buy(2, 50_000)]
        shop.sell(3)
        both.append(shop.buy(4, 700))
        shop.sell(2)
        for typed in both if first_first else reversed(both):
            shop.undo(typed)
            shop.sell(1)
        assert stocks(shop.shop.id) == [("", 3, 0, 9_000)]
        assert balances(shop.shop.id) == {CASH: 0, INVENTORY: 9_000, OWNER: -30_000, COGS: 21_000}


@pytest.mark.django_db
def test_what_was_sold_before_it_came_costs_what_came_later():
    shop = Counter("Toko", stock=2)
    typed = shop.buy(5, 90_000)
    shop.sell(6)
    shop.buy(10, 4_000)
    shop.undo(typed)
    assert stocks(shop.shop.id) == [("", 6, 0, 24_000)]
    assert balances(shop.shop.id)[COGS] == 2 * 3_000 + 4 * 4_000


@pytest.mark.django_db
def test_whatever_happens_meanwhile_it_ends_as_if_it_had_never_been_bought():
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(HAPPENINGS, HAPPENINGS, HAPPENINGS, some.tuples(PIECES, COSTS))
    def try_it(before, during, after, typed):
        with_it, without = Counter("Dengan"), Counter("Tanpa")
        for what in before:
            without.happens(*what, room=without.on_hand)
            with_it.happens(*what, room=with_it.on_hand)
        mistake = with_it.buy(*typed)
        for what in during:
            room = without.on_hand
            without.happens(*what, room=room)
            with_it.happens(*what, room=room)
        with_it.undo(mistake)
        for what in after:
            without.happens(*what, room=without.on_hand)
            with_it.happens(*what, room=with_it.on_hand)
        moves = len(before) + len(during) + len(after)
        assert with_it.on_hand == without.on_hand
        assert abs(with_it.value - without.value) <= moves  # a rupiah a move, by rounding
        is_, should_be = balances(with_it.shop.id), balances(without.shop.id)
        for account in (*is_, *should_be):
            assert abs(is_.get(account, 0) - should_be.get(account, 0)) <= moves, account

    try_it()


STEPS = some.lists(
    some.one_of(
        some.builds(lambda n, each: Step("came", n, worth=n * each, each=each), PIECES, COSTS),
        some.builds(lambda n: Step("went", n, account=COGS, reference=new_id()), PIECES),
        some.builds(lambda n: Step("found", n, account=SHRINKAGE), PIECES),
        some.builds(lambda each: Step("said", each=each, account=OWNER), COSTS),
    )
)


@given(STEPS, PIECES, COSTS)
def test_every_rupiah_that_came_is_on_the_shelf_or_in_a_cost_and_no_shelf_is_worth_less_than_nothing(steps, pieces, each):
    told = rules.replay(steps, Shelf(pieces, pieces * each, each))
    came = sum(step.worth for step in steps)
    assert told.value + sum(told.costs.values()) == pieces * each + came
    assert told.value >= 0 if told.on_hand > 0 else told.value <= 0
    assert told.on_hand or not told.value
