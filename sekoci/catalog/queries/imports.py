"""Lists that came as files, as the owner sees them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.catalog.imports.guess import FIELDS
from sekoci.catalog.imports.opening import open_sheet
from sekoci.catalog.imports.words import HEADS, LABELS, notes_of, said_of
from sekoci.catalog.models import ProductImport
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business

MOST_SHOWN = 30


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot be used: its number in the file, and why."""

    number: int
    name: str
    column: str
    reason: str


@dataclass(frozen=True)
class ColumnView:
    """A column of the file: its title, what is in it, and the field it is taken for."""

    place: int
    letter: str
    title: str
    examples: str
    field: str


@dataclass(frozen=True)
class ImportView:
    id: UUID
    file_name: str
    state: str
    rows: int
    written: int
    counts: dict[str, int]
    header: int
    sheet: int
    sheets: tuple[str, ...]
    columns: tuple[ColumnView, ...]
    sample: tuple[dict[str, object], ...]
    wrong: tuple[WrongRow, ...]
    has_file: bool
    came_before: datetime | None
    """When the very same file was written already."""
    created_at: datetime
    undo_until: datetime | None
    """Until when what it wrote can be taken back."""

    @property
    def can_be_undone(self) -> bool:
        return self.state == "done" and self.undo_until is not None and self.undo_until > now()

    @property
    def good(self) -> int:
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    @property
    def notes(self) -> list[str]:
        """What there is to say before it is written."""
        return notes_of(self.counts) if self.state == "ready" and not self.came_before else []

    @property
    def is_waiting(self) -> bool:
        return self.state in ("checking", "writing", "undoing")

    @property
    def title_row(self) -> int:
        """The number of the row with the titles, as a spreadsheet counts; 0: there is none."""
        return self.header + 1


def import_of(business_id: int, import_id: UUID, *, most_wrong: int = MOST_SHOWN) -> ImportView | None:
    """One import of this shop, with its first wrong rows; None where there is none."""
    with in_business(business_id):
        row = ProductImport.objects.defer("content").filter(id=import_id).first()
        if row is None:
            return None
        before = ProductImport.objects.filter(fingerprint=row.fingerprint, state="done").exclude(id=row.id)
        came_before = before.values_list("finished_at", flat=True).first()
        has_file = ProductImport.objects.filter(id=import_id, content__isnull=False).exists()
    fields = {place: name for name, place in row.columns.items()}
    columns = tuple(
        ColumnView(place, letter_of(place), title, examples, fields.get(place, ""))
        for place, (title, examples) in enumerate(zip(row.titles, row.examples, strict=False))
        if title or examples
    )
    wrong = tuple(_wrong(each) for each in row.problems[:most_wrong])
    return ImportView(
        row.id, row.file_name, row.state, row.rows, row.written, row.counts, row.header, row.sheet, tuple(row.sheets), columns,
        tuple(row.sample), wrong, has_file, came_before, row.created_at, row.undo_until,
    )  # fmt: skip


def latest_imports(business_id: int, *, limit: int = 5) -> list[tuple[UUID, str, str, datetime, dict[str, int]]]:
    """The last files that came: id, name, state, when, and how many rows of each kind."""
    with in_business(business_id):
        rows = ProductImport.objects.order_by("-id").values_list("id", "file_name", "state", "created_at", "counts")
        return list(rows[:limit])


@dataclass(frozen=True)
class WrongRows:
    """A file to be put right: its titles, its rows, and what stands between the cells of the one that came."""

    heads: list[str]
    rows: Iterator[Sequence[str]]
    mark: str


def wrong_rows(business_id: int, import_id: UUID) -> WrongRows | None:
    """The rows that cannot be used, as they came, with why: to be put right and sent again. None where the file is forgotten."""
    with in_business(business_id):
        row = ProductImport.objects.filter(id=import_id).first()
    if row is None or row.content is None:
        return None
    opened = open_sheet(bytes(row.content), sheet=row.sheet)
    fields = [name for name in FIELDS if name in row.columns]

    def cells() -> Iterator[Sequence[str]]:
        for number, name, _column, reason, facts in row.problems:
            came = opened.rows[number - 1]
            said = [str(came[row.columns[each]]) if row.columns[each] < len(came) else "" for each in fields]
            if fields[0] == "name" and not said[0].strip():
                said[0] = name
            yield [*said, str(number), said_of(reason, facts)]

    return WrongRows([*(HEADS[name] for name in fields), "baris", "alasan"], cells(), opened.mark)


def letter_of(place: int) -> str:
    """How a spreadsheet calls its columns: A, B, …, AA."""
    return letter_of(place // 26 - 1) + chr(65 + place % 26) if place >= 26 else chr(65 + place)


def _wrong(problem: list[object]) -> WrongRow:
    number, name, column, reason, facts = problem
    label = str(LABELS[str(column)]) if column in LABELS else ""
    return WrongRow(int(str(number)), str(name), label, said_of(str(reason), facts if isinstance(facts, dict) else {}))
