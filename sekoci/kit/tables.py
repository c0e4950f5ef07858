"""Lists as files: CSV that a spreadsheet opens with the right letters, and in which every cell is what it says."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def csv_file(name: str, *, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to download, `name` without its ending."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return response


def as_text(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
