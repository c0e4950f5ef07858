"""How orders are paid. Whether an order is paid is asked here, never copied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.payments import rules


@dataclass(frozen=True)
class PaymentView:
    """A payment as pages and JSON show it. `refunded`: rupiah given back so far."""

    id: UUID
    business_id: int
    order_id: UUID
    order_code: str
    method: str
    provider: str
    amount: int
    status: str
    reference: str
    qris: str
    asked_at: datetime
    settled_at: datetime | None
    settled_by: str
    goods_delivered: bool
    refunded: int
    came: int | None = None

    @property
    def left(self) -> int:
        """What can still go back of a paid one: at most what came."""
        return (self.amount if self.came is None else self.came) - self.refunded

    @property
    def purse(self) -> str:
        """Where its money lies, and where it is given back from unless said otherwise: `cash` or `bank`."""
        return rules.purse_of(self.method)

    @property
    def is_paid(self) -> bool:
        """LUNAS: a provider's verified notice or the owner's own word, nothing else."""
        return self.status == "settled"

    @property
    def is_said_by_notice(self) -> bool:
        """Whether a provider told us of the money, and nobody of the shop."""
        return self.settled_by.startswith("notice:")

    @property
    def waits_for_owner(self) -> bool:
        """No notice will ever come for this one: somebody must look and confirm."""
        return self.status == "waiting" and self.provider != "pretend"

    @property
    def is_pretend(self) -> bool:
        return self.provider == "pretend"


SELECT = """
select p.id, p.business_id, p.order_id, p.order_code, p.method, p.provider, p.amount, p.status, p.reference, p.qris, p.asked_at,
       p.settled_at, p.settled_by, p.goods_delivered,
       coalesce((select sum(r.amount) from payments_refund r where r.payment_id = p.id), 0)::bigint, p.came
from payments_payment p
"""
OWED = "select order_id from payments_payment where status = 'waiting' and goods_delivered"
"""Orders whose buyers have the goods and owe the money: a part for a statement of whoever knows the orders."""


def payments_of(order_ids: Collection[UUID], *, businesses: Collection[int] | None = None) -> dict[UUID, PaymentView]:
    """The payment of each order, by order, in the caller's scope; one statement. Across businesses name them."""
    rows = fetch(
        f"{SELECT} where p.order_id = any(%(orders)s)"
        " and (%(businesses)s::bigint[] is null or p.business_id = any(%(businesses)s))",
        {"orders": list(order_ids), "businesses": list(businesses) if businesses is not None else None},
    )
    return {row[2]: PaymentView(*row) for row in rows}


def payment_by_reference(reference: str) -> PaymentView | None:
    """The payment that a provider knows by this reference; it arrives from outside, without a business."""
    payment_id = rules.payment_id_of(reference)
    if payment_id is None:
        return None
    with across_businesses():
        rows = fetch(f"{SELECT} where p.id = %s and p.reference = %s", (payment_id, reference))
    return PaymentView(*rows[0]) if rows else None


@dataclass(frozen=True)
class RefundView:
    """Money that was given back at one moment, out of `paid_from` (`cash` or `bank`)."""

    amount: int
    paid_from: str
    reason: str
    at: datetime


def refunds_of(payment_id: UUID) -> list[RefundView]:
    """What was given back of a payment, oldest first, in the caller's scope; one statement."""
    rows = fetch("select amount, paid_from, reason, at from payments_refund where payment_id = %s order by id", (payment_id,))
    return [RefundView(*row) for row in rows]


def cash_given_back(payment_ids: Collection[UUID]) -> dict[UUID, int]:
    """How much of each payment was given back out of the drawer, in the caller's scope; one statement."""
    rows = fetch(
        "select payment_id, sum(amount)::bigint from payments_refund where payment_id = any(%s) and paid_from = 'cash'"
        " group by payment_id",
        (list(payment_ids),),
    )
    return dict(rows)


def amounts_back(refund_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How much each of these refunds gave back: for handlers, inside `across_businesses`."""
    return dict(fetch("select id, amount from payments_refund where id = any(%s)", (list(refund_ids),)))
