"""Lists as files that a spreadsheet opens, CSV and XLSX, in which nothing is ever computed: every text stays the text it is."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from xlsxwriter import Workbook

from sekoci.kit.phone import spoken_phone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Letters in one cell of a spreadsheet; the rest would make the whole cell vanish."""

MARKS = (";", "\t", "|")


@dataclass(frozen=True)
class Percent:
    """So many of a hundred: a percentage in a workbook (12.5 is its 0.125, shown as 12.5 %), the plain number in a CSV."""

    of_hundred: float


@dataclass(frozen=True)
class Rupiahs:
    """An amount in rupiah, shown as one in a workbook, the plain number in a CSV."""

    amount: int


Cell = str | int | float | date | Percent | Rupiahs
Rows = Iterable[Sequence[Cell]]
SHOWN: dict[type, str] = {date: "yyyy-mm-dd", Percent: "0.0%", Rupiahs: '"Rp"#,##0'}
"""How a workbook shows what is more than a number; the marks between figures are those of whoever opens it."""


def list_answer(request: HttpRequest, name: str, heads: Sequence[str], rows: Rows, *, mark: str = "") -> HttpResponse:
    """A list to keep under `name` (without its ending), as the visitor asked: `?berkas=xlsx`, or else CSV.

    `kit/parts/downloads.html` draws the two links. The rows are the caller's to bound. `mark`: `as_csv`.
    """
    if request.GET.get("berkas") == "xlsx":
        return file_answer(f"{name}.xlsx", as_xlsx(heads, rows), XLSX)
    return file_answer(f"{name}.csv", as_csv(heads, rows, mark=mark), "text/csv; charset=utf-8")


def file_answer(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def as_csv(heads: Sequence[str], rows: Rows, *, mark: str = "") -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; numbers as numbers, days as 2026-11-23, texts never as formulas.

    `mark` stands between the cells, as in a file that came from the visitor's own spreadsheet; a comma unless one of `MARKS`.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=mark if mark in MARKS else ",")
    writer.writerow(heads)
    writer.writerows([_in_csv(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(heads: Sequence[str], rows: Rows) -> bytes:
    """A workbook of one sheet, written row by row; each cell has its type, so a text that begins with = is a text."""
    return as_book([Sheet("", heads, rows)])


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. `name`: at most 31 letters, none of `[]:*?/\\`; empty: the program's own."""

    name: str
    heads: Sequence[str]
    rows: Rows


def as_book(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of some sheets, each as `as_xlsx` writes it."""
    content = io.BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        shown = {kind: book.add_format({"num_format": how}) for kind, how in SHOWN.items()}
        for each in sheets:
            sheet = book.add_worksheet(each.name or None)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(each.heads):
                sheet.set_column(column, column, max(12, min(len(head) + 4, 40)))
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(each.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell[:LONGEST_CELL])
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, shown[date])
                    else:
                        sheet.write_number(number, column, _number(cell), shown.get(type(cell)))
    return content.getvalue()


def _number(cell: float | Percent | Rupiahs) -> float:
    """As a workbook keeps it."""
    if isinstance(cell, Percent):
        return cell.of_hundred / 100
    return cell.amount if isinstance(cell, Rupiahs) else cell


def _in_csv(cell: Cell) -> str | float:
    if isinstance(cell, Percent):
        return cell.of_hundred
    if isinstance(cell, Rupiahs):
        return cell.amount
    return cell if isinstance(cell, int | float) else as_text(cell if isinstance(cell, str) else cell.isoformat())


def phone_cell(phone: str) -> str:
    """`0812-3456-7890`: a phone as people write it, which no spreadsheet computes; foreign ones lose their plus."""
    return spoken_phone(phone).removeprefix("+") if phone else ""


def as_text(cell: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula."""
    return "'" + cell if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell else cell
