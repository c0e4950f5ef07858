"""Which of an outlet's rows gives which field of its golden record: the shop here first, then by rules stated to everybody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

FIELDS = ("name", "owner", "phone", "street", "area_code", "nib", "kbli", "kind", "sex")
POINT = "point"
"""Latitude and longitude, which come from one row together."""


@dataclass(frozen=True)
class Source:
    """A row of an outlet: `said` holds what it says of FIELDS, "" where it says nothing; `is_own`: the shop here."""

    row_id: int
    list_id: int
    is_own: bool
    as_of: date
    said: Mapping[str, str]
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Golden:
    """The record, and which row each field that has something came from (`POINT` too)."""

    said: Mapping[str, str]
    point: tuple[float, float] | None = None
    origin: Mapping[str, int] = field(default_factory=dict)


def golden(rows: Sequence[Source]) -> Golden:
    """Field by field, of those that say something: the shop here; else the most recent; else what most lists say; else the
    longest; else the row that was there first. The area's code is kept as exact as the row that gives it has it."""
    said, origin = dict.fromkeys(FIELDS, ""), {}
    for name in FIELDS:
        telling = [row for row in rows if row.said[name]]
        if telling:
            best = telling[0] if len(telling) == 1 else _best(telling, name)
            said[name], origin[name] = best.said[name], best.row_id
    placed = [row for row in rows if row.point]
    if not placed:
        return Golden(said, None, origin)
    nearest = min(placed, key=lambda row: (not row.is_own, -row.as_of.toordinal(), row.row_id))
    return Golden(said, nearest.point, origin | {POINT: nearest.row_id})


def _best(telling: Sequence[Source], name: str) -> Source:
    agreeing = Counter(value for _, value in {(row.list_id, row.said[name].casefold()) for row in telling})

    def rank(row: Source) -> tuple[bool, int, int, int, int]:
        text = row.said[name]
        return not row.is_own, -row.as_of.toordinal(), -agreeing[text.casefold()], -len(text), row.row_id

    return min(telling, key=rank)
