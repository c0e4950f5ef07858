"""Rupiah: whole numbers, written and read the way people in Indonesia do."""

import re
from typing import NewType

from sekoci.kit.errors import Invalid

Rupiah = NewType("Rupiah", int)

MOST = 10**15
"""A quadrillion rupiah: more than any one sum we keep, far inside a bigint."""

MOST_TYPED = 10**11
"""Rp100 billion: above what any business of ours has; a slip of the finger."""

MINUS = "\u2212"

_MULTIPLES = {"": 1, "rb": 10**3, "ribu": 10**3, "k": 10**3, "jt": 10**6, "juta": 10**6, "m": 10**9, "miliar": 10**9}
_AMOUNT = re.compile(r"(?:(?:rp|idr)\.?)?\s*([0-9][0-9.,\s]*)\s*(rb|ribu|k|jt|juta|m|miliar)?\s*(?:,-|,00)?", re.IGNORECASE)
_WIDE = {0xFF01 + at: 0x21 + at for at in range(94)} | dict.fromkeys((0x3000, 0xA0, 0x202F), 0x20)
"""Full-width letters and digits, and spaces that do not break: what some keyboards write for the plain ones."""
_GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,]00)?|[0-9]{4,}(?:[.,]00)?|[0-9]+")
"""`1.250.00` and `15.00` are slips for 1.250.000 and 15.000, not sums with decimals."""


def rupiah(amount: int) -> str:
    """`Rp1.250.000`; below zero with a minus sign, after which no line breaks (a hyphen is no minus, and breaks)."""
    return f"{MINUS if amount < 0 else ''}Rp{abs(amount):,}".replace(",", ".")


def parse_rupiah(text: str, *, field: str = "price") -> Rupiah:
    """Read `1.250.000`, `Rp 15rb`, `1,5 jt`, `15000`, `15.000,00`; refuse anything else, and anything above 10^15."""
    plain = text.translate(_WIDE).strip()
    if not plain.isascii():
        raise NotAnAmount(field=field)
    found = _AMOUNT.fullmatch(plain.lower())
    if not found:
        raise NotAnAmount(field=field)
    digits, unit = found[1].strip().replace(" ", ""), found[2] or ""
    amount = _with_unit(digits, _MULTIPLES[unit]) if unit else _plain(digits)
    if amount is None or amount > MOST:
        raise NotAnAmount(field=field)
    return Rupiah(amount)


class NotAnAmount(Invalid):
    """The text is no sum of money that can be kept."""

    def __init__(self, *, field: str) -> None:
        super().__init__(
            field=field,
            why_id="Tulis dengan angka, misalnya 15000 atau 15rb.",
            why_en="Write the amount in digits, such as 15000 or 15rb.",
        )


def _plain(digits: str) -> int | None:
    if not _GROUPED.fullmatch(digits):
        return None
    return int(re.sub(r"[.,]", "", re.sub(r"[.,]00$", "", digits)))


def _with_unit(digits: str, multiple: int) -> int | None:
    """`1,5` juta; no more decimals than make a whole rupiah. `1.500 rb` could be thousands or decimals: refused."""
    found = re.fullmatch(r"([0-9]{1,6})(?:(?:,|\.(?![0-9]{3}$))([0-9]{1,6}))?", digits)
    if not found:
        return None
    whole, part = int(found[1]), found[2] or ""
    scaled = int(part or 0) * multiple
    return None if scaled % 10 ** len(part) else whole * multiple + scaled // 10 ** len(part)
