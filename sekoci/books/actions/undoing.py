"""Undoing an entry: by a new one, dated today, that moves every rupiah back."""

from datetime import datetime
from uuid import UUID

from sekoci.books import rules
from sekoci.books.actions.recording import record_entries
from sekoci.books.rules import EntryDraft, Line
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.queries import zones_of

LINES = """
select e.id, e.kind, e.memo, l.debit_id, l.credit_id, l.amount
from books_entry e join books_entryline l on l.entry_id = e.id where e.business_id = %s and
"""


class NotReversible(Refusal):
    code, status = "not_reversible", 409
    id = "Catatan ini dibuat oleh pesanan atau stok. Batalkan dari sana."
    en = "This record was made by an order or by stock. Undo it there."


def reverse_entry(business_id: int, entry_id: UUID) -> bool:
    """Undo what an owner wrote by hand; False where that was done before."""
    with in_business(business_id):
        rows = fetch(f"{LINES} e.id = %s order by l.id", (business_id, entry_id))
        if not rows:
            raise NotFound()
        if rows[0][1] not in rules.BY_HAND:
            raise NotReversible()
        return _turn_round(business_id, rows, at=clock.now())


def undo_entry(business_id: int, kind: str, source: str, *, at: datetime) -> bool:
    """Undo what another module booked, for that module alone, in its transaction; False where nothing such was booked, or it
    was undone before."""
    rows = fetch(f"{LINES} e.kind = %s and e.source = %s order by l.id", (business_id, kind, source))
    return bool(rows) and _turn_round(business_id, rows, at=at)


def _turn_round(business_id: int, rows: list[tuple[UUID, str, str, str, str, int]], *, at: datetime) -> bool:
    entry_id, _kind, memo = rows[0][:3]
    lines = rules.turned_round(Line(*row[3:]) for row in rows)
    day = clock.day_in(zones_of([business_id])[business_id], at)
    draft = EntryDraft(business_id, rules.REVERSAL, str(entry_id), f"Dibatalkan: {memo}", day, at, lines)
    return record_entries([draft]) == 1
