"""How a payment that became settled lands in the books and in the ears of others; for the verbs beside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import EntryDraft, Line, record_new
from sekoci.kit.clock import day_in
from sekoci.kit.events import announce
from sekoci.kit.sql import fetch
from sekoci.payments import rules
from sekoci.payments.events import PaymentsSettled
from sekoci.payments.rules import PaymentRow

COLUMNS = "id, business_id, order_id, order_code, provider, reference, amount, status, settled_by, goods_delivered, came"
LOCK = f"select {COLUMNS} from payments_payment where id = any(%s) order by id for no key update"  # noqa: S608  names are ours


def lock_payments(payment_ids: Collection[UUID]) -> dict[UUID, PaymentRow]:
    """Lock these payments until the transaction ends, in id order; those out of reach are left out."""
    return {row[0]: PaymentRow(*row) for row in fetch(LOCK, (sorted(payment_ids),))}


def payment_entry(payment: PaymentRow, lines: tuple[Line, ...], *, zone: str, at: datetime) -> EntryDraft:
    """The one entry of a settled payment: kind `payment`, source its id."""
    memo = f"Pembayaran {payment.order_code}".strip()
    return EntryDraft(payment.business_id, "payment", str(payment.id), memo, day_in(zone, at), at, lines)


def book_settled(
    payments: Sequence[PaymentRow], *, zones: Mapping[int, str], at: datetime, moments: Mapping[UUID, datetime] | None = None
) -> None:
    """Write the entries of payments that were just marked as settled, at `at` or each at its moment, and tell everybody."""
    if not payments:
        return
    drafts = []
    for payment in payments:
        lines = rules.settlement_lines(payment.provider, payment.amount, goods_delivered=payment.goods_delivered)
        moment = (moments or {}).get(payment.id, at)
        drafts.append(payment_entry(payment, lines, zone=zones[payment.business_id], at=moment))
    record_new(drafts)
    announce_settled(payments)


def announce_settled(payments: Sequence[PaymentRow]) -> None:
    announce(PaymentsSettled([str(each.id) for each in payments], [str(each.order_id) for each in payments]))
