"""What a notice or a confirmation means, and how the books see it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sekoci.books.rules import (
    BANK,
    CASH,
    DEPOSITS,
    OTHER_INCOME,
    QRIS_CLEARING,
    RECEIVABLE,
    RETURNS,
    SUSPENSE,
    Line,
)

MONEY_ACCOUNTS: Mapping[str, str] = {"cash": CASH, "transfer": BANK, "own_qris": BANK, "pretend": QRIS_CLEARING}
"""Provider -> where its money lies. `own_qris` goes straight to the owner's own account."""
METHODS: Mapping[str, str] = {"cash": "cash", "transfer": "transfer", "own_qris": "qris", "pretend": "qris"}
"""Provider -> what the buyer calls it."""
PURSES: Mapping[str, str] = {"cash": CASH, "bank": BANK}
"""Where a refund is paid from."""

SETTLED, REPEATED, UNKNOWN = "settled", "repeated", "unknown"
CANCELLED, DIFFERENT, FORGED, NOTED = "cancelled", "different", "forged", "noted"
RETURNED, KEPT, ACCEPTED, SEEN = "returned", "kept", "accepted", "seen"
RESOLUTIONS: Mapping[str, str] = {
    RETURNED: "Uang dikembalikan ke pembeli",
    KEPT: "Uang diterima sebagai pendapatan",
    ACCEPTED: "Diterima sebagai pembayaran",
}
"""What the owner may say of doubtful money, with the words for the books. Of a notice that brought none: SEEN."""
NEED_REVIEW = (REPEATED, UNKNOWN, CANCELLED, DIFFERENT)


@dataclass(frozen=True)
class PaymentRow:
    """A locked payment."""

    id: UUID
    business_id: int
    order_id: UUID
    order_code: str
    provider: str
    reference: str
    amount: int
    status: str
    settled_by: str
    goods_delivered: bool
    came: int | None = None

    @property
    def received(self) -> int:
        """What came of it: at most this goes back."""
        return self.amount if self.came is None else self.came


@dataclass(frozen=True)
class Asked:
    """What a provider answers: our reference there, and the code to show; both may be empty."""

    reference: str = ""
    qris: str = ""


@dataclass(frozen=True)
class SettlementNotice:
    """What a provider said, its signature checked. `event_id` is its own key of the money that moved: a repeat changes nothing.

    `is_paid` is False for news that moves no money (`pending`, `expired`): kept, nothing else.
    """

    provider: str
    event_id: str
    payment_id: UUID | None
    reference: str
    amount: int
    body: str
    is_paid: bool = True
    at: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """What a notice comes to. `books_payment`: the payment is to be booked; `books_suspense`: money came that fits nothing."""

    outcome: str
    payment: PaymentRow | None = None
    books_payment: bool = False
    books_suspense: bool = False


def judge(notices: Sequence[SettlementNotice], payments: Mapping[UUID, PaymentRow]) -> list[Verdict]:
    """One verdict a notice, in order of arrival: the second of two for one payment finds it settled by the first."""
    now = dict(payments)
    verdicts = []
    for notice in notices:
        payment = now.get(notice.payment_id) if notice.payment_id else None
        verdict = _judge(notice, payment)
        if payment and verdict.outcome == SETTLED:
            now[payment.id] = replace(payment, status="settled", settled_by=by_notice(notice.provider))
        verdicts.append(verdict)
    return verdicts


def _judge(notice: SettlementNotice, payment: PaymentRow | None) -> Verdict:
    if payment is None or payment.reference != notice.reference:
        return Verdict(UNKNOWN)
    if not notice.is_paid:
        return Verdict(NOTED, payment)
    if payment.status == "cancelled":
        return Verdict(CANCELLED, payment, books_suspense=True)
    if payment.amount != notice.amount:
        return Verdict(DIFFERENT, payment, books_suspense=True)
    if payment.status == "waiting":
        return Verdict(SETTLED, payment, books_payment=True)
    if payment.status == "settled" and payment.provider == notice.provider and payment.settled_by != by_notice(notice.provider):
        # The owner was quicker and has booked this very money at the provider: the notice only bears it out.
        return Verdict(SETTLED, payment)
    return Verdict(REPEATED, payment, books_suspense=True)


def contradiction(notice: SettlementNotice, payments: Mapping[UUID, PaymentRow]) -> Verdict:
    """What a notice comes to whose transaction has said another sum, or another payment, before: never money again."""
    payment = payments.get(notice.payment_id) if notice.payment_id else None
    if payment is None or payment.reference != notice.reference:
        return Verdict(UNKNOWN)
    return Verdict(DIFFERENT if notice.is_paid else NOTED, payment)


def with_provider(payment: PaymentRow, provider: str | None) -> PaymentRow:
    """The payment as if it had been asked for through another provider; None leaves it alone."""
    return replace(payment, provider=provider) if provider else payment


def by_notice(provider: str) -> str:
    return f"notice:{provider}"


def settlement_lines(provider: str, amount: int, *, goods_delivered: bool) -> tuple[Line, ...]:
    """Money in hand against what the buyer is owed (goods) or owes (a debt)."""
    return (Line(MONEY_ACCOUNTS[provider], RECEIVABLE if goods_delivered else DEPOSITS, amount),)


def suspense_lines(provider: str, amount: int) -> tuple[Line, ...]:
    return (Line(MONEY_ACCOUNTS[provider], SUSPENSE, amount),) if amount else ()


def refund_lines(payment: PaymentRow, amount: int, *, before: int, paid_from: str) -> tuple[Line, ...]:
    """Give `amount` back after `before`: first what was asked for, then what came on top of it.

    Once all that came of too little is given back before the goods left, nothing was sold: the discount ends, too.
    """
    purse, held = PURSES[paid_from], RETURNS if payment.goods_delivered else DEPOSITS
    of_asked = min(amount, max(payment.amount - before, 0))
    lines = (Line(held, purse, of_asked), Line(OTHER_INCOME, purse, amount - of_asked))
    if payment.goods_delivered or before + amount < payment.received:
        return lines
    return (*lines, Line(DEPOSITS, RETURNS, max(payment.amount - payment.received, 0)))


def purse_of(method: str) -> str:
    """Where money that came by this method lies, and is given back from unless somebody says otherwise."""
    return "cash" if method == "cash" else "bank"


def still_deposited(amount: int, *, received: int, back: int) -> int:
    """What lies under DEPOSITS of a paid payment whose goods are here, once `back` of it was given back."""
    return 0 if back >= received else max(amount - back, 0)


def resolution_lines(resolution: str, amount: int, *, paid_from: str) -> tuple[Line, ...]:
    """Doubtful money leaves: back to the buyer out of a purse, or into other income."""
    return (Line(SUSPENSE, PURSES[paid_from] if resolution == RETURNED else OTHER_INCOME, amount),)


def accepted_lines(came: int, asked: int, *, goods_delivered: bool) -> tuple[Line, ...]:
    """Doubtful money pays what was asked: what is missing is a discount, what is left over is other income."""
    owed = RECEIVABLE if goods_delivered else DEPOSITS
    return (
        Line(SUSPENSE, owed, min(came, asked)),
        Line(RETURNS, owed, max(asked - came, 0)),
        Line(SUSPENSE, OTHER_INCOME, max(came - asked, 0)),
    )
