"""Orders that end early: cancelled, expired, refunded."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import record_entries
from sekoci.catalog.actions import Move, give_back, lock_stock, move_stock
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.orders.actions.booking import Sale, restock_entry
from sekoci.orders.actions.moving import lines_of, write_state
from sekoci.orders.actions.states import lock_orders, still_to_move
from sekoci.payments.actions import cancel_payments, lock_payments_of, refund_payment
from sekoci.registry.queries import zones_of

BATCH = 500
GONE = ("handed_over", "sent", "completed")


class NotRefundable(Refusal):
    code, status = "not_refundable", 409
    id = "Pesanan {order} belum dibayar atau belum diserahkan. Batalkan saja."
    en = "Order {order} is not paid or not handed over yet. Cancel it instead."


def cancel_orders(business_id: int, order_ids: Sequence[UUID], *, by: str, reason: str = "", refund_from: str = "cash") -> None:
    """End orders before the goods leave: pieces go back on sale, money that came is given back from `cash` or `bank`."""
    at = clock.now()
    reason = clean_line(reason, most=200, field="reason")
    with in_business(business_id):
        payments = cancel_payments(order_ids)
        ending = still_to_move(lock_orders(order_ids), order_ids, "cancelled")
        _release(business_id, ending, at)
        for order_id in ending:
            if (payment := payments.get(order_id)) and payment.kept:
                key = f"cancel:{payment.payment_id}"
                refund_payment(
                    business_id, payment.payment_id, payment.kept, key=key, paid_from=refund_from, by=by, reason=reason
                )
        write_state(ending, "cancelled", by=by, at=at, note=reason)


def refund_order(business_id: int, order_id: UUID, *, by: str, reason: str = "", paid_from: str = "cash") -> None:
    """Take back what was handed over or sent, whole: the money from `cash` or `bank`, the goods onto the shelf at their cost."""
    at = clock.now()
    with in_business(business_id):
        payment = lock_payments_of([order_id]).get(order_id)
        order = lock_orders([order_id]).get(order_id)
        if order is None or payment is None:
            raise NotFound()
        if not payment.kept or order.state not in GONE:
            raise NotRefundable(order=order.code)
        cost = give_back(business_id, order_id, {line.variant_id for line in lines_of([order_id])}, at=at)
        key = f"refund:{payment.payment_id}"
        refund_payment(business_id, payment.payment_id, payment.kept, key=key, paid_from=paid_from, by=by, reason=reason)
        sale = Sale(business_id, order_id, order.code, order.total, order.delivery_fee, cost)
        record_entries([restock_entry(sale, at=at, zone=zones_of({business_id})[business_id])])


def expire_orders() -> int:
    """End unpaid orders nobody accepted in time, of all businesses; how many. Money that came first keeps its order."""
    at = clock.now()
    with across_businesses():
        due = fetch(
            "select business_id, id from orders_order where state = 'placed' and expires_at < %s order by expires_at limit %s",
            (at, BATCH),
        )
    expired = 0
    for business_id in sorted({row[0] for row in due}):
        expired += _expire(business_id, [row[1] for row in due if row[0] == business_id], at)
    return expired


def _expire(business_id: int, order_ids: list[UUID], at: datetime) -> int:
    with in_business(business_id):
        payments = lock_payments_of(order_ids)
        orders = lock_orders(order_ids)
        late = [
            key
            for key, order in orders.items()
            if order.state == "placed" and (key not in payments or payments[key].status == "waiting")
        ]
        _release(business_id, late, at)
        cancel_payments(late)
        write_state(late, "expired", by="clock", at=at)
        return len(late)


def _release(business_id: int, order_ids: Sequence[UUID], at: datetime) -> None:
    lines = lines_of(order_ids)
    lock_stock({line.variant_id for line in lines})
    move_stock([Move(business_id, line.variant_id, "release", 0, -line.taken, 0, 0, line.order_id) for line in lines], at=at)
