"""Reads about orders: one for its buyer, lists for the owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sekoci.catalog.queries import UnknownCursor
from sekoci.kit import clock
from sekoci.kit.clock import day_in
from sekoci.kit.persons import Beside
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.rules import Bill, bill_of, business_of_token
from sekoci.payments.queries import OWED, PaymentView, payments_of


@dataclass(frozen=True)
class LineView:
    """A line as it was ordered; money in rupiah."""

    product_id: UUID | None
    variant_id: UUID | None
    name: str
    unit: str
    unit_price: int
    quantity: int
    shortage: int
    discount: int = 0

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    def paid_for(self, pieces: int, *, after: int = 0) -> int:
        """What so many pieces really cost, rupiah, once `after` others came back: all of them together cost all of the line."""
        paid = self.total - self.discount
        return paid * (after + pieces) // self.quantity - paid * after // self.quantity


@dataclass(frozen=True)
class StepView:
    """A step of the timeline: the state, when (UTC), by whom, and why."""

    state: str
    at: datetime
    by: str
    note: str


@dataclass(frozen=True)
class OrderView:
    """An order whole: its facts, lines, timeline and payment."""

    id: UUID
    business_id: int
    code: str
    token: str
    source: str
    state: str
    buyer_name: str
    buyer_phone: str
    fulfilment: str
    address: str
    area_code: str
    note: str
    delivery_fee: int
    total: int
    placed_at: datetime
    expires_at: datetime | None
    needs_attention: str
    way_in: str
    discount: int
    discounts: list[dict[str, Any]] | None
    lines: tuple[LineView, ...]
    steps: tuple[StepView, ...]
    payment: PaymentView | None

    @property
    def bill(self) -> Bill[LineView]:
        """How the total comes about: what was taken off which line, and off all of them."""
        return bill_of(self.lines, self.discounts or [])

    @property
    def left(self) -> int:
        """Rupiah that were paid and not given back."""
        paid = self.payment if self.payment and self.payment.status == "settled" else None
        return paid.left if paid else 0

    def is_fresh_sale(self, *, zone: str, at: datetime) -> bool:
        """Whether it was sold at the counter on this very day and nothing was given back: a wrong tap may be undone."""
        paid = self.payment
        if self.source != "counter" or self.state != "completed" or not paid or not paid.settled_at:
            return False
        return paid.status == "settled" and paid.amount == self.left and day_in(zone, paid.settled_at) == day_in(zone, at)


@dataclass(frozen=True)
class OrderPage:
    """Some orders, newest first, and the cursor of the next page; None when there are no more."""

    items: list[OrderView]
    next: str | None


COLUMNS = (
    "id, business_id, code, token, source, state, buyer_name, buyer_phone, fulfilment, address, area_code, note, delivery_fee,"
    " total, placed_at, expires_at, needs_attention, way_in, discount, discounts::json"
)


BUYER_PHONE = COLUMNS.split(", ").index("buyer_phone")
LINES = (
    "select order_id, product_id, variant_id, name, unit, unit_price, quantity, shortage, discount from orders_orderline"
    " where order_id = any(%s) order by order_id, position"
)
STEPS = "select order_id, state, at, by, note from orders_orderstep where order_id = any(%s) order by id"


def order_by_token(token: str) -> OrderView | None:
    """The buyer's order: for whoever holds its token. Four statements."""
    business_id = business_of_token(token)
    if business_id is None:
        return None
    with in_business(business_id):
        return _one(f"select {COLUMNS} from orders_order where token = %s", (token,))  # noqa: S608  columns are ours


def order_by_key(business_id: int, source: str, key: str) -> OrderView | None:
    """The order that this source named by this key, if it ever came."""
    with in_business(business_id):
        return _one(f"select {COLUMNS} from orders_order where source = %s and source_key = %s", (source, key))  # noqa: S608  ours


def orders_across(order_ids: Sequence[UUID]) -> list[OrderView]:
    """Orders of whatever business: for handlers, inside `across_businesses`."""
    return _whole(fetch(f"select {COLUMNS} from orders_order where id = any(%s) order by id", (list(order_ids),)))  # noqa: S608  ours


def businesses_of_orders(order_ids: Sequence[UUID]) -> set[int]:
    """Whose orders these are: for handlers, inside `across_businesses`."""
    return {row[0] for row in fetch("select distinct business_id from orders_order where id = any(%s)", (list(order_ids),))}


def ended_by_buyers(order_ids: Sequence[UUID]) -> list[UUID]:
    """Those of these orders that their buyers cancelled: for handlers, inside `across_businesses`."""
    cancelled = "select order_id from orders_orderstep where order_id = any(%s) and state = 'cancelled' and by = 'buyer'"
    return [order_id for (order_id,) in fetch(cancelled, (list(order_ids),))]


def order_of(business_id: int, order_id: UUID) -> OrderView | None:
    """One order of a business."""
    with in_business(business_id):
        return _one(f"select {COLUMNS} from orders_order where id = %s", (order_id,))  # noqa: S608  columns are ours


SHORT = "needs_attention = 'short_stock' and state not in ('cancelled', 'expired') and placed_at > %s"
SHORT_FOR = timedelta(days=2)
"""How long the owner is told that more was sold than was there: until the shelf was looked at, as a rule."""


def orders_of(
    business_id: int,
    *,
    states: Sequence[str] = (),
    owed: bool = False,
    short: bool = False,
    fulfilment: str = "",
    search: str = "",
    oldest_first: bool = False,
    urgent_first: bool = False,
    cursor: str | None = None,
    limit: int = 30,
    shown_by: Beside | None = None,
) -> OrderPage:
    """A business's orders, by state, found by code, buyer's name or phone, without their timelines.

    `owed`: those whose goods went and whose money did not come, with the states or alone. `short`: those of the last days that
    sold more than was there. `urgent_first`: what is new before
    what is on its way, the oldest first; it has no next pages. `shown_by` notes whose orders a page shows. Three statements a
    page. A cursor that was never given out is refused (UnknownCursor).
    """
    conditions: list[str] = ["true"]
    values: list[Any] = []
    if states or owed:
        conditions.append(f"(state = any(%s) or id in ({OWED}))" if owed else "state = any(%s)")
        values.append(list(states))
    if short:
        conditions.append(SHORT)
        values.append(clock.now() - SHORT_FOR)
    if fulfilment:
        conditions.append("fulfilment = %s")
        values.append(fulfilment)
    if search:
        conditions.append("(code ilike %s or lower(buyer_name) like %s or buyer_phone like %s)")
        like = "%" + search.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        values += [like, like, like]
    if cursor:
        conditions.append(f"id {'>' if oldest_first else '<'} %s")
        values.append(_cursor(cursor))
    order = f"id {'asc' if oldest_first else 'desc'}"
    if urgent_first:
        order = "array_position(array['placed', 'accepted', 'packed']::text[], state::text), id"
    where = " and ".join(conditions)
    with in_business(business_id):
        rows = fetch(
            f"select {COLUMNS} from orders_order where {where} order by {order} limit %s",  # noqa: S608  ours
            (*values, limit + 1),
        )
        items = _whole(rows[:limit], with_steps=False, shown_by=shown_by)
    return OrderPage(items, str(items[-1].id) if len(rows) > limit else None)


def orders_of_buyer(business_id: int, phone: str, *, limit: int = 20) -> list[OrderView]:
    """What a phone ordered at a business, newest first, without timelines. Three statements."""
    with in_business(business_id):
        rows = fetch(
            f"select {COLUMNS} from orders_order where buyer_phone = %s order by placed_at desc, id desc limit %s",  # noqa: S608  ours
            (phone, limit),
        )
        return _whole(rows, with_steps=False)


def sold_by(business_id: int, by: str, *, since: datetime, until: datetime, most: int = 200) -> list[OrderView]:
    """What somebody sold over the counter between two moments, newest first, without timelines. Three statements."""
    with in_business(business_id):
        rows = fetch(
            f"select {COLUMNS} from orders_order sale where source = 'counter' and placed_at >= %s and placed_at < %s"  # noqa: S608  ours
            " and exists (select from orders_orderstep step"
            " where step.order_id = sale.id and step.by = %s and step.at = sale.placed_at)"
            " order by id desc limit %s",
            (since, until, by, most),
        )
        return _whole(rows, with_steps=False)


def _cursor(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UnknownCursor from None


def _one(statement: str, values: Sequence[Any]) -> OrderView | None:
    orders = _whole(fetch(statement, values))
    return orders[0] if orders else None


def _whole(rows: Sequence[tuple[Any, ...]], *, with_steps: bool = True, shown_by: Beside | None = None) -> list[OrderView]:
    """Orders with lines, steps and payments: one statement each, however many."""
    if not rows:
        return []
    ids = [row[0] for row in rows]
    noting, values = shown_by({row[BUYER_PHONE] for row in rows}) if shown_by else ("", [])
    lines: dict[UUID, list[LineView]] = {}
    for order_id, *line in fetch(noting + LINES, (*values, ids)):
        lines.setdefault(order_id, []).append(LineView(*line))
    steps: dict[UUID, list[StepView]] = {}
    for order_id, *step in fetch(STEPS, (ids,)) if with_steps else ():
        steps.setdefault(order_id, []).append(StepView(*step))
    payments = payments_of(ids)
    whole: list[OrderView] = []
    for row in rows:
        facts: list[Any] = [*row, tuple(lines.get(row[0], ())), tuple(steps.get(row[0], ())), payments.get(row[0])]
        whole.append(OrderView(*facts))
    return whole
