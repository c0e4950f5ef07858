"""What programs sent for their organisation's lists, pushed in parts or as a file, as they see it. Inside `within_reach`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sekoci.kit.sql import fetch

SENT = """
    select e.id, l.name, e.list_id, e.file_name, e.as_of, e.state, e.problem, e.created_at, e.stored_at, e.rows_total as rows,
        e.came, e.changed, e.same, e.went, e.quarantined as put_aside,
        coalesce((e.preview ->> 'had_numbers')::integer, 0), e.columns::text, coalesce(e.preview -> 'reasons', '{}')::text
    from registry_listedition e join registry_partnerlist l on l.id = e.list_id
    where l.organisation_id = %s and not l.is_own and (e.push_key <> '') = %s and e.id = %s
"""


@dataclass(frozen=True)
class Sent:
    """Of a file that is ready the counts say what storing it would do, of one that is stored what it did. `went`: businesses that
    the list had before and has no more. `had_numbers`: rows in which the number of an identity card stood in another column
    and was dropped. `columns`: our field -> its heading there. `reasons`: why rows were put aside, how many
    each."""

    id: UUID
    name: str
    list_id: int
    file_name: str
    as_of: date
    state: str
    problem: str
    created_at: datetime
    stored_at: datetime | None
    rows: int
    came: int
    changed: int
    same: int
    went: int
    put_aside: int
    had_numbers: int
    columns: Mapping[str, str]
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class AsideRow:
    """A row that could not be used: its `number` in the file, from 1, and what it said by our field."""

    number: int
    reasons: list[str]
    said: Mapping[str, str]


def sent_edition(organisation_id: int, edition_id: UUID, *, pushed: bool) -> Sent | None:
    """One that was pushed, or one that came as a file. One statement."""
    rows = fetch(SENT, (organisation_id, pushed, edition_id))
    return Sent(*rows[0][:-2], *(json.loads(each) for each in rows[0][-2:])) if rows else None


def put_aside_rows(edition_id: UUID, *, after: int, limit: int) -> list[AsideRow]:
    """In order, from the one behind that number."""
    rows = fetch(
        "select number, reasons, cells::text from registry_quarantinedrow where edition_id = %s and number > %s"
        " order by number limit %s",
        (edition_id, after, limit),
    )
    return [AsideRow(number, reasons, json.loads(cells)) for number, reasons, cells in rows]
