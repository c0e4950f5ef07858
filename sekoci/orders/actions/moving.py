"""Moving orders on: accept, pack, hand over, send, complete. Set-based; one that may not move refuses the whole call, one that
is there already stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import record_new
from sekoci.catalog.actions import Move, lock_stock, move_stock
from sekoci.catalog.rules import cost_of
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.actions.booking import Sale, sale_entry
from sekoci.orders.actions.states import LockedOrder, lock_orders, still_to_move
from sekoci.orders.events import OrdersMoved
from sekoci.payments.actions import PaymentState, confirm_payments, lock_payments_of, mark_delivered
from sekoci.registry.queries import zones_of


class NotForDelivery(Refusal):
    code, status = "not_for_delivery", 409
    id = "Pesanan {order} diambil sendiri. Catat sebagai sudah diserahkan."
    en = "Order {order} is picked up by its buyer. Hand it over instead."


@dataclass(frozen=True)
class LockedLine:
    """What an order took from stock: pieces of one variant."""

    order_id: UUID
    variant_id: UUID
    taken: int


def accept_orders(business_id: int, order_ids: Sequence[UUID], *, by: str) -> None:
    """The owner will do it. From now on the order does not expire."""
    _move(business_id, order_ids, "accepted", by=by)


def pack_orders(business_id: int, order_ids: Sequence[UUID], *, by: str) -> None:
    """The goods are ready."""
    _move(business_id, order_ids, "packed", by=by)


def hand_over_orders(business_id: int, order_ids: Sequence[UUID], *, by: str, paid_cash: bool = False) -> None:
    """The buyer has the goods: stock leaves, revenue and cost post. Unpaid orders stand as the buyer's debt.

    `paid_cash`: the buyer paid on the spot whatever is still open. A paid order is completed at once.
    """
    _let_go(business_id, order_ids, "handed_over", by=by, paid_cash=paid_cash)


def send_orders(business_id: int, order_ids: Sequence[UUID], *, by: str) -> None:
    """The goods are on their way: stock leaves, revenue and cost post. Only orders to be delivered (NotForDelivery)."""
    _let_go(business_id, order_ids, "sent", by=by)


def complete_orders(business_id: int, order_ids: Sequence[UUID], *, by: str) -> None:
    """The buyer has the goods and nothing is open."""
    _move(business_id, order_ids, "completed", by=by)


def confirm_order_payments(business_id: int, order_ids: Sequence[UUID], *, by: str) -> None:
    """The owner saw the money. Orders that were handed over are completed by it."""
    with in_business(business_id):
        payments = lock_payments_of(order_ids)
        if set(order_ids) - set(payments):
            raise NotFound()
        confirm_payments(business_id, [payment.payment_id for payment in payments.values()], by=by)
        finish_paid_orders(order_ids, by=by)


def finish_paid_orders(order_ids: Sequence[UUID], *, by: str) -> None:
    """Complete those that were handed over: called when their money came. The others stay as they are."""
    rows = fetch(
        "select id from orders_order where id = any(%s) and state = 'handed_over' order by id for no key update",
        (list(order_ids),),
    )
    write_state([row[0] for row in rows], "completed", by=by, at=clock.now())


def lines_of(order_ids: Sequence[UUID]) -> list[LockedLine]:
    """What these orders took from stock; free amounts and shortages took nothing."""
    rows = fetch(
        "select order_id, variant_id, quantity - shortage from orders_orderline"
        " where order_id = any(%s) and variant_id is not null and quantity > shortage order by order_id, position",
        (list(order_ids),),
    )
    return [LockedLine(*row) for row in rows]


def write_state(order_ids: Sequence[UUID], state: str, *, by: str, at: datetime, note: str = "") -> None:
    """Set the state, write the step and announce it, for locked orders."""
    if not order_ids:
        return
    fetch(
        """
        with moved as (
            update orders_order set state = %s where id = any(%s) returning id, business_id
        )
        insert into orders_orderstep (id, business_id, order_id, state, at, by, note)
        select step.id, moved.business_id, moved.id, %s, %s, %s, %s
        from unnest(%s::uuid[], %s::uuid[]) as step (id, order_id) join moved on moved.id = step.order_id
        """,
        (state, list(order_ids), state, at, by, note, [new_id() for _ in order_ids], list(order_ids)),
    )
    announce(OrdersMoved([str(order_id) for order_id in order_ids], state))


def check_for_delivery(orders: Iterable[LockedOrder]) -> None:
    """NotForDelivery where a buyer comes for one of these."""
    for order in orders:
        if order.fulfilment != "delivery":
            raise NotForDelivery(order=order.code)


def _move(business_id: int, order_ids: Sequence[UUID], state: str, *, by: str) -> None:
    with in_business(business_id):
        moving = still_to_move(lock_orders(order_ids), order_ids, state)
        write_state(moving, state, by=by, at=clock.now())


def _let_go(business_id: int, order_ids: Sequence[UUID], state: str, *, by: str, paid_cash: bool = False) -> None:
    at = clock.now()
    with in_business(business_id):
        payments = mark_delivered(order_ids)
        orders = lock_orders(order_ids)
        moving = still_to_move(orders, order_ids, state)
        if state == "sent":
            check_for_delivery([orders[key] for key in moving])
        costs = _take_for_good(business_id, moving, at)
        zone = zones_of({business_id})[business_id]
        record_new([sale_entry(_sale(business_id, orders[key], payments, costs), at=at, zone=zone) for key in moving])
        write_state(moving, state, by=by, at=at)
        paid = {key for key, payment in payments.items() if payment.status == "settled"}
        if paid_cash:
            waiting = {key: payment.payment_id for key, payment in payments.items() if payment.status == "waiting"}
            confirm_payments(business_id, list(waiting.values()), by=by, paid_with="cash")
            paid |= set(waiting)
        if state == "handed_over":
            handed_over = {*moving, *(key for key in orders if orders[key].state == "handed_over")}
            write_state([key for key in orders if key in paid & handed_over], "completed", by=by, at=at)


def _sale(business_id: int, order: LockedOrder, payments: Mapping[UUID, PaymentState], costs: Mapping[UUID, int]) -> Sale:
    payment = payments[order.id]
    paid = payment.amount if payment.status in ("settled", "refunded") else 0
    return Sale(
        business_id,
        order.id,
        order.code,
        order.total,
        order.delivery_fee,
        costs.get(order.id, 0),
        kept=payment.held,
        returned=paid - payment.held,
        discount=order.discount,
    )


def _take_for_good(business_id: int, order_ids: Sequence[UUID], at: datetime) -> dict[UUID, int]:
    """Turn what was reserved into sold; what it cost, by order."""
    lines = lines_of(order_ids)
    stock = {key: [row.on_hand, row.value] for key, row in lock_stock({line.variant_id for line in lines}).items()}
    costs: dict[UUID, int] = {}
    moves = []
    for line in lines:
        on_hand, value = stock[line.variant_id]
        part = cost_of(line.taken, on_hand=on_hand, value=value)
        stock[line.variant_id] = [on_hand - line.taken, value - part]
        costs[line.order_id] = costs.get(line.order_id, 0) + part
        each = round(part / line.taken)
        moves.append(Move(business_id, line.variant_id, "sale", -line.taken, -line.taken, -part, each, line.order_id))
    move_stock(moves, at=at)
    return costs
