"""What orders tell payments: the order is over, or the buyer has the goods."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.sql import fetch
from sekoci.payments import rules


@dataclass(frozen=True)
class PaymentState:
    """How a payment stands while its row is locked by us. `kept`: rupiah that came and were not given back.

    `held`: what of `amount` is paid (or was let off) and not given back: what the goods take from DEPOSITS when they leave.
    `purse`: where its money lies, `cash` or `bank`.
    """

    payment_id: UUID
    status: str
    amount: int
    kept: int
    held: int
    purse: str


CANCEL = """
with mine as (
    select id from payments_payment
    where order_id = any(%(orders)s) and (%(businesses)s::bigint[] is null or business_id = any(%(businesses)s))
    order by id for no key update
)
update payments_payment payment
set status = case payment.status when 'waiting' then 'cancelled' else payment.status end
from mine where payment.id = mine.id
returning payment.order_id, payment.id, payment.status, payment.amount, payment.came, payment.method
"""
DELIVERED = """
with mine as (
    select id from payments_payment
    where order_id = any(%(orders)s) and (%(businesses)s::bigint[] is null or business_id = any(%(businesses)s))
    order by id for no key update
)
update payments_payment payment set goods_delivered = true
from mine where payment.id = mine.id
returning payment.order_id, payment.id, payment.status, payment.amount, payment.came, payment.method
"""
LOCKED = """
select order_id, id, status, amount, came, method from payments_payment
where order_id = any(%(orders)s) and (%(businesses)s::bigint[] is null or business_id = any(%(businesses)s))
order by id for no key update
"""
REFUNDED = "select payment_id, sum(amount)::bigint from payments_refund where payment_id = any(%s) group by payment_id"


def cancel_payments(order_ids: Collection[UUID], *, businesses: Collection[int] | None = None) -> dict[UUID, PaymentState]:
    """Cancel what still waits for these orders, in the caller's transaction; how each payment stands now, by order.

    A payment that is `settled` stays so: whoever ends the order sees it in the answer and gives the money back, or leaves the
    order alone. Call it before locking orders. Across businesses name them, so that the index serves. Two statements.
    """
    return _states(CANCEL, order_ids, businesses)


def mark_delivered(order_ids: Collection[UUID], *, businesses: Collection[int] | None = None) -> dict[UUID, PaymentState]:
    """Write down that the buyer has the goods: money that comes from now on pays a debt. How each payment stands, by order.

    The sale's entry takes `held` from DEPOSITS where it is settled or refunded (what was given back is RETURNS), and the
    whole amount from RECEIVABLE where it waits. Call it before locking orders. Two statements.
    """
    return _states(DELIVERED, order_ids, businesses)


def lock_payments_of(order_ids: Collection[UUID], *, businesses: Collection[int] | None = None) -> dict[UUID, PaymentState]:
    """Lock the payments of these orders and change nothing: how each stands, by order. Call it before locking orders."""
    return _states(LOCKED, order_ids, businesses)


def _states(statement: str, order_ids: Collection[UUID], businesses: Collection[int] | None) -> dict[UUID, PaymentState]:
    if not order_ids:
        return {}
    rows = fetch(statement, {"orders": list(order_ids), "businesses": list(businesses) if businesses is not None else None})
    back = dict(fetch(REFUNDED, ([row[1] for row in rows],)))
    return {order_id: _state(payment_id, *how, back=back.get(payment_id, 0)) for order_id, payment_id, *how in rows}


def _state(payment_id: UUID, status: str, amount: int, came: int | None, method: str, *, back: int) -> PaymentState:
    purse = rules.purse_of(method)
    if status not in ("settled", "refunded"):
        return PaymentState(payment_id, status, amount, 0, 0, purse)
    received = amount if came is None else came
    held = rules.still_deposited(amount, received=received, back=back)
    return PaymentState(payment_id, status, amount, received - back, held, purse)
