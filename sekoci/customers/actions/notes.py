"""What the shop's people note of a customer: written, changed, removed, brought back; each with who and when."""

from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line


def keep_note(business_id: int, customer_id: UUID, text: str, *, key: str, person_id: int) -> bool:
    """Write a note about a customer, once a key; whether it is new."""
    said = _clean(text)
    with in_business(business_id):
        if not fetch("select 1 from customers_customer where id = %s for key share", (customer_id,)):
            raise NotFound()
        rows = fetch(
            "insert into customers_note (id, business_id, customer_id, key, text, person_id, at)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning 1",
            (new_id(), business_id, customer_id, key[:60], said, person_id, now()),
        )
    return bool(rows)


def change_note(business_id: int, customer_id: UUID, note_id: UUID, text: str, *, person_id: int) -> None:
    """Another text for a note that is not removed; the same text again changes nothing."""
    _note(
        business_id,
        """
        update customers_note set text = said, changed_at = case when text = said then changed_at else %(at)s end,
            changed_by = case when text = said then changed_by else %(person)s end
        from (values (%(text)s::varchar)) as new (said)
        where id = %(id)s and customer_id = %(customer)s and removed_at is null returning 1
        """,
        {"id": note_id, "customer": customer_id, "text": _clean(text), "person": person_id, "at": now()},
    )


def remove_note(business_id: int, customer_id: UUID, note_id: UUID, *, person_id: int) -> None:
    """Take a note away; it can be brought back until it is forgotten (`forget_removed_notes`). Twice is once."""
    _note(
        business_id,
        "update customers_note set removed_at = coalesce(removed_at, %(at)s), removed_by = coalesce(removed_by, %(person)s)"
        " where id = %(id)s and customer_id = %(customer)s returning 1",
        {"id": note_id, "customer": customer_id, "person": person_id, "at": now()},
    )


def restore_note(business_id: int, customer_id: UUID, note_id: UUID) -> None:
    """Bring a removed note back as it was; one that stands stays."""
    _note(
        business_id,
        "update customers_note set removed_at = null, removed_by = null"
        " where id = %(id)s and customer_id = %(customer)s returning 1",
        {"id": note_id, "customer": customer_id},
    )


def forget_removed_notes(*, before: datetime, most: int) -> int:
    """Delete notes that were removed `before`, `most` at a time; how many."""
    with across_businesses():
        rows = fetch(
            "delete from customers_note where id in (select id from customers_note where removed_at < %s"
            " order by removed_at limit %s for update skip locked) returning 1",
            (before, most),
        )
    return len(rows)


def _clean(text: str) -> str:
    return clean_line(text, least=1, most=300, field="text")


def _note(business_id: int, statement: str, values: dict[str, object]) -> None:
    with in_business(business_id):
        if not fetch(statement, values):
            raise NotFound()
