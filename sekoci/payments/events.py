"""What happened to payments, for the modules above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaymentsSettled:
    """These are paid, each told once. Both lists run side by side; ids as text."""

    payment_ids: list[str]
    order_ids: list[str]


@dataclass(frozen=True)
class PaymentsRefunded:
    """Money was given back for these, wholly or in part; `refund_ids` run beside."""

    payment_ids: list[str]
    order_ids: list[str]
    refund_ids: list[str]


@dataclass(frozen=True)
class MoneyNeedsReview:
    """Money came that fits nothing: after the order's end, twice, or another amount. Lists run side by side."""

    notice_ids: list[str]
    order_ids: list[str]
    outcomes: list[str]
