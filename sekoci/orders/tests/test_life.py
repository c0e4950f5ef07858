import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sekoci.catalog.queries import product
from sekoci.kit.errors import Refusal
from sekoci.operations.verify import verify
from sekoci.orders.actions import (
    Return,
    accept_orders,
    cancel_orders,
    complete_orders,
    confirm_order_payments,
    hand_over_orders,
    pack_orders,
    place_orders,
    refund_order,
    send_orders,
    undo_sale,
)
from sekoci.orders.tests.people import balances, put_on_shelf, stock_of, wish

pytestmark = pytest.mark.django_db
ME = "owner:1"
ACTS = [accept_orders, pack_orders, hand_over_orders, send_orders, complete_orders, confirm_order_payments, cancel_orders]


class Life(RuleBasedStateMachine):
    """Whatever an owner and buyers do in whatever order, stock and books agree with what the orders say."""

    shop = None

    def __init__(self):
        super().__init__()
        self.product = put_on_shelf(self.shop, stock=12, unit_cost=7_777, name=f"Keripik {id(self)}")
        self.variant = product(self.shop.id, self.product).variant_id
        self.orders = []

    @rule(quantity=st.integers(1, 5), counter=st.booleans(), way=st.sampled_from(["cash", "transfer"]))
    def buy(self, quantity, counter, way):
        facts = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "by": ME} if counter else {}
        [answer] = place_orders([wish(self.shop, (self.product, quantity), method=way, provider=way, **facts)])
        if hasattr(answer, "order_id"):
            self.orders.append(answer.order_id)

    @precondition(lambda self: self.orders)
    @rule(
        which=st.integers(0, 30),
        act=st.sampled_from(ACTS),
    )
    def go_on(self, which, act):
        try:
            act(self.shop.id, [self.orders[which % len(self.orders)]], by=ME)
        except Refusal:
            pass

    @precondition(lambda self: self.orders)
    @rule(
        which=st.integers(0, 30),
        amount=st.sampled_from([None, None, 0, 1, 5_000, 15_000]),
        goods_back=st.booleans(),
        pieces=st.sampled_from([None, None, 0, 1, 2, 5]),
    )
    def give_back(self, which, amount, goods_back, pieces):
        said = None if pieces is None else {self.variant: pieces}
        what = Return(amount=amount, goods_back=goods_back, pieces=said)
        try:
            refund_order(self.shop.id, self.orders[which % len(self.orders)], by=ME, what=what)
        except Refusal:
            pass

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 30))
    def wrong_tap(self, which):
        try:
            undo_sale(self.shop.id, self.orders[which % len(self.orders)], by=ME)
        except Refusal:
            pass

    @invariant()
    def nothing_is_lost(self):
        on_hand, reserved, value = stock_of(self.shop, self.product)
        assert 0 <= reserved <= on_hand
        assert value <= on_hand * 7_777
        assert value == on_hand * 7_777  # every piece cost the same, so the average never drifts
        assert sum(balances(self.shop).values()) == 0

    def teardown(self):
        from sekoci.kit.scope import in_business
        from sekoci.kit.sql import fetch

        with in_business(self.shop.id):
            open_pieces = fetch(
                "select coalesce(sum(l.quantity), 0)::bigint from orders_orderline l join orders_order o on o.id = l.order_id"
                " where l.product_id = %s and o.state in ('placed', 'accepted', 'packed')",
                (self.product,),
            )
            worth = fetch("select coalesce(sum(value), 0)::bigint from catalog_stock")
        assert open_pieces == [(stock_of(self.shop, self.product)[1],)]
        assert [check.wrong for check in verify().checks if check.wrong] == []
        assert worth == [(balances(self.shop).get("1-3100", 0),)]


def test_stock_and_books_agree_whatever_happens(shop):
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("LifeHere", (Life,), {"shop": shop})
    often = settings(max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=often)
