"""How a place, an hour and a question become words of the index; no database."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sekoci.kit.spelling import LEAST_FOR_A_BEGINNING, Word, fold
from sekoci.registry.rules import ALSO, KINDS, Hours, is_always_open, lineage, week_minutes

Sort = Literal["", "harga", "dekat", "baru"]
WEEK = 7 * 24 * 60
KM_A_DEGREE = 111.195
CELLS_A_DEGREE = 10
"""A cell is a tenth of a degree: eleven kilometres. Near is its own cell and the eight around it."""

AREA = re.compile(r"(?:[a-z0-9-]*-)?([0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?)")


@dataclass(frozen=True)
class Known:
    """A word that was asked for: its stem (empty for a word that says nothing), whether any shop or product has it, and what
    they have that is one slip away."""

    word: Word
    stem: str
    is_known: bool
    near: tuple[str, ...] = ()


def area_of_address(text: str) -> str | None:
    """The code in `kota-surakarta-33.72` or `33.72`; None where there is none."""
    found = AREA.fullmatch(text)
    return found[1] if found else None


def area_lexemes(code: str) -> list[str]:
    """`@33`, `@33.72`, `@33.72.01`: a shop is found in each area that it lies in."""
    return [f"@{each}" for each in lineage(code)]


def cell_lexeme(latitude: float | None, longitude: float | None) -> list[str]:
    """The cell of the map it stands in; none without coordinates."""
    if latitude is None or longitude is None:
        return []
    return [_cell(math.floor(latitude * CELLS_A_DEGREE), math.floor(longitude * CELLS_A_DEGREE))]


def kind_lexemes(kind: str) -> list[str]:
    """The kind of a business and the group it belongs to; none where nobody knows."""
    return [f"!{kind}", f"!{KINDS[kind].group}"] if kind in KINDS else []


def cells_around(latitude: float, longitude: float) -> str:
    """A tsquery for the cell of this place and the eight around it."""
    row, column = math.floor(latitude * CELLS_A_DEGREE), math.floor(longitude * CELLS_A_DEGREE)
    near = [_cell(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return "(" + " | ".join(f"'{each}'" for each in near) + ")"


def tsquery(asked: Sequence[Known], *, area: str = "", kind: str = "", near: tuple[float, float] | None = None) -> str:
    """What to look for in the index; empty where nothing narrows it. Only letters, digits and our own signs get into it."""
    parts = [_either(each, is_last=place == len(asked) - 1) for place, each in enumerate(asked)]
    if area:
        parts.append(f"'@{area}'")
    if kind:
        parts.append(f"'!{kind}'")
    if near and not area:
        parts.append(cells_around(*near))
    return " & ".join(parts)


def open_week(hours: Hours, zone: str) -> str | None:
    """The open minutes of an ordinary week, counted from Monday's midnight in UTC, as an int4multirange; None: always.

    Indonesia has no summer time, so a zone is so many hours ahead the whole year.
    """
    if is_always_open(hours):
        return None
    ahead = datetime(2026, 1, 5, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert ahead is not None
    shift = int(ahead.total_seconds()) // 60
    spans = []
    for start, end in week_minutes(hours):
        first = (start - shift) % WEEK
        last = first + end - start
        spans += [(first, min(last, WEEK)), (0, last - WEEK)] if last > WEEK else [(first, last)]
    return "{" + ",".join(f"[{first},{last})" for first, last in spans) + "}"


def minute_of_week(at: datetime) -> int:
    """The minute of the week in UTC, from Monday's midnight."""
    there = at.astimezone(UTC)
    return there.weekday() * 24 * 60 + there.hour * 60 + there.minute


def _either(known: Known, *, is_last: bool) -> str:
    """A word as it sounds, its stem, what it is also called, what it may begin while it is typed, what it may be a slip for."""
    folded = known.word.folded
    also = ALSO.get(known.word.plain, "")
    ways = [f"'{folded}'"]
    if known.stem and known.stem != folded:
        ways.append(f"'{known.stem}'")
    if also:
        ways.append("(" + " & ".join(f"'{fold(each)}'" for each in also.split()) + ")")
    if is_last and len(folded) >= LEAST_FOR_A_BEGINNING:
        ways.append(f"'{folded}':*")
    if not known.is_known:
        ways += [f"'{each}'" for each in known.near]
    return "(" + " | ".join(ways) + ")" if len(ways) > 1 else ways[0]


def _cell(row: int, column: int) -> str:
    return f"#{row}_{column}"
