"""Giving money back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import EntryDraft, record_new
from sekoci.books.rules import SALE_UNDONE
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.money import rupiah
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.payments import rules
from sekoci.payments.actions.booking import lock_payments
from sekoci.payments.events import PaymentsRefunded
from sekoci.registry.queries import zones_of


@dataclass(frozen=True)
class Refunded:
    """`is_new` is False when this key had given the same money back before; `kept` is what is left of the payment."""

    refund_id: UUID
    amount: int
    kept: int
    is_new: bool


class NotPaid(Refusal):
    code, status = "not_paid", 409
    id = "Pesanan ini belum dibayar, jadi tidak ada uang untuk dikembalikan."
    en = "This order is not paid, so there is no money to give back."


class RefundTooMuch(Refusal):
    code, status = "refund_too_much", 409
    id = "Paling banyak {left} yang bisa dikembalikan."
    en = "At most {left} can be given back."


class RefundKeyUsed(Refusal):
    code, status = "refund_key_used", 422
    id = "Pengembalian ini sudah dicatat dengan jumlah lain. Muat ulang halaman."
    en = "This refund is recorded already with another amount. Reload the page."


def refund_payment(
    business_id: int,
    payment_id: UUID,
    amount: int,
    *,
    key: str,
    paid_from: str,
    by: str,
    reason: str = "",
    at: datetime | None = None,
    undoes_sale: bool = False,
) -> Refunded:
    """Give `amount` rupiah of a paid payment back out of `paid_from` (`cash` or `bank`), at most what came of it.

    `key` makes twice once. `undoes_sale`: all of what came the same day for a sale that never was; it counts as no money in and
    no money out.
    """
    if paid_from not in rules.PURSES:
        raise Invalid(field="paid_from", why_id="Pilih Kas atau Bank.", why_en="Choose cash or bank.")
    if amount <= 0:
        raise Invalid(field="amount", why_id="Tulis jumlah di atas 0.", why_en="Write an amount above 0.")
    reason = clean_line(reason, most=200, field="reason")
    at = at or clock.now()
    with in_business(business_id):
        refund_id = new_id()
        new = fetch(
            "insert into payments_refund (id, business_id, payment_id, source_key, amount, paid_from, reason, by, at)"
            " select %s, p.business_id, p.id, %s, %s, %s, %s, %s, %s from payments_payment p where p.id = %s"
            " on conflict (business_id, source_key) do nothing returning id",
            (refund_id, key, amount, paid_from, reason, by, at, payment_id),
        )
        payment = lock_payments([payment_id]).get(payment_id)
        if payment is None:
            raise NotFound()
        [(back,)] = fetch("select coalesce(sum(amount), 0)::bigint from payments_refund where payment_id = %s", (payment_id,))
        if not new:
            return _given_before(payment_id, amount, key=key, kept=payment.received - back)
        if payment.status != "settled":
            raise NotPaid()
        kept = payment.received - back
        if kept < 0:
            raise RefundTooMuch(field="amount", left=rupiah(kept + amount))
        if kept == 0:
            fetch("update payments_payment set status = 'refunded' where id = %s", (payment_id,))
        memo = f"{'Penjualan dibatalkan' if undoes_sale else 'Uang kembali'} {payment.order_code}".strip()
        lines = rules.refund_lines(payment, amount, before=back - amount, paid_from=paid_from)
        day = clock.day_in(zones_of([business_id])[business_id], at)
        record_new([EntryDraft(business_id, SALE_UNDONE if undoes_sale else "refund", str(refund_id), memo, day, at, lines)])
        announce(PaymentsRefunded([str(payment_id)], [str(payment.order_id)], [str(refund_id)]))
        return Refunded(refund_id, amount, kept, True)


def _given_before(payment_id: UUID, amount: int, *, key: str, kept: int) -> Refunded:
    [(refund_id, of, before)] = fetch("select id, payment_id, amount from payments_refund where source_key = %s", (key,))
    if (of, before) != (payment_id, amount):
        raise RefundKeyUsed()
    return Refunded(refund_id, before, kept, False)
