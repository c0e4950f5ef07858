"""Money that fit nothing: the owner says what it was, and it leaves *uang belum jelas*."""

from uuid import UUID

from sekoci.books.actions import EntryDraft, record_new
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import COMMAND, note_act
from sekoci.payments import rules
from sekoci.payments.actions.booking import announce_settled, lock_payments, payment_entry
from sekoci.registry.queries import zones_of


class NothingToReview(Refusal):
    code, status = "nothing_to_review", 409
    id = "Kabar ini sudah selesai. Tidak ada yang perlu dilakukan."
    en = "This notice is dealt with. There is nothing to do."


class CannotAccept(Refusal):
    code, status = "cannot_accept", 409
    id = "Pesanannya sudah lunas atau batal. Kembalikan uangnya, atau simpan sebagai pendapatan."
    en = "The order is paid or over already. Give the money back, or keep it as income."


def review_notice(business_id: int, notice_id: UUID, *, as_: str, by: str, paid_from: str = "cash") -> bool:
    """Say what doubtful money was: `returned` to the buyer out of `paid_from`, `kept` as income, or `accepted` as the payment.

    Of a notice that brought no money of its own: `seen`. Accepting settles a payment that still waits; what was missing counts
    as a discount, what was too much as other income.
    False when the same was said before; anything else said before refuses (NothingToReview).
    """
    at = clock.now()
    with in_business(business_id):
        notice = _take(notice_id)
        if notice is None:
            raise NotFound()
        if as_ not in rules.RESOLUTIONS and as_ != rules.SEEN:
            raise Invalid(field="as", why_id="Pilih salah satu.", why_en="Choose one.")
        if paid_from not in rules.PURSES:
            raise Invalid(field="paid_from", why_id="Pilih Kas atau Bank.", why_en="Choose cash or bank.")
        outcome, payment_id, suspense, said = notice
        if said == as_:
            return False
        if said or outcome not in rules.NEED_REVIEW or bool(suspense) == (as_ == rules.SEEN):
            raise NothingToReview()
        zone = zones_of([business_id])[business_id]
        if as_ == rules.ACCEPTED:
            _accept(payment_id, outcome, suspense, zone=zone)
        elif suspense:
            lines = rules.resolution_lines(as_, suspense, paid_from=paid_from)
            memo = rules.RESOLUTIONS[as_]
            record_new([EntryDraft(business_id, "resolved", str(notice_id), memo, clock.day_in(zone, at), at, lines)])
        fetch(
            "update payments_notice set resolution = %s, reviewed_at = %s, reviewed_by = %s where id = %s",
            (as_, at, by, notice_id),
        )
        return True


def tick_off_notice(notice_id: UUID, *, by: int) -> bool:
    """Staff have dealt with a notice that belongs to no business. False: it was ticked off before; NotFound where none is."""
    with across_businesses():
        found = fetch("select reviewed_at is not null from payments_notice where id = %s and business_id is null", (notice_id,))
        if not found:
            raise NotFound()
        ticked = fetch(
            "update payments_notice set reviewed_at = %s, reviewed_by = %s, resolution = %s"
            " where id = %s and business_id is null and reviewed_at is null returning 1",
            (clock.now(), "operator" if by == COMMAND else f"staff:{by}", rules.SEEN, notice_id),
        )
        if ticked:
            note_act(by, "notice.tick_off", about=f"notice:{notice_id}")
        return bool(ticked)


def _take(notice_id: UUID) -> tuple[str, UUID, int, str] | None:
    """Lock a notice, and its payment before it, in the house's order: source keys stand, payment, notice."""
    rows = fetch("select payment_id from payments_notice where id = %s", (notice_id,))
    if not rows:
        return None
    lock_payments([rows[0][0]] if rows[0][0] else [])
    [row] = fetch(
        "select outcome, payment_id, suspense, resolution from payments_notice where id = %s for no key update",
        (notice_id,),
    )
    outcome, payment_id, suspense, resolution = row
    return outcome, payment_id, suspense, resolution


def _accept(payment_id: UUID, outcome: str, suspense: int, *, zone: str) -> None:
    at = clock.now()
    payment = lock_payments([payment_id])[payment_id]
    if outcome != rules.DIFFERENT or payment.status != "waiting":
        raise CannotAccept()
    fetch(
        "update payments_payment set status = 'settled', settled_at = %s, settled_by = %s, came = %s where id = %s",
        (at, rules.by_notice(payment.provider), suspense, payment_id),
    )
    lines = rules.accepted_lines(suspense, payment.amount, goods_delivered=payment.goods_delivered)
    record_new([payment_entry(payment, lines, zone=zone, at=at)])
    announce_settled([payment])
