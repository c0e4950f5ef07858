"""What programs pushed, as they see it; inside `within_reach`, where only their organisation's exists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.kit.sql import fetch

PUSH = """
    select e.id, l.name, e.list_id, e.as_of, e.state, e.problem, e.rows_total, e.came, e.changed, e.same, e.went, e.quarantined,
        e.created_at, e.stored_at, e.preview::text
    from registry_listedition e join registry_partnerlist l on l.id = e.list_id
    where l.organisation_id = %s and e.push_key <> '' and e.id = %s
"""


@dataclass(frozen=True)
class PushSeen:
    """`went`: businesses that the list had before and has no more. `reasons`: why rows were put aside, how many each."""

    id: UUID
    name: str
    list_id: int
    as_of: date
    state: str
    problem: str
    rows: int
    came: int
    changed: int
    same: int
    went: int
    put_aside: int
    created_at: datetime
    stored_at: datetime | None
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class AsideRow:
    """A row that could not be used: `row` counts from 1 in the order in which they were pushed."""

    row: int
    reasons: list[str]
    said: Mapping[str, str]


def push_of(organisation_id: int, edition_id: UUID) -> PushSeen | None:
    rows = fetch(PUSH, (organisation_id, edition_id))
    if not rows:
        return None
    said: list[Any] = [*rows[0][:-1], json.loads(rows[0][-1]).get("reasons", {})]
    return PushSeen(*said)


def put_aside_rows(edition_id: UUID, *, after: int, limit: int) -> list[AsideRow]:
    """In order, from the one behind `after`; the line of headings that we write is no row."""
    rows = fetch(
        "select number - 1, reasons, cells::text from registry_quarantinedrow where edition_id = %s and number > %s"
        " order by number limit %s",
        (edition_id, after + 1, limit),
    )
    return [AsideRow(number, reasons, json.loads(cells)) for number, reasons, cells in rows]
