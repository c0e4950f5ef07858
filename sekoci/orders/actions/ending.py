"""Orders that end before the goods leave: cancelled, expired."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sekoci.catalog.actions import Move, give_vouchers_back, lock_stock, move_stock
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.orders.actions.moving import lines_of, write_state
from sekoci.orders.actions.states import LockedOrder, lock_orders, still_to_move
from sekoci.payments.actions import PaymentState, cancel_payments, lock_payments_of, refund_payment

BATCH = 500


def cancel_orders(
    business_id: int, order_ids: Sequence[UUID], *, by: str, reason: str = "", refund_from: str | None = None
) -> None:
    """End orders before the goods leave: pieces go back on sale, vouchers may be used again, money that came is given back from
    `cash` or `bank`, by default from where it lies."""
    at = clock.now()
    reason = clean_line(reason, most=200, field="reason")
    with in_business(business_id):
        payments = cancel_payments(order_ids)
        orders = lock_orders(order_ids)
        ending = still_to_move(orders, order_ids, "cancelled")
        _release(business_id, [orders[key] for key in ending], at)
        for order_id in ending:
            if (payment := payments.get(order_id)) and payment.kept:
                key = f"cancel:{payment.payment_id}"
                purse = refund_from or payment.purse
                refund_payment(business_id, payment.payment_id, payment.kept, key=key, paid_from=purse, by=by, reason=reason)
        write_state(ending, "cancelled", by=by, at=at, note=reason)


def expire_orders() -> int:
    """End orders that nobody accepted in time and no money came for, of all businesses; how many. Money that came first keeps
    its order; one that costs nothing ends like an unpaid one."""
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
            if order.state == "placed" and (key not in payments or _no_money_came(payments[key]))
        ]
        _release(business_id, [orders[key] for key in late], at)
        cancel_payments(late)
        write_state(late, "expired", by="clock", at=at)
        return len(late)


def _no_money_came(payment: PaymentState) -> bool:
    return payment.status == "waiting" or (payment.status == "settled" and not payment.kept)


def _release(business_id: int, orders: Sequence[LockedOrder], at: datetime) -> None:
    lines = lines_of([order.id for order in orders])
    lock_stock({line.variant_id for line in lines})
    move_stock([Move(business_id, line.variant_id, "release", 0, -line.taken, 0, 0, line.order_id) for line in lines], at=at)
    if discounted := [order.id for order in orders if order.discount]:
        give_vouchers_back(discounted, at=at)
