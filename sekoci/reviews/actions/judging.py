"""What becomes of a review: the owner answers or reports it, staff keep or hide it. Nobody deletes one."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act
from sekoci.kit.text import clean_line
from sekoci.reviews import rules
from sekoci.reviews.actions.counting import count_anew, lock_ratings


class AlreadyDecided(Refusal):
    code, status = "already_decided", 409
    id = "Ulasan ini sudah diputuskan."
    en = "This review has been decided already."


def answer_review(business_id: int, review_id: UUID, text: str) -> None:
    """The shop's answer, one a review, changeable; an empty one takes it back."""
    answer = rules.said(text)
    with in_business(business_id):
        product = _product_of(review_id)
        lock_ratings(business_id, [product])
        fetch(
            "update reviews_review set answer = %s, answered_at = case when %s <> '' then %s::timestamptz end where id = %s",
            (answer, answer, now(), review_id),
        )
        count_anew(business_id, [product])


def report_review(business_id: int, review_id: UUID, *, reason: str, note: str, person_id: int) -> bool:
    """Ask staff to look at a review; it stays in sight until they decide. Whether that is new; once decided, AlreadyDecided."""
    why = clean_line(note, most=300, field="note")
    with in_business(business_id):
        _product_of(review_id)
        if not fetch("update reviews_review set state = 'reported' where id = %s and state = 'shown' returning 1", (review_id,)):
            [(state,)] = fetch("select state from reviews_review where id = %s", (review_id,))
            if state != "reported":
                raise AlreadyDecided()
            return False
        _note(business_id, review_id, "reported", _known(reason), why, person_id)
    return True


def decide_review(review_id: UUID, *, hides: bool, reason: str, note: str, person_id: int) -> None:
    """Staff keep or hide a reported review, with a reason that shop and buyer see."""
    what, why = ("hidden" if hides else "kept"), clean_line(note, most=300, field="note")
    with across_businesses():
        rows = fetch("select business_id, product_id from reviews_review where id = %s", (review_id,))
    if not rows:
        raise NotFound()
    [(business_id, product)] = rows
    with in_business(business_id):
        lock_ratings(business_id, [product])
        if not fetch("update reviews_review set state = %s where id = %s and state = 'reported' returning 1", (what, review_id)):
            raise AlreadyDecided()
        _note(business_id, review_id, what, _known(reason), why, person_id)
        note_act(person_id, f"review.{what}", about=f"review:{review_id}", reason=why)
        count_anew(business_id, [product])


def forget_authors(order_ids: Sequence[UUID]) -> int:
    """Whoever asked to be forgotten is not named any more; what they said of the goods stays. How many reviews."""
    with across_businesses():
        rows = fetch(
            "update reviews_review set author = '' where order_id = any(%s) and author <> '' returning business_id, product_id",
            (list(order_ids),),
        )
        fetch(
            "update reviews_rating set count = count where (business_id, product_id) in"
            " (select business_id, product_id from reviews_review where order_id = any(%s))",
            (list(order_ids),),
        )
    return len(rows)


def _product_of(review_id: UUID) -> UUID:
    rows = fetch("select product_id from reviews_review where id = %s", (review_id,))
    if not rows:
        raise NotFound()
    product: UUID = rows[0][0]
    return product


def _known(reason: str) -> str:
    if reason not in rules.REASONS:
        raise Invalid(field="reason", why_id="Pilih alasannya.", why_en="Choose a reason.")
    return reason


def _note(business_id: int, review_id: UUID, what: str, reason: str, note: str, person_id: int) -> None:
    fetch(
        "insert into reviews_decision (id, business_id, review_id, what, reason, note, person_id, at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s)",
        (new_id(), business_id, review_id, what, reason, note, person_id, now()),
    )
