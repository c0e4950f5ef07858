"""Files that strangers send, read in a process of their own with bounded memory and time, so that none takes the server with it.

What such a process needs stands here once; it runs `python -m` a module that imports nothing of Sekoci but this, which imports
nothing of Sekoci at all. What cannot be read is an exit code; who started it makes a sentence of that.
"""

import os
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

NOT_READABLE, LOCKED, TOO_MUCH_INSIDE, TOO_MANY_ROWS, TOO_MANY_COLUMNS, CUT_SHORT = 10, 11, 12, 13, 14, 15
MOST_PARTS = 1_000
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""How a text begins that says how it is written."""
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
"""How files begin that are no tables."""
PACKED = b"\x1f\x8b"
BETWEEN = ";\t,|"


class Refused(Exception):
    """What is read is not taken: with which exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def process_of(module: str, *words: str) -> tuple[list[str], dict[str, str]]:
    """The command that runs a reader by its dotted name, and its environment: nothing is imported from where it is started."""
    return [sys.executable, "-P", "-m", module, *words], os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}


def hold_back(*, memory: int, seconds: int) -> None:
    """No more bytes and seconds of CPU than an honest file needs (not on Windows, which has no such limits)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_packed(source: Path | IO[bytes], *, most: int) -> None:
    """Look into a zip's directory before anybody unpacks it: at most so many bytes."""
    try:
        parts = zipfile.ZipFile(source).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(NOT_READABLE) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise Refused(TOO_MUCH_INSIDE)


def opened_workbook(source: str | IO[bytes], sheet: int) -> tuple[list[str], int, Any]:
    """The names of a workbook's sheets that people see, which is taken (-1: the first that has anything), and it; None: empty."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(source)
        seen = [
            place
            for place, each in enumerate(book.sheets_metadata)
            if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
        ]
        names = [book.sheet_names[place] for place in seen]
        for number in [sheet] if 0 <= sheet < len(seen) else range(len(seen)):
            found = book.get_sheet_by_index(seen[number])
            if found.total_height:
                return names, number, found
    except PasswordError:
        raise Refused(LOCKED) from None
    except (CalamineError, ValueError, OSError):
        raise Refused(NOT_READABLE) from None
    return names, 0, None


def from_the_top(rows: Iterable[list[Any]], start: tuple[int, int] | None) -> Iterator[list[Any]]:
    """The rows with the empty ones above and the empty columns before them, so that numbers are those that people see."""
    missing, left = start or (0, 0)
    before = [""] * left
    for row in rows:
        if missing and not any(row):  # some readers give the empty rows above themselves
            missing -= 1
            yield []
            continue
        yield from ([] for _ in range(missing))
        missing = 0
        yield before + row


def check_text(text: str) -> None:
    """Refuse what is no table: a page of the web, or what nobody can read."""
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1f\x7f]", text[:4000]))
    if odd > 20 or re.match(r"\s*<(!doctype|html|table|\?xml)", text[:200], re.IGNORECASE):
        raise Refused(NOT_READABLE)


def said_encoding(beginning: bytes) -> str:
    """What a text's first bytes say it is written in; empty where they say nothing."""
    for mark, name in MARKS:
        if beginning.startswith(mark):
            return name
    if beginning.count(0) > len(beginning) // 4:
        return "utf-16-le" if beginning[1::2].count(0) >= beginning[::2].count(0) else "utf-16-be"
    return ""


def evenness(rows: list[list[str]]) -> tuple[float, int]:
    """How many rows have as many cells as most have, and how many those are: the right mark cuts evenly."""
    widths = [len(row) for row in rows if any(row)]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    common = max(set(wide), key=lambda width: (wide.count(width), width))
    return round(wide.count(common) / len(widths), 1), common
