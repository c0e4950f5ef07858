"""Money came: a provider's verified notice says so."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import EntryDraft, record_new
from sekoci.kit import clock
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Rows, fetch
from sekoci.payments import rules
from sekoci.payments.actions.booking import book_settled, lock_payments
from sekoci.payments.events import MoneyNeedsReview
from sekoci.payments.rules import PaymentRow, SettlementNotice, Verdict
from sekoci.registry.queries import zones_of

NOTICES = Rows(
    "payments_notice",
    {
        "id": "uuid",
        "business_id": "bigint",
        "provider": "text",
        "event_id": "text",
        "reference": "text",
        "amount": "bigint",
        "outcome": "text",
        "payment_id": "uuid",
        "suspense": "bigint",
        "body": "text",
        "received_at": "timestamptz",
        "reviewed_by": "text",
        "resolution": "text",
    },
)
BODY_KEPT = 4000
"""Letters of a notice's body that are kept: a real one has a few hundred."""
Key = tuple[str, str]


@dataclass(frozen=True)
class Heard:
    """What became of a notice; `is_new` is False for one that had come before, and then nothing changed.

    `said`: amount and reference of the notice that stands under this key.
    """

    outcome: str
    is_new: bool
    payment: PaymentRow | None
    notice_id: UUID | None = None
    said: tuple[int | None, str] = (None, "")


def settle_payments(notices: Sequence[SettlementNotice]) -> list[Heard]:
    """Take in verified notices, in order: mark payments as paid, keep every other one for review, book every rupiah.

    Providers call back more than once; the second time changes nothing. One transaction is booked once: said again with
    another sum, it is kept for review only. A fixed number of statements for any number.
    """
    at = clock.now()
    firsts: dict[Key, SettlementNotice] = {}
    for notice in notices:
        firsts.setdefault(_key(notice), notice)
    with across_businesses():
        payments = lock_payments({notice.payment_id for notice in notices if notice.payment_id})
        verdicts = dict(zip(firsts, rules.judge(list(firsts.values()), payments), strict=True))
        heard = _write_down(firsts, verdicts, at=at)
        fresh = [(firsts[key], verdicts[key], heard[key]) for key in firsts if heard[key].is_new]
        zones = zones_of({verdict.payment.business_id for _, verdict, _ in fresh if verdict.payment})
        _mark_settled(fresh, at=at)
        book_settled([v.payment for _, v, _ in fresh if v.payment and v.books_payment], zones=zones, at=at)
        _book_suspense(fresh, zones=zones, at=at)
        others = [each for each in notices if heard[_key(each)].said != _said(each)]
        contradicting = _keep_contradicting(others, payments, at=at) if others else {}
    return [contradicting.get(_other_key(each)) or heard[_key(each)] for each in notices]


def _key(notice: SettlementNotice) -> Key:
    return notice.provider, notice.event_id


def _said(notice: SettlementNotice) -> tuple[int | None, str]:
    return notice.amount, notice.reference[:80]


def _other_key(notice: SettlementNotice) -> Key:
    """The key of a notice that says another sum, or another payment, than the one that stands under its own key."""
    said = hashlib.sha256(f"{notice.amount} {notice.reference}".encode()).hexdigest()
    return notice.provider, f"{notice.event_id[:55]}:{said[:24]}"


def _keep_contradicting(
    others: Sequence[SettlementNotice], payments: Mapping[UUID, PaymentRow], *, at: datetime
) -> dict[Key, Heard]:
    """Keep for review what was said of a transaction that has said something else before. It is one transaction and its money
    is booked already, so nothing is booked here."""
    renamed = {_other_key(each): replace(each, event_id=_other_key(each)[1]) for each in others}
    heard = _write_down(renamed, {key: rules.contradiction(each, payments) for key, each in renamed.items()}, at=at)
    new = [each for each in heard.values() if each.is_new and each.payment and each.outcome == rules.DIFFERENT]
    if new:
        order_ids = [str(each.payment.order_id) for each in new if each.payment]
        announce(MoneyNeedsReview([str(each.notice_id) for each in new], order_ids, [each.outcome for each in new]))
    return heard


Fresh = Sequence[tuple[SettlementNotice, Verdict, Heard]]


def _write_down(firsts: Mapping[Key, SettlementNotice], verdicts: Mapping[Key, Verdict], *, at: datetime) -> dict[Key, Heard]:
    """Keep every notice, keys sorted; the ones whose key was there already are answered from what it said the first time."""
    rows = []
    for (provider, event_id), notice in sorted(firsts.items()):
        verdict = verdicts[provider, event_id]
        payment = verdict.payment
        rows.append(
            (
                new_id(), payment and payment.business_id, provider, event_id, notice.reference[:80], notice.amount,
                verdict.outcome, payment and payment.id, notice.amount if verdict.books_suspense else 0,
                notice.body[:BODY_KEPT].replace("\x00", ""), at, "", "",
            )
        )  # fmt: skip
    new = NOTICES.insert(rows, then="on conflict (provider, event_id) do nothing returning provider, event_id, id")
    heard = {
        (p, e): Heard(verdicts[p, e].outcome, True, verdicts[p, e].payment, notice_id, _said(firsts[p, e]))
        for p, e, notice_id in new
    }
    old = [key for key in firsts if key not in heard]
    if old:
        heard.update(_heard_before(old, verdicts))
    return heard


def _heard_before(keys: Sequence[Key], verdicts: Mapping[Key, Verdict]) -> dict[Key, Heard]:
    rows = fetch(
        "select n.provider, n.event_id, n.outcome, n.id, n.amount, n.reference from payments_notice n"
        " join unnest(%s::text[], %s::text[]) as key (provider, event_id) using (provider, event_id)",
        ([key[0] for key in keys], [key[1] for key in keys]),
    )
    return {
        (p, e): Heard(outcome, False, verdicts[p, e].payment, notice_id, (amount, reference))
        for p, e, outcome, notice_id, amount, reference in rows
    }


def _mark_settled(fresh: Fresh, *, at: datetime) -> None:
    settled = {v.payment.id: rules.by_notice(n.provider) for n, v, _ in fresh if v.payment and v.outcome == rules.SETTLED}
    if settled:
        fetch(
            "update payments_payment set status = 'settled', settled_at = coalesce(settled_at, %s), settled_by = said.by"
            " from unnest(%s::uuid[], %s::text[]) as said (id, by) where payments_payment.id = said.id",
            (at, list(settled), list(settled.values())),
        )


def _book_suspense(fresh: Fresh, *, zones: Mapping[int, str], at: datetime) -> None:
    """Money that came and fits nothing is still money: it waits under *uang belum jelas* until the owner says what it was."""
    drafts, told = [], []
    for notice, verdict, heard in fresh:
        payment = verdict.payment
        if payment is None or not verdict.books_suspense:
            continue
        memo = f"Uang belum jelas {payment.order_code}".strip()
        day = clock.day_in(zones[payment.business_id], at)
        lines = rules.suspense_lines(notice.provider, notice.amount)
        drafts.append(EntryDraft(payment.business_id, "unclear", str(heard.notice_id), memo, day, at, lines))
        told.append((str(heard.notice_id), str(payment.order_id), verdict.outcome))
    if told:
        record_new(drafts)
        notice_ids, order_ids, outcomes = (list(column) for column in zip(*told, strict=True))
        announce(MoneyNeedsReview(notice_ids, order_ids, outcomes))
