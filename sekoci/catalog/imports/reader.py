"""Reads a spreadsheet in a process of its own, with little memory and time, so that no file can take the server with it.

Run by its path with the number of a sheet (-1: the first that has anything), the file on standard input: a JSON line with the
sheets' names and which it is, then one with the cells of each row. It stands alone: nothing of Sekoci is imported. What cannot
be read is an exit code, which `opening` turns into a sentence.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TextIO

NOT_A_SHEET, LOCKED, TOO_MUCH_INSIDE, TOO_MANY_ROWS, TOO_MANY_COLUMNS = 10, 11, 12, 13, 14
MOST_ROWS = 100_000
MOST_TITLES = 60
"""Rows that may stand above and below the products."""
MOST_COLUMNS = 200
MOST_UNPACKED = 200_000_000
MOST_PARTS = 1_000
MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 15
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")


def main(sheet: int, source: BinaryIO, target: TextIO) -> int:
    content = source.read()
    mark = ""
    try:
        if content.startswith(b"PK"):
            _check_packed(content)
            names, chosen, rows = _workbook(content, sheet)
        elif content.startswith(b"\xd0\xcf\x11\xe0"):
            names, chosen, rows = _workbook(content, sheet)
        else:
            mark, rows = _text_rows(_text(content))
            names, chosen = [""], 0
    except _Refused as no:
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


class _Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _check_packed(content: bytes) -> None:
    """Look into the zip's directory before anybody unpacks it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _Refused(NOT_A_SHEET) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _Refused(TOO_MUCH_INSIDE)


def _workbook(content: bytes, sheet: int) -> tuple[list[str], int, Iterable[list[Any]]]:
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        seen = [
            place
            for place, each in enumerate(book.sheets_metadata)
            if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
        ]
        names = [book.sheet_names[place] for place in seen]
        for number in [sheet] if 0 <= sheet < len(seen) else range(len(seen)):
            found = book.get_sheet_by_index(seen[number])
            if found.total_width > MOST_COLUMNS:
                raise _Refused(TOO_MANY_COLUMNS)
            if found.total_height > MOST_ROWS + MOST_TITLES:
                raise _Refused(TOO_MANY_ROWS)
            if found.total_height:
                above, left = found.start or (0, 0)
                return names, number, _from_the_top(found.to_python(), above, left)
    except PasswordError:
        raise _Refused(LOCKED) from None
    except (CalamineError, ValueError, OSError):
        raise _Refused(NOT_A_SHEET) from None
    return names, 0, []


def _from_the_top(rows: list[list[Any]], above: int, left: int) -> Iterator[list[Any]]:
    """The rows with the empty ones above and the empty columns before them, so that numbers are those that the owner sees."""
    yield from ([] for _ in range(above))
    for row in rows:
        yield [""] * left + row


def _text(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16, or else what Windows writes in the West."""
    if content.startswith(FOREIGN):
        raise _Refused(NOT_A_SHEET)
    head = content[:4000]
    encodings = [name for mark, name in MARKS if content.startswith(mark)]
    if not encodings and head.count(0) > len(head) // 4:
        encodings = ["utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"]
    for encoding in (*encodings, "utf-8", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    text = text.replace("\0", "")
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1f\x7f]", text[:4000]))
    if odd > 20 or re.match(r"\s*<(!doctype|html|table|\?xml)", text[:200], re.IGNORECASE):
        raise _Refused(NOT_A_SHEET)
    return text


def _text_rows(text: str) -> tuple[str, list[list[str]]]:
    """What stands between its cells, and the cells."""
    csv.field_size_limit(2**31 - 1)
    said = re.match(r"\ufeff?sep=(.)\r?\n", text)
    if said:
        return said[1], [[], *_split(text[said.end() :], said[1])]
    beginning = "".join(text.splitlines(keepends=True)[:40])
    best = max(";\t,|", key=lambda mark: _evenness(_split(beginning, mark)))
    rows = _split(text, best)
    if any(cell.count(best) >= cell.count("\n") > 20 for row in rows for cell in row):  # a quotation mark that nobody closed
        rows = [[cell.strip('"') for cell in row] for row in _split(text, best, quoting=csv.QUOTE_NONE)]
    return best, rows


def _split(text: str, mark: str, *, quoting: Any = csv.QUOTE_MINIMAL) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting))
    except csv.Error:
        raise _Refused(NOT_A_SHEET) from None


def _evenness(rows: list[list[str]]) -> tuple[float, int]:
    """How many rows have as many cells as most have, and how many those are: the right mark cuts evenly."""
    widths = [len(row) for row in rows if any(row)]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    common = max(set(wide), key=lambda width: (wide.count(width), width))
    return round(wide.count(common) / len(widths), 1), common


def _cell(value: Any) -> str | int | float:
    """What a cell holds, as JSON has it: whole numbers whole, dates as text, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value if abs(value) < 1e15 else str(value)
    return value if isinstance(value, str | int) else str(value)


def _hold_back() -> None:
    """No more memory and time than an honest file needs (not on Windows, which has no such limits)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _hold_back()
    sys.exit(main(int(sys.argv[1]), sys.stdin.buffer, sys.stdout))
