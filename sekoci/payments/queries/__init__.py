"""Reads: how an order is paid, the owner's sticker, what needs the owner's eye, whether all is booked."""

from sekoci.payments.held import HELD
from sekoci.payments.queries.payments import (
    OWED,
    PaymentView,
    RefundView,
    amounts_back,
    cash_given_back,
    payment_by_reference,
    payments_of,
    refunds_of,
)
from sekoci.payments.queries.problems import problems
from sekoci.payments.queries.reviews import (
    NoticeFilter,
    NoticePage,
    NoticeRow,
    Stranger,
    count_strangers,
    count_to_review,
    notices_by_id,
    notices_of,
    strangers,
)
from sekoci.payments.queries.stickers import Sticker, has_sticker, sticker_of, stickers_of

__all__ = [
    "HELD",
    "OWED",
    "NoticeFilter",
    "NoticePage",
    "NoticeRow",
    "PaymentView",
    "RefundView",
    "Sticker",
    "Stranger",
    "amounts_back",
    "cash_given_back",
    "count_strangers",
    "count_to_review",
    "has_sticker",
    "notices_by_id",
    "notices_of",
    "payment_by_reference",
    "payments_of",
    "problems",
    "refunds_of",
    "sticker_of",
    "stickers_of",
    "strangers",
]
