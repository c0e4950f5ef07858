"""Stock in every order of events: the moving average never drifts, nothing falls below zero, the books agree to the rupiah."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from sekoci.books.rules import INVENTORY
from sekoci.catalog import rules
from sekoci.catalog.actions import (
    BoughtLine,
    Move,
    ProductDraft,
    StillReserved,
    add_products,
    buy_in,
    correct_cost,
    correct_stock,
    lock_stock,
    move_stock,
)
from sekoci.catalog.queries import product
from sekoci.catalog.tests.people import a_shop, an_owner, balances
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

COSTS = some.integers(0, 10**6)
PIECES = some.integers(1, 60)


@given(value=some.integers(0, 10**12), on_hand=some.integers(1, 10**6), data=some.data())
def test_pieces_sold_one_part_after_another_cost_exactly_what_all_cost(value, on_hand, data):
    left, worth = on_hand, value
    while left:
        part = data.draw(some.integers(max(1, left // 3), left))
        cost = rules.cost_of(part, on_hand=left, value=worth)
        assert 0 <= cost <= worth
        assert abs(cost * left - worth * part) <= left
        left, worth = left - part, worth - cost
    assert worth == 0


class Shelf(RuleBasedStateMachine):
    """A shop with one product; `pieces`, `reserved` and `value` are what a careful owner would have written down."""

    def __init__(self) -> None:
        super().__init__()
        number = fetch("select count(*) from accounts_person")[0][0]
        self.shop = a_shop(an_owner(f"+628{number:010}"), f"Toko {number}")
        [identity] = add_products(self.shop.id, [ProductDraft("Kue", 5_000, stock=3, unit_cost=1_001)], by="o")
        self.variant = product(self.shop.id, identity).variant_id
        self.pieces, self.reserved, self.value, self.expensed = 3, 0, 3_003, 0

    def row(self) -> tuple[int, int, int]:
        with in_business(self.shop.id):
            return fetch("select on_hand, reserved, value from catalog_stock")[0]

    def move(self, kind: str, on_hand: int, reserved: int, value: int) -> None:
        with in_business(self.shop.id):
            lock_stock([self.variant])
            move_stock([Move(self.shop.id, self.variant, kind, on_hand, reserved, value, 0, new_id())], at=now())

    @rule(pieces=PIECES, cost=COSTS)
    def buy(self, pieces, cost):
        buy_in(self.shop.id, [BoughtLine(self.variant, pieces, cost)], paid_from="cash", by="o")
        self.pieces, self.value = self.pieces + pieces, self.value + pieces * cost

    @precondition(lambda self: self.pieces > self.reserved)
    @rule(data=some.data())
    def reserve(self, data):
        pieces = data.draw(some.integers(1, self.pieces - self.reserved))
        self.move("reserve", 0, pieces, 0)
        self.reserved += pieces

    @precondition(lambda self: self.reserved)
    @rule(data=some.data())
    def sell_what_is_reserved(self, data):
        pieces = data.draw(some.integers(1, self.reserved))
        on_hand, _, value = self.row()
        cost = rules.cost_of(pieces, on_hand=on_hand, value=value)
        self.move("sale", -pieces, -pieces, -cost)
        self.pieces, self.reserved = self.pieces - pieces, self.reserved - pieces
        self.value, self.expensed = self.value - cost, self.expensed + cost

    @precondition(lambda self: self.reserved)
    @rule()
    def release(self):
        self.move("release", 0, -self.reserved, 0)
        self.reserved = 0

    @rule(counted=some.integers(0, 80))
    def count(self, counted):
        if counted < self.reserved and counted != self.pieces:
            with pytest.raises(StillReserved):
                correct_stock(self.shop.id, self.variant, counted, reason="", by="o")
            return
        assert correct_stock(self.shop.id, self.variant, counted, reason="", by="o") == counted - self.pieces
        if counted == 0:
            assert self.row()[2] == 0
        self.pieces, self.value = counted, self.row()[2]

    @rule(cost=COSTS)
    def say_what_it_cost(self, cost):
        correct_cost(self.shop.id, self.variant, cost, by="o")
        self.value = self.pieces * cost

    @invariant()
    def stock_is_what_was_written_down_and_what_its_moves_add_up_to(self):
        on_hand, reserved, value = self.row()
        assert (on_hand, reserved, value) == (self.pieces, self.reserved, self.value)
        assert 0 <= reserved <= on_hand and value >= 0
        assert on_hand or not value
        with in_business(self.shop.id):
            sums = fetch("select sum(on_hand)::bigint, sum(reserved)::bigint, sum(value)::bigint from catalog_stockmove")
        assert sums == [(on_hand, reserved, value)]

    @invariant()
    def the_books_have_the_same_value(self):
        """What left with sales is posted by orders, which are not here: it is the whole difference."""
        assert balances(self.shop.id).get(INVENTORY, 0) - self.expensed == self.value


@pytest.mark.django_db
def test_a_stock_through_any_day_agrees_with_its_moves_and_the_books():
    run_state_machine_as_test(
        Shelf,
        settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]),
    )
