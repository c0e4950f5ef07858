"""Reads a spreadsheet in a process of its own, with little memory and time, so that no file can take the server with it.

`python -m` with the number of a sheet (-1: the first that has anything), the file on standard input: a JSON line with the
sheets' names and which it is, then one with the cells of each row. What cannot be read is an exit code, which
`opening` turns into a sentence.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO, TextIO

from sekoci.kit.foreign import (
    BETWEEN,
    NOT_READABLE,
    OTHERS,
    PACKED,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Refused,
    check_packed,
    check_text,
    evenness,
    from_the_top,
    hold_back,
    opened_workbook,
    said_encoding,
)

MOST_ROWS = 100_000
MOST_TITLES = 60
"""Rows that may stand above and below the products."""
MOST_COLUMNS = 200
MOST_UNPACKED = 200_000_000
MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 15


def main(sheet: int, source: BinaryIO, target: TextIO) -> int:
    content = source.read()
    mark = ""
    try:
        if content.startswith(b"PK"):
            check_packed(io.BytesIO(content), most=MOST_UNPACKED)
            names, chosen, rows = _workbook(content, sheet)
        elif content.startswith(b"\xd0\xcf\x11\xe0"):
            names, chosen, rows = _workbook(content, sheet)
        else:
            mark, rows = _text_rows(_text(content))
            names, chosen = [""], 0
    except Refused as no:
        return no.code
    target.write(json.dumps({"sheets": names, "sheet": chosen, "mark": mark}) + "\n")
    for number, row in enumerate(rows):
        if number >= MOST_ROWS + MOST_TITLES:
            return TOO_MANY_ROWS
        cells = [_cell(each) for each in row]
        while cells and cells[-1] == "":
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            return TOO_MANY_COLUMNS
        target.write(json.dumps(cells) + "\n")
    return 0


def _workbook(content: bytes, sheet: int) -> tuple[list[str], int, Iterable[list[Any]]]:
    names, number, found = opened_workbook(io.BytesIO(content), sheet)
    if found is None:
        return names, number, []
    if found.total_width > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS)
    if found.total_height > MOST_ROWS + MOST_TITLES:
        raise Refused(TOO_MANY_ROWS)
    return names, number, from_the_top(found.to_python(), found.start)


def _text(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16, or else what Windows writes in the West."""
    if content.startswith((*OTHERS, PACKED)):
        raise Refused(NOT_READABLE)
    for encoding in filter(None, (said_encoding(content[:4000]), "utf-8", "cp1252", "latin-1")):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    text = text.replace("\0", "")
    check_text(text)
    return text


def _text_rows(text: str) -> tuple[str, list[list[str]]]:
    """What stands between its cells, and the cells."""
    csv.field_size_limit(2**31 - 1)
    said = re.match(r"\ufeff?sep=(.)\r?\n", text)
    if said:
        return said[1], [[], *_split(text[said.end() :], said[1])]
    beginning = "".join(text.splitlines(keepends=True)[:40])
    best = max(BETWEEN, key=lambda mark: evenness(_split(beginning, mark)))
    rows = _split(text, best)
    if any(cell.count(best) >= cell.count("\n") > 20 for row in rows for cell in row):  # a quotation mark that nobody closed
        rows = [[cell.strip('"') for cell in row] for row in _split(text, best, quoting=csv.QUOTE_NONE)]
    return best, rows


def _split(text: str, mark: str, *, quoting: Any = csv.QUOTE_MINIMAL) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting))
    except csv.Error:
        raise Refused(NOT_READABLE) from None


def _cell(value: Any) -> str | int | float:
    """What a cell holds, as JSON has it: whole numbers whole, dates as text, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value if abs(value) < 1e15 else str(value)
    return value if isinstance(value, str | int) else str(value)


if __name__ == "__main__":
    hold_back(memory=MOST_MEMORY, seconds=MOST_SECONDS)
    sys.exit(main(int(sys.argv[1]), sys.stdin.buffer, sys.stdout))
