"""Lists as files that a spreadsheet opens: CSV in which nothing is ever computed."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from sekoci.kit.phone import spoken_phone


def csv_answer(name: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> HttpResponse:
    """A CSV to keep under `name`: UTF-8 with a mark, so that Excel reads it; numbers as numbers, texts never as formulas."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(heads)
    writer.writerows([cell if isinstance(cell, int) else as_text(cell) for cell in row] for row in rows)
    return response


def phone_cell(phone: str) -> str:
    """`0812-3456-7890`: a phone as people write it, which no spreadsheet computes; foreign ones lose their plus."""
    return spoken_phone(phone).removeprefix("+") if phone else ""


def as_text(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return "'" + cell if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell else cell
