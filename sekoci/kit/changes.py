"""The log of changes that triggers write (`walls.audited`): who changed what, from what to what. Nobody else can write it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class Change:
    """One change of a row: `facts` say what row it is, `before` and `after` only what differs."""

    id: int
    about: str
    key: str
    verb: str
    facts: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]
    by: str
    page: str
    at: datetime


def changes_of(business_id: int, *, about: Collection[str], below: int | None = None, limit: int = 50) -> list[Change]:
    """Changes of a business in these tables, newest first, from the one below an id; one statement."""
    with in_business(business_id):
        rows = fetch(
            "select jsonb_build_object('id', id, 'about', about, 'key', key, 'verb', verb, 'facts', facts, 'before', before,"
            " 'after', after, 'by', by, 'page', page)::text, at from kit_change where business_id = %s and about = any(%s)"
            " and (%s::bigint is null or id < %s) order by id desc limit %s",
            (business_id, list(about), below, below, limit),
        )
    return [Change(**json.loads(row), at=at) for row, at in rows]
