"""Reads a partner's file in a process of its own, with bounded memory and time, so that no file can take the worker with it.

Run by its path: SOURCE TARGET SHEET (-1: the first that has anything). Writes the file TARGET: each row's number in SOURCE,
then its cells, in UTF-8 without NUL and line breaks. On standard output JSON lines: `{"rows": n}` every hundred thousand,
last what it found. It stands alone: nothing of Sekoci is imported. What cannot be read is an exit code, which `opening` makes a
sentence.
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

NOT_A_LIST, LOCKED, TOO_MUCH_INSIDE, TOO_MANY_ROWS, TOO_MANY_COLUMNS = 10, 11, 12, 13, 14
MOST_ROWS = 5_000_000
MOST_TITLES = 100
"""Rows that may stand above and below the businesses."""
MOST_COLUMNS = 200
MOST_UNPACKED = 4_000_000_000
MOST_PARTS = 1_000
MOST_MEMORY = 2_500_000_000
MOST_SECONDS = 900
LONGEST_CELL = 2_000
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
BREAKS = re.compile(r"[\x00\r\n\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
EVERY = 100_000


class _NeverCloses(Exception):
    """A quotation mark that nobody closed swallows the rest of the file."""


class Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main(source: Path, target: Path, sheet: int) -> int:
    try:
        try:
            facts = _read(source, target, sheet, is_bare=False)
        except (_NeverCloses, csv.Error):
            facts = _read(source, target, sheet, is_bare=True)
    except Refused as no:
        return no.code
    except (csv.Error, UnicodeError, EOFError, OSError, zipfile.BadZipFile):
        return NOT_A_LIST
    _say(facts)
    return 0


def _read(source: Path, target: Path, sheet: int, *, is_bare: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {"sheets": [""], "sheet": 0, "mark": ""}
    with source.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PAR1"):
        rows: Iterable[Iterable[Any]] = _parquet(source)
    elif head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        facts["sheets"], facts["sheet"], rows = _workbook(source, sheet)
    else:
        facts["mark"], rows = _text_rows(source, head, is_bare=is_bare)
    return facts | _write(rows, target)


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
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    if zipfile.is_zipfile(source):
        _check_packed(source)
    try:
        book = load_workbook(str(source))
        seen = [
            place
            for place, each in enumerate(book.sheets_metadata)
            if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
        ]
        names = [book.sheet_names[place] for place in seen]
        for number in [sheet] if 0 <= sheet < len(seen) else range(len(seen)):
            found = book.get_sheet_by_index(seen[number])
            if found.total_height:
                above, left = found.start or (0, 0)
                return names, number, _from_the_top(found.iter_rows(), above, left)
    except PasswordError:
        raise Refused(LOCKED) from None
    except (CalamineError, ValueError, OSError):
        raise Refused(NOT_A_LIST) from None
    return names, 0, []


def _check_packed(source: Path) -> None:
    """Look into the zip's directory before anybody unpacks it."""
    parts = zipfile.ZipFile(source).infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(TOO_MUCH_INSIDE)


def _from_the_top(rows: Iterable[list[Any]], above: int, left: int) -> Iterator[list[Any]]:
    """The rows with the empty ones above and the empty columns before them, so that numbers are those that people see."""
    before = [""] * left
    missing = above
    for row in rows:
        if missing and not any(row):  # some readers give the empty rows above themselves
            missing -= 1
            yield []
            continue
        yield from ([] for _ in range(missing))
        missing = 0
        yield before + row


def _parquet(source: Path) -> Iterator[Iterable[Any]]:
    import duckdb

    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as database:
        try:
            found = database.execute("select columns(*)::varchar from read_parquet(?)", [str(source)])
        except duckdb.Error:
            raise Refused(NOT_A_LIST) from None
        yield [column[0] for column in found.description or ()]
        while rows := found.fetchmany(5_000):
            yield from rows


def _text_rows(source: Path, head: bytes, *, is_bare: bool) -> tuple[str, Iterator[list[str]]]:
    """What stands between the cells of a text file (packed by gzip or not), and the cells."""
    if head.startswith(FOREIGN):
        raise Refused(NOT_A_LIST)
    with _opened(source, head) as file:
        beginning = file.read(65_536)
    text = _decoded(beginning, encoding := _encoding(source, head, beginning)).lstrip("\ufeff")
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1f\x7f]", text[:4000]))
    if odd > 20 or re.match(r"\s*<(!doctype|html|table|\?xml)", text[:200], re.IGNORECASE):
        raise Refused(NOT_A_LIST)
    if said := re.match(r"sep=(.)\r?\n", text):
        return said[1], _split(source, head, encoding, said[1], csv.QUOTE_MINIMAL, skip=1)
    lines = text.replace("\x00", "").splitlines()[:60]
    best = max(";\t,|", key=lambda mark: _evenness(list(csv.reader(lines[:-1] or lines, delimiter=mark))))
    return best, _split(source, head, encoding, best, csv.QUOTE_NONE if is_bare else csv.QUOTE_MINIMAL)


def _opened(source: Path, head: bytes) -> BinaryIO:
    return gzip.open(source, "rb") if head.startswith(b"\x1f\x8b") else source.open("rb")  # type: ignore[return-value]


def _encoding(source: Path, head: bytes, beginning: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16, or else what Windows writes in the West; the whole file is asked."""
    for mark, name in MARKS:
        if beginning.startswith(mark):
            return name
    if beginning.count(0) > len(beginning) // 4:
        return "utf-16-le" if beginning[1::2].count(0) >= beginning[::2].count(0) else "utf-16-be"
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


def _lines(source: Path, head: bytes, encoding: str) -> Iterator[str]:
    file = codecs.getreader(encoding)(_opened(source, head), "replace")
    with file:
        rest = ""
        while chunk := file.read(1_000_000):
            parts = (rest + chunk.replace("\x00", "")).split("\n")
            rest = parts.pop()
            for line in parts:
                yield line + "\n"
        if rest:
            yield rest


def _split(source: Path, head: bytes, encoding: str, mark: str, quoting: Any, *, skip: int = 0) -> Iterator[list[str]]:
    csv.field_size_limit(1_000_000)
    lines = _lines(source, head, encoding)
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


def _evenness(rows: list[list[str]]) -> tuple[float, int]:
    """How many rows have as many cells as most have, and how many those are: the right mark cuts evenly."""
    widths = [len(row) for row in rows if any(row)]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    common = max(set(wide), key=lambda width: (wide.count(width), width))
    return round(wide.count(common) / len(widths), 1), common


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
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
