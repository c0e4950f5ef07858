"""What a cell means: a name, a sum of money, a number of pieces, as owners write them. Pure."""

import re

from sekoci.catalog.imports.opening import Cell
from sekoci.kit.errors import Refusal
from sekoci.kit.money import parse_rupiah

_DATE = re.compile(r"\d{4}-\d\d-\d\d([ T].*)?")
_SCIENTIFIC = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")
_NOTHING = {"", "-", "\u2013", "\u2014", "n/a", "na", "null", "none", "#n/a"}
_NO_STOCK = {"habis", "kosong", "sold out", "0", "nol"}
_SLIPS = re.compile(r"\s*/\s*[a-z]+\.?$|[,.]-+$|(?<=[0-9])[.,]0$", re.IGNORECASE)
"""What stands behind a sum and says nothing: `/pcs`, `,-`, the `.0` of a program that writes every number with a point."""
_PIECES = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*|[0-9]+)(?:[.,]0+)?\s*([a-z]{1,12}\.?)?")


class Unreadable(Exception):
    """A cell that says nothing we can use; `code` is one of `judge.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text_of(cell: Cell) -> str:
    """The cell as one line; 123.0 is `123`, and the apostrophe that makes a text of a formula is gone."""
    return without_apostrophe(" ".join(str(cell).replace("\x00", "").replace("\ufeff", "").split()))


def without_apostrophe(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in ("=", "+", "-", "@") else text


def is_blank(cell: Cell) -> bool:
    return text_of(cell).lower() in _NOTHING


def money_of(cell: Cell, *, code: str, rounded: bool = False) -> int | None:
    """Rupiah, None for a blank cell; Unreadable(`code`) otherwise. `rounded`: a computed sum may have decimals."""
    if is_blank(cell):
        return None
    if isinstance(cell, float):
        return _whole(cell, rounded=rounded)
    if isinstance(cell, int):
        if cell < 0:
            raise Unreadable("minus")
        return cell
    text = text_of(cell)
    if _DATE.fullmatch(text):
        raise Unreadable("date")
    if re.match(r"(?:rp\.?)?\s*[-\u2212(]", text, re.IGNORECASE) and re.search(r"[0-9]", text):
        raise Unreadable("minus")
    if number := _scientific(text):
        return number
    try:
        return int(parse_rupiah(_SLIPS.sub("", text)))
    except Refusal:
        raise Unreadable(code) from None


def pieces_of(cell: Cell) -> int | None:
    """A number of pieces, None for a blank cell; a word behind it (`12 pcs`) says nothing more."""
    if is_blank(cell):
        return None
    if isinstance(cell, float) and not cell.is_integer():
        raise Unreadable("not_whole")
    if isinstance(cell, int | float):
        if cell < 0:
            raise Unreadable("minus")
        return int(cell)
    text = text_of(cell).lower()
    if text in _NO_STOCK:
        return 0
    if _DATE.fullmatch(text):
        raise Unreadable("date")
    if re.match(r"[-\u2212]\s*[0-9]", text):
        raise Unreadable("minus")
    if number := _scientific(text):
        return number
    if found := _PIECES.fullmatch(text):
        return int(re.sub(r"[.,]", "", found[1]))
    raise Unreadable("not_whole" if re.fullmatch(r"[0-9]+[.,][0-9]+\s*[a-z]*", text) else "stock")


def looks_like_a_number(cell: Cell) -> bool:
    """Whether money or a number of pieces could stand there: what a title never is."""
    if isinstance(cell, int | float):
        return True
    try:
        return money_of(cell, code="price") is not None or pieces_of(cell) is not None
    except Unreadable as no:
        return no.code in ("minus", "date", "not_whole")


def _whole(number: float, *, rounded: bool) -> int:
    if number < 0:
        raise Unreadable("minus")
    if not rounded and abs(number - round(number)) > 1e-6:
        raise Unreadable("half_rupiah")
    return round(number)


def _scientific(text: str) -> int | None:
    """`1,5E+04`: what Excel writes for a long number; None for anything else."""
    found = _SCIENTIFIC.fullmatch(text)
    if not found or (power := int(found[3]) - len(found[2] or "")) < 0 or power > 18:
        return None
    return int(found[1] + (found[2] or "")) * int(10**power)
