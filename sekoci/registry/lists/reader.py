"""Reads a partner's file in a process of its own, with bounded memory and time, so that no file can take the worker with it.

`python -m`: SOURCE TARGET SHEET (-1: the first that has anything). Writes the file TARGET: each row's number in SOURCE,
then its cells, in UTF-8 without NUL and line breaks. On standard output JSON lines: `{"rows": n}` every hundred thousand,
last what it found. What cannot be read is an exit code, which `opening` makes a sentence.
"""

import codecs
import csv
import gzip
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sekoci.kit.foreign import (
    BETWEEN,
    CUT_SHORT,
    NOT_READABLE,
    OTHERS,
    PACKED,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH_INSIDE,
    Refused,
    check_packed,
    check_text,
    evenness,
    from_the_top,
    hold_back,
    opened_workbook,
    said_encoding,
)
from sekoci.registry.lists.markup import Tables, is_markup

MOST_ROWS = 5_000_000
MOST_TITLES = 100
"""Rows that may stand above and below the businesses."""
MOST_COLUMNS = 200
MOST_UNPACKED = 4_000_000_000
MOST_MEMORY = 2_500_000_000
MOST_SECONDS = 900
LONGEST_CELL = 2_000
BREAKS = re.compile(r"[\x00\r\n\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
EVERY = 100_000
THE_END = "\x04\x04"


class _NeverCloses(Exception):
    """A quotation mark that nobody closed swallows the rest of the file."""


def main(source: Path, target: Path, sheet: int) -> int:
    try:
        try:
            facts = _read(source, target, sheet, is_bare=False)
        except (_NeverCloses, csv.Error):
            facts = _read(source, target, sheet, is_bare=True)
    except Refused as no:
        return no.code
    except EOFError:
        return CUT_SHORT
    except (csv.Error, UnicodeError, OSError, zipfile.BadZipFile):
        return NOT_READABLE
    _say(facts)
    return 0


def _read(source: Path, target: Path, sheet: int, *, is_bare: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {"sheets": [""], "sheet": 0, "mark": ""}
    end = _End()
    with source.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PAR1", b"PK\x03\x04")) and not _is_whole(source):
        raise Refused(CUT_SHORT)
    if head.startswith(b"PAR1"):
        rows: Iterable[Iterable[Any]] = _parquet(source)
    elif head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        facts["sheets"], facts["sheet"], rows = _workbook(source, sheet)
    else:
        facts["mark"], rows = _text_rows(source, head, end, is_bare=is_bare)
    return facts | _write(rows, target) | {"cut": end.cut}


def _is_whole(source: Path) -> bool:
    """Parquet ends as it begins, a workbook with a directory: one that does not was cut on its way."""
    with source.open("rb") as file:
        if file.read(4) != b"PAR1":
            return zipfile.is_zipfile(file)
        file.seek(-4, 2)
        return file.tell() > 4 and file.read() == b"PAR1"


def _say(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _write(rows: Iterable[Iterable[Any]], target: Path) -> dict[str, Any]:
    """Every row that says anything, with its number from 1; how many there are, and how wide the widest is."""
    width = said = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS + MOST_TITLES:
                raise Refused(TOO_MANY_ROWS)
            if number % EVERY == 0:
                _say({"rows": number})
            cells = [each if type(each) is str else _cell(each) for each in row]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            if len(cells) > MOST_COLUMNS:
                raise Refused(TOO_MANY_COLUMNS)
            if BREAKS.search("\x01".join(cells)) or max(map(len, cells)) > LONGEST_CELL:
                cells = [BREAKS.sub(" ", each)[:LONGEST_CELL] for each in cells]
            width, said = max(width, len(cells)), said + 1
            writer.writerow([number, *cells])
    return {"rows": said, "width": width}


def _cell(value: Any) -> str:
    """What a cell of a workbook holds, as text: whole numbers without a point, long ones without an exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    return str(value)


def _workbook(source: Path, sheet: int) -> tuple[list[str], int, Iterable[list[Any]]]:
    if zipfile.is_zipfile(source):  # an old .xls is none
        check_packed(source, most=MOST_UNPACKED)
    names, number, found = opened_workbook(str(source), sheet)
    return names, number, from_the_top(found.iter_rows(), found.start) if found else []


def _parquet(source: Path) -> Iterator[Iterable[Any]]:
    import duckdb

    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as database:
        try:
            found = database.execute("select columns(*)::varchar from read_parquet(?)", [str(source)])
        except duckdb.Error:
            raise Refused(NOT_READABLE) from None
        yield [column[0] for column in found.description or ()]
        while rows := found.fetchmany(5_000):
            yield from rows


class _End:
    """How a text file ends; `cut`: the number of its last row, where that stops in its middle. 0: it does not."""

    def __init__(self) -> None:
        self.cut, self.has_line_end = 0, True

    def lines(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, and one more: in a quotation mark that nobody closed, it does not become a row of its own."""
        for line in lines:
            self.has_line_end = line.endswith("\n")
            yield line
        yield THE_END

    def rows(self, rows: Iterable[list[str]], mark: str) -> Iterator[list[str]]:
        before, last = list[str](), list[str]()
        for number, row in enumerate(rows, start=1):
            if row and row[-1].endswith(THE_END):
                if row != [THE_END]:
                    rest = self._unclosed([*row[:-1], row[-1].removesuffix(THE_END)], mark, len(last))
                    self.cut = number if len(rest) == 1 else 0
                    yield from rest
                elif not self.has_line_end and 0 < len(last) < len(before):
                    self.cut = number - 1
                return
            before, last = last, row
            yield row

    def _unclosed(self, row: list[str], mark: str, width: int) -> list[list[str]]:
        """A last cell that never closes: it was cut, or swallowed whole rows, which are given back."""
        first, *more = row[-1].rstrip("\n").split("\n")
        if not any(line.count(mark) >= max(1, width - 1) for line in more):
            return [row]
        return [[*row[:-1], *first.split(mark)], *([each.strip('"') for each in line.split(mark)] for line in more)]


def _text_rows(source: Path, head: bytes, end: _End, *, is_bare: bool) -> tuple[str, Iterator[list[str]]]:
    """What stands between the cells of a text file (packed by gzip or not), and the cells."""
    if head.startswith(OTHERS):
        raise Refused(NOT_READABLE)
    with _opened(source, head) as file:
        beginning = file.read(65_536)
    text = _decoded(beginning, encoding := _encoding(source, head, beginning)).lstrip("\ufeff")
    if is_markup(text):
        return "", _marked_up(_chunks(source, head, encoding), end)
    check_text(text)
    if said := re.match(r"sep=(.)\r?\n", text):
        return said[1], end.rows(_split(source, head, encoding, said[1], csv.QUOTE_MINIMAL, end, skip=1), said[1])
    lines = text.replace("\x00", "").splitlines()[:60]
    best = max(BETWEEN, key=lambda mark: evenness(list(csv.reader(lines[:-1] or lines, delimiter=mark))))
    quoting = csv.QUOTE_NONE if is_bare else csv.QUOTE_MINIMAL
    return best, end.rows(_split(source, head, encoding, best, quoting, end), best)


def _marked_up(chunks: Iterable[str], end: _End) -> Iterator[list[str]]:
    """The rows of the tables in a page; Refused where it has none."""
    tables, count = Tables(), 0
    for chunk in chunks:
        tables.feed(chunk)
        for row in tables.done():
            count += 1
            yield row
    was_open = tables.is_open
    tables.close()
    for row in tables.done():
        count += 1
        yield row
        end.cut = count if was_open else 0
    if not count:
        raise Refused(NOT_READABLE)


def _opened(source: Path, head: bytes) -> BinaryIO:
    return gzip.open(source, "rb") if head.startswith(PACKED) else source.open("rb")  # type: ignore[return-value]  # both are read as bytes


def _encoding(source: Path, head: bytes, beginning: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16, or else what Windows writes in the West; the whole file is asked."""
    if said := said_encoding(beginning):
        return said
    decoder, read = codecs.getincrementaldecoder("utf-8")(), 0
    with _opened(source, head) as file:
        try:
            while chunk := file.read(4_000_000):
                read += len(chunk)
                if read > MOST_UNPACKED:
                    raise Refused(TOO_MUCH_INSIDE)
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _decoded(beginning: bytes, encoding: str) -> str:
    return beginning.decode(encoding, "ignore")


def _chunks(source: Path, head: bytes, encoding: str) -> Iterator[str]:
    with codecs.getreader(encoding)(_opened(source, head), "replace") as file:
        while chunk := file.read(1_000_000):
            yield chunk.replace("\x00", "")


def _lines(source: Path, head: bytes, encoding: str) -> Iterator[str]:
    rest, end = "", ""
    for chunk in _chunks(source, head, encoding):
        end = end or ("\r" if "\r" in chunk and "\n" not in chunk else "\n")  # "CSV (Macintosh)" has no other line ends
        parts = (rest + chunk).split(end)
        rest = parts.pop()
        for line in parts:
            yield line + "\n"
    if rest:
        yield rest


def _split(source: Path, head: bytes, encoding: str, mark: str, quoting: Any, end: _End, *, skip: int = 0) -> Iterator[list[str]]:
    csv.field_size_limit(1_000_000)
    lines = end.lines(_lines(source, head, encoding))
    for _ in range(skip):
        next(lines, "")
        yield []
    rows = csv.reader(lines, delimiter=mark, quoting=quoting)
    first, before = True, 0
    for row in rows:
        if first and row:
            row[0], first = row[0].removeprefix("\ufeff"), False
        if rows.line_num - before > 20 and any(each.count(mark) > 20 for each in row):
            raise _NeverCloses
        before = rows.line_num
        yield [each.strip('"') for each in row] if quoting == csv.QUOTE_NONE else row


if __name__ == "__main__":
    hold_back(memory=MOST_MEMORY, seconds=MOST_SECONDS)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
