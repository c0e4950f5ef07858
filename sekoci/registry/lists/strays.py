"""Numbers of identity cards and of taxpayers that stand where none belongs, in a name or a note: what they look like, and texts
without them. Pure, but for `take_out`, which is DuckDB's."""

import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from sekoci.registry.lists.cells import degrees

if TYPE_CHECKING:
    import duckdb

NIK = "[1-9][0-9]{5}(?:[0-6][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{6}"
"""The whole of a cell in a column of such numbers: an area, a birthday (women: day and 40), a serial."""
_PROVINCE = "(?:1[1-9]|21|3[1-6]|5[1-4]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_REGENCY = "(?:0[1-9]|[1-3][0-9]|7[1-9])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_GAP = "[ .'-]"
_BARE = f"{_PROVINCE}{_REGENCY}[0-9]{{2}}{_DAY}{_MONTH}[0-9]{{6}}"
_PARTS = (_PROVINCE, _REGENCY, "[0-9]{2}", _DAY, _MONTH, "[0-9]{2}", "[0-9]{2}", "[0-9]{2}")
_GROUPS = ((2, 2, 2, 2), (3, 3, 2), (1, 1, 1, 3, 2), (1, 1, 1, 1, 1, 1, 2), (3, 1, 1, 1, 2), (3, 5), (6, 2))
"""How people part it, in twos: 33.72.01.1002-000123 is a partner's code of a village, and no card's."""


def _parted(groups: Iterable[int]) -> str:
    rest = iter(_PARTS)
    return _GAP.join("".join(islice(rest, length)) for length in groups)


_PARTED = f"(?:{'|'.join(map(_parted, _GROUPS))})"
_DOTTED = "[0-9]{2}[.][0-9]{3}[.][0-9]{3}[.][0-9][.-][0-9]{3}[.][0-9]{3}"
_TOLD = "[nN][pP][wW][pP][ .:#-]*[0-9]{15,16}"
_BEFORE = "(^|[^0-9])"
SHAPES = (
    f"{_BEFORE}{_BARE}(?:[.]0+)?([^0-9]|$)",
    f"{_BEFORE}{_PARTED}({_GAP}*(?:[^0-9 .'-]|$))",  # behind it no more digits: two phones of twelve are none
    f"{_BEFORE}{_DOTTED}([^0-9]|$)",
    f"(){_TOLD}([^0-9]|$)",
)
"""Stricter than a column's: only areas that there are or were. No phone (62 8…) and no NIB (13 digits) looks like it."""
_ANY = "|".join(SHAPES)
SHORTEST = 15
_HERE = "\x02"
_LABEL = rf"(?i)(?:\b(?:no|nomor|nmr)\b[ .:]*)?(?:\b(?:e-?ktp|ktp|nik|npwp|kk|nomor induk kependudukan)\b[ .:/()#=-]*)*{_HERE}"
_LEFT_OVER = ((_LABEL, " "), (r"[(\[] *[)\]]", " "), (" +", " "), (r"^[ /,;:|=&+.-]+|[ /,;:|=&+-]+$", ""))
_STEPS = (*((shape, rf"\1{_HERE}\2") for shape in SHAPES for _ in range(2)), *_LEFT_OVER)
"""Each shape twice: of two numbers with one space between, the first takes the space."""


def without_numbers(text: str) -> str:
    """A text without the numbers of cards, nor the `NIK:` before them; one that has none as it is."""
    if len(text) < SHORTEST or not re.search(_ANY, text):
        return text
    for shape, instead in _STEPS:
        text = re.sub(shape, instead, text)
    return text


def take_out(database: "duckdb.DuckDBPyConnection", fields: Collection[str]) -> int:
    """Take them out of the table `told`; in how many rows there were any. `nameless`: the rows whose name was nothing else.
    A name is among the fields."""
    has = {field: _has(field) for field in fields}
    cleaned = ", ".join(
        f"case when {has[field]} then nullif({_without(field)}, '') else {field} end as {field}" for field in fields
    )
    database.execute(
        f"create table strays as select number, {cleaned} from told where {' or '.join(has.values())}"  # noqa: S608  ours
    )
    database.execute(
        "create table nameless as select number from strays join told using (number)"
        " where strays.name is null and told.name is not null"
    )
    [(count,)] = database.execute("select count(*) from strays").fetchall()
    put = ", ".join(f"{field} = strays.{field}" for field in fields)
    if count:
        database.execute(f"update told set {put} from strays where told.number = strays.number")  # noqa: S608  ours
    database.execute("drop table strays")
    return int(count)


def _has(field: str) -> str:
    """As SQL. Most cells are too short to be looked at; a coordinate may have as many decimals."""
    found = f"coalesce(length({field}) >= {SHORTEST} and regexp_matches({field}, {_quoted(_ANY)}), false)"
    if field not in ("latitude", "longitude"):
        return found
    return f"({found} and not coalesce(abs({degrees(field)}) <= 180, false))"


def _without(text: str) -> str:
    for shape, instead in _STEPS:
        text = f"regexp_replace({text}, {_quoted(shape)}, {_quoted(instead)}, 'g')"
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
