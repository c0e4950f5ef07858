"""Lists as files that a spreadsheet opens, CSV and XLSX, in which nothing is ever computed: every text stays the text it is."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from xlsxwriter import Workbook

from sekoci.kit.phone import spoken_phone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Letters in one cell of a spreadsheet; the rest would make the whole cell vanish."""

MARKS = (";", "\t", "|")
Cell = str | int | float
Rows = Iterable[Sequence[Cell]]


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
    """UTF-8 with a byte order mark, so that Excel reads it; numbers as numbers, texts never as formulas.

    `mark` stands between the cells, as in a file that came from the visitor's own spreadsheet; a comma unless one of `MARKS`.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=mark if mark in MARKS else ",")
    writer.writerow(heads)
    writer.writerows([cell if isinstance(cell, int | float) else as_text(cell) for cell in row] for row in rows)
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
        for each in sheets:
            sheet = book.add_worksheet(each.name or None)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(each.heads):
                sheet.set_column(column, column, max(12, min(len(head) + 4, 40)))
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(each.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int | float):
                        sheet.write_number(number, column, cell)
                    else:
                        sheet.write_string(number, column, cell[:LONGEST_CELL])
    return content.getvalue()


def phone_cell(phone: str) -> str:
    """`0812-3456-7890`: a phone as people write it, which no spreadsheet computes; foreign ones lose their plus."""
    return spoken_phone(phone).removeprefix("+") if phone else ""


def as_text(cell: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula."""
    return "'" + cell if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell else cell
