"""Asking for money: a row that waits, with the code to pay it where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows
from sekoci.payments.actions.booking import book_settled
from sekoci.payments.providers import provider_for
from sekoci.payments.rules import Asked, PaymentRow

PAYMENTS = Rows(
    "payments_payment",
    {
        "id": "uuid",
        "business_id": "bigint",
        "order_id": "uuid",
        "order_code": "text",
        "method": "text",
        "provider": "text",
        "amount": "bigint",
        "status": "text",
        "reference": "text",
        "qris": "text",
        "asked_at": "timestamptz",
        "settled_at": "timestamptz",
        "settled_by": "text",
        "goods_delivered": "boolean",
    },
)


@dataclass(frozen=True)
class PaymentAsk:
    """What to ask of a buyer. `sticker` is the owner's static code, for `own_qris` (see `queries.qris_offer`).

    `settled_by` (`owner:12`) is for money that is already in hand, as at the counter: it is written as settled and booked at
    once, on the day of the business's `zone`. `goods_delivered`: the buyer has the goods already. `at`: when it was, if not now.
    """

    business_id: int
    order_id: UUID
    method: str
    provider: str
    amount: int
    order_code: str = ""
    sticker: str = ""
    settled_by: str = ""
    zone: str = "Asia/Jakarta"
    goods_delivered: bool = False
    at: datetime | None = None


def ask_payments(asks: Sequence[PaymentAsk]) -> list[UUID]:
    """Write one payment an order, in the caller's scope and transaction; their ids in order.

    One statement; two more (entries, event) where some are settled already. Nothing to pay (0) is settled at once.
    """
    now = clock.now()
    rows, settled, zones, ids = [], [], {}, []
    moments: dict[UUID, datetime] = {}
    for ask in asks:
        payment_id, at = new_id(), ask.at or now
        # Money in hand needs no code: a shop with a paper sticker only sells by QRIS, too.
        asked = Asked() if ask.settled_by else provider_for(ask.provider).ask(payment_id, amount=ask.amount, sticker=ask.sticker)
        by = ask.settled_by or ("" if ask.amount else "nothing_to_pay")
        ids.append(payment_id)
        rows.append(
            (
                payment_id, ask.business_id, ask.order_id, ask.order_code, ask.method, ask.provider, ask.amount,
                "settled" if by else "waiting", asked.reference, asked.qris, at, at if by else None, by, ask.goods_delivered,
            )
        )  # fmt: skip
        if by:
            zones[ask.business_id] = ask.zone
            moments[payment_id] = at
            settled.append(
                PaymentRow(
                    payment_id, ask.business_id, ask.order_id, ask.order_code, ask.provider, asked.reference, ask.amount,
                    "settled", by, ask.goods_delivered,
                )
            )  # fmt: skip
    PAYMENTS.insert(rows)
    book_settled(settled, zones=zones, at=now, moments=moments)
    return ids
