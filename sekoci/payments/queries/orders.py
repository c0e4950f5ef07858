"""What orders and their pages ask of payments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class PaymentView:
    """How one order is paid: `status` waiting, settled, cancelled or refunded; `qris` is the code to show, where there is one."""

    id: UUID
    method: str
    provider: str
    amount: int
    status: str
    reference: str
    qris: str
    settled_at: datetime | None


def payments_of(order_ids: Collection[UUID]) -> dict[UUID, PaymentView]:
    """The payment of each of these orders, in the current scope. One statement."""
    rows = fetch(
        "select order_id, id, method, provider, amount, status, reference, qris, settled_at from payments_payment"
        " where order_id = any(%s)",
        (list(order_ids),),
    )
    return {row[0]: PaymentView(*row[1:]) for row in rows}


def stickers_of(business_ids: Collection[int]) -> dict[int, str]:
    """The static QRIS payload of each business that has one, in the current scope. One statement."""
    return dict(fetch("select business_id, payload from payments_qrissticker where business_id = any(%s)", (list(business_ids),)))


def has_sticker(business_id: int) -> bool:
    """Whether the business pasted its own QRIS."""
    with in_business(business_id):
        return bool(stickers_of([business_id]))
