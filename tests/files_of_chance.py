"""A table written as somebody's program may have written it, by chance: E45 for goods and for partners' lists."""

import csv
import io
import random
from collections.abc import Sequence

from xlsxwriter import Workbook

Cell = str | int | float


def as_csv(rows: list[list[Cell]], chance: random.Random, *, encodings: Sequence[str], torn: str) -> tuple[str, bytes]:
    """Name and content. `torn`: a word that may come with a NUL in the middle."""
    mark = chance.choice((",", ";", "\t"))
    written = io.StringIO()
    csv.writer(written, delimiter=mark, lineterminator=chance.choice(("\n", "\r\n", "\r"))).writerows(rows)
    text = written.getvalue()
    encoding = chance.choice(encodings)
    if encoding == "cp1252":
        text = text.replace("\u200b", "").replace("\ufeff", "")
    elif chance.random() < 0.3:
        middle = len(torn) // 2
        text = text.replace(torn, f"{torn[:middle]}\0{torn[middle:]}")
    return "daftar.csv", text.encode(encoding)


def as_xlsx(rows: list[list[Cell]], chance: random.Random) -> tuple[str, bytes]:
    """Name and content: perhaps behind an empty sheet, a title merged over the columns."""
    content = io.BytesIO()
    with Workbook(content) as book:
        if chance.random() < 0.3:
            book.add_worksheet("kosong")
        sheet = book.add_worksheet("daftar")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        if len(rows[0]) == 1:
            sheet.merge_range(0, 0, 0, 3, rows[0][0])
    return "daftar.xlsx", content.getvalue()
