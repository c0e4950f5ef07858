"""Writing into the books. Nothing here is ever changed or taken out: a correction is a new entry."""

from collections.abc import Sequence

from sekoci.books.rules import EntryDraft
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows, arrays, fetch

ENTRIES = Rows(
    "books_entry",
    {
        "id": "uuid",
        "business_id": "bigint",
        "kind": "text",
        "source": "text",
        "memo": "text",
        "day": "date",
        "at": "timestamptz",
    },
)
LINES = {"id": "uuid", "entry_id": "uuid", "debit_id": "text", "credit_id": "text", "amount": "bigint"}
_LINE_LISTS = ", ".join(f"%s::{kind}[]" for kind in LINES.values())
RECORD = f"""
with entry as ({ENTRIES.statement()} on conflict (business_id, kind, source) do nothing returning id, business_id, day),
line as (
    insert into books_entryline (id, business_id, entry_id, debit_id, credit_id, amount, day)
    select line.id, entry.business_id, entry.id, line.debit_id, line.credit_id, line.amount, entry.day
    from unnest({_LINE_LISTS}) as line ({", ".join(LINES)}) join entry on entry.id = line.entry_id
)
select count(*) from entry
"""  # noqa: S608  names are ours


class AlreadyRecorded(Exception):
    """A bug: what a verb has just done for the first time stands in the books already, under the same kind and source."""


def record_new(drafts: Sequence[EntryDraft]) -> None:
    """`record_entries` for what goes with something that was just moved: raises where an entry was there already, so that
    nothing is moved without its entry."""
    expected = sum(any(line.amount for line in draft.lines) for draft in drafts)
    if record_entries(drafts) != expected:
        raise AlreadyRecorded(", ".join(f"{draft.kind} {draft.source}" for draft in drafts[:5]))


def record_entries(drafts: Sequence[EntryDraft]) -> int:
    """Write entries with their lines in one statement, in the caller's scope and transaction; how many were new.

    An entry whose (business, kind, source) is there already changes nothing. Lines of 0 are left out, and an entry with no
    lines is not written. Keys go in sorted, so that two batches cannot wait for each other.
    """
    entries, lines = [], []
    for draft in sorted(drafts, key=lambda each: (each.business_id, each.kind, each.source)):
        worth = [line for line in draft.lines if line.amount]
        if not worth:
            continue
        entry_id = new_id()
        entries.append((entry_id, draft.business_id, draft.kind, draft.source, draft.memo[:200], draft.day, draft.at))
        lines += [(new_id(), entry_id, line.debit, line.credit, line.amount) for line in worth]
    if not entries:
        return 0
    parameters = [*ENTRIES.parameters(entries), *arrays(lines)]
    [(new,)] = fetch(RECORD, parameters)
    return int(new)
