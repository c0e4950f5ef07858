"""Files that came for an organisation's lists, as its programs see them. Inside `within_reach`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.kit.sql import fetch

FILE = """
    select e.id, l.name, e.list_id, e.file_name, e.as_of, e.state, e.problem, e.created_at, e.stored_at, e.rows_total, e.came,
        e.changed, e.same, e.went, e.quarantined, e.columns::text, coalesce(e.preview -> 'reasons', '{}')::text
    from registry_listedition e join registry_partnerlist l on l.id = e.list_id
    where l.organisation_id = %s and not l.is_own and e.push_key = '' and e.id = %s
"""


@dataclass(frozen=True)
class FileSeen:
    """Of one that is ready the counts say what storing it would do, of one that is stored what it did.

    `columns`: our field -> its heading there.
    """

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
    columns: Mapping[str, str]
    reasons: Mapping[str, int]


def file_of(organisation_id: int, edition_id: UUID) -> FileSeen | None:
    """One statement."""
    rows = fetch(FILE, (organisation_id, edition_id))
    if not rows:
        return None
    said: list[Any] = [*rows[0][:-2], json.loads(rows[0][-2]), json.loads(rows[0][-1])]
    return FileSeen(*said)
