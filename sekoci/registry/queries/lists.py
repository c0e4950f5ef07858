"""An organisation's lists and their editions, as its people see them; those of others do not exist."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.kit.phone import NotAPhone, parse_phone
from sekoci.kit.sql import fetch
from sekoci.registry.lists.guess import letter_of
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.words import HEADS, REASONS, SECRETS

LISTS = """
    select l.id, l.name, l.area_code, coalesce(a.path, ''), e.as_of, e.rows, coalesce(w.id, null), coalesce(w.state, '')
    from registry_partnerlist l left join registry_area a on a.code = l.area_code
    left join lateral (
        select as_of, came + changed + same as rows from registry_listedition
        where list_id = l.id and state = 'stored' order by stored_at desc limit 1
    ) e on true
    left join lateral (
        select id, state from registry_listedition
        where list_id = l.id and state not in ('stored', 'cancelled') order by id desc limit 1
    ) w on true
    where l.organisation_id = %s and not l.is_own
"""
EDITION = """
    select e.id, e.list_id, l.name, e.file_name, e.as_of, e.state, e.rows_total, e.rows_done, e.came, e.changed, e.same, e.went,
        e.quarantined, e.problem, e.created_at, e.stored_at
    from registry_listedition e join registry_partnerlist l on l.id = e.list_id
    where l.organisation_id = %s and not l.is_own
"""


@dataclass(frozen=True)
class ListSeen:
    """A list; of its newest stored edition the day and how many businesses it has; what waits of it."""

    id: int
    name: str
    area_code: str
    place: str
    as_of: date | None
    rows: int | None
    waiting: UUID | None
    waiting_state: str


@dataclass(frozen=True)
class EditionSeen:
    id: UUID
    list_id: int
    list_name: str
    file_name: str
    as_of: date
    state: str
    rows_total: int
    rows_done: int
    came: int
    changed: int
    same: int
    went: int
    quarantined: int
    problem: str
    created_at: datetime
    stored_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in ("uploaded", "reading", "storing")


@dataclass(frozen=True)
class ColumnSeen:
    place: int
    letter: str
    heading: str
    field: str
    secret: str
    examples: str


@dataclass(frozen=True)
class Preview:
    """What is shown of a file before it is stored."""

    counts: Mapping[str, int]
    levels: Mapping[str, int]
    regencies: Sequence[tuple[str, int, float]]
    unsure: Sequence[tuple[str, str, float, int]]
    faults: Mapping[str, int]
    reasons: Mapping[str, int]
    samples: Sequence[dict[str, Any]]
    wrong: Sequence[dict[str, Any]]
    columns: Sequence[ColumnSeen]
    dropped: Sequence[tuple[str, str]]
    sealed: tuple[str, int] | None
    """The column of NIK that the list may keep, and how many there are."""
    had_numbers: int
    """Rows in which the number of an identity card stood elsewhere: it is dropped."""
    sheets: Sequence[str]
    sheet: int
    header: int


def seen_on(row: str, of_list: str) -> str:
    """As SQL, the day on which a list last had a row: these are the aliases of the row and of its list."""
    return f"greatest({row}.as_of, case when {row}.gone_at is null then {of_list}.as_of end)"


def lists_of(organisation_id: int) -> list[ListSeen]:
    """The organisation's lists by name. One statement."""
    return [ListSeen(*row) for row in fetch(f"{LISTS} order by lower(l.name)", (organisation_id,))]


def list_of(organisation_id: int, list_id: int) -> ListSeen | None:
    rows = fetch(f"{LISTS} and l.id = %s", (organisation_id, list_id))
    return ListSeen(*rows[0]) if rows else None


def editions_of(organisation_id: int, list_id: int, *, limit: int = 50) -> list[EditionSeen]:
    """A list's editions, the newest first."""
    return [
        EditionSeen(*row)
        for row in fetch(f"{EDITION} and e.list_id = %s order by e.id desc limit %s", (organisation_id, list_id, limit))
    ]


def edition_of(organisation_id: int, list_id: int, edition_id: UUID) -> EditionSeen | None:
    rows = fetch(f"{EDITION} and e.list_id = %s and e.id = %s", (organisation_id, list_id, edition_id))
    return EditionSeen(*rows[0]) if rows else None


def preview_of(edition_id: UUID) -> Preview:
    """What is to be shown of an edition that its people may see (`edition_of`). Two statements."""
    [(written,)] = fetch("select preview::text from registry_listedition where id = %s", (edition_id,))
    said = json.loads(written)
    codes = {row[0] for row in said.get("regencies", ())} | {row[1] for row in said.get("unsure", ())}
    codes |= {row[3] for row in said.get("samples", ())}
    paths = dict(fetch("select code, path from registry_area where code = any(%s)", (list(codes),))) if codes else {}
    names = ("name", "owner", "phone", "code", "score", "kind", "number")
    samples = [dict(zip(names, row, strict=True)) for row in said.get("samples", ())]
    columns = [
        ColumnSeen(place, letter_of(place), heading, field, secret, ", ".join(examples))
        for place, heading, field, secret, examples in said.get("columns", ())
    ]
    dropped = said.get("dropped") or [(column.heading, column.secret) for column in columns if column.secret in SECRETS]
    told = said.get("told") or {"header": 0, "sheet": 0}
    return Preview(
        counts=said.get("counts", {}),
        levels=said.get("levels", {}),
        regencies=[(paths.get(code, code), count, score) for code, count, score in said.get("regencies", ())],
        unsure=[(text, paths.get(code, ""), score, count) for text, code, score, count in said.get("unsure", ())],
        faults=said.get("faults", {}),
        reasons=said.get("reasons", {}),
        samples=[row | {"place": paths.get(row["code"], "")} for row in samples],
        wrong=[
            {"number": row[0], "name": row[1], "why": [str(REASONS[each]) for each in row[2]]} for row in said.get("wrong", ())
        ],
        columns=columns,
        dropped=[(heading, secret) for heading, secret in dropped],
        sealed=(said["sealed"][0], said["sealed"][1]) if "sealed" in said else None,
        had_numbers=said.get("had_numbers", 0),
        sheets=said.get("sheets", ()),
        sheet=told["sheet"],
        header=told["header"],
    )


def quarantined_rows(edition_id: UUID) -> tuple[list[str], Iterator[Sequence[str | int]]]:
    """The headings and rows that were put aside, with the reasons: to be mended and sent again. Within reach, or across."""
    kept = "select number, reasons, cells::text from registry_quarantinedrow where edition_id = %s order by number"
    rows = [(number, reasons, json.loads(cells)) for number, reasons, cells in fetch(kept, (edition_id,))]
    said = {field for _, _, cells in rows for field in cells}
    fields = [field for field in FIELDS if field in said or field == "name"]

    def written() -> Iterator[Sequence[str | int]]:
        for number, reasons, cells in rows:
            why = " ".join(str(REASONS[reason]) for reason in reasons)
            yield [*(str(cells.get(field, "")) for field in fields), number, why]

    return [*(HEADS[field] for field in fields), "baris", "alasan"], written()


def phones_put_aside(edition_id: UUID) -> list[str]:
    """Whom a download of what was put aside shows: the phones that can be read in it."""
    return phones_in(
        text or ""
        for (text,) in fetch("select cells ->> 'phone' from registry_quarantinedrow where edition_id = %s", (edition_id,))
    )


def phones_in(cells: Iterable[str]) -> list[str]:
    """The phones that can be read in what cells say."""
    phones = set()
    for text in cells:
        with contextlib.suppress(NotAPhone):
            phones.add(parse_phone(text))
    return sorted(phones)
