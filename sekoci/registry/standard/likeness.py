"""How two rows read beside each other, for people who decide: what of a name is the same, and what is not. Pure, no DuckDB.

The model's weight of a field does not tell: it takes `Soto Bu Tutik` and `Penjahit Bu Tutik` for one name, because lists leave
the trade out or put it in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import cos, hypot, radians

from sekoci.registry.rules.areas import lineage, plain
from sekoci.registry.standard.texts import HOUSE_NO, RT_RW
from sekoci.registry.standard.words import GENERIC, HONORIFICS, LEGAL, TITLES, TRADES, folded, in_one_spelling

METRES = 111_195
"""Of a degree of latitude."""
ALIKE = 0.85
"""Letters of two names that differ so little look alike whatever their spaces."""
PLACES = ("province", "regency", "district", "village")
_TRADES, _TITLES, _HONORIFICS = (frozenset(folded(words)) for words in (TRADES, TITLES, HONORIFICS))
_SAYS_NOTHING = frozenset(folded(GENERIC | LEGAL))
_SHORT = {
    "wr": "warung", "wrg": "warung", "war": "warung", "warong": "warung", "warunk": "warung", "tk": "toko", "tko": "toko",
    "kiosk": "kios", "bapak": "pak", "bpk": "pak", "pk": "pak", "bpa": "pak", "ibu": "bu", "ibuk": "bu",
    "buk": "bu",
}  # fmt: skip
_FRONTS = frozenset({"warung", "toko", "kios", "depot", "kedai", "lapak", "gerai"})
"""What a business calls itself: two that call themselves differently may still be one."""


@dataclass(frozen=True)
class Likeness:
    """`code`: what is alike, as `views.pair_words` says it; `common`: the words that are. `but`: what differs then, and in
    which words of one (`one`) and of the other. `metres` apart, where that is known."""

    code: str
    common: str = ""
    but: str = ""
    one: str = ""
    other: str = ""
    metres: int | None = None


@dataclass(frozen=True)
class _Name:
    """A name taken apart: its words as people read them, `own` in one spelling, `trades` in one spelling and as they stand."""

    text: str
    own: frozenset[str]
    trades: Mapping[str, str]
    fronts: tuple[str, ...]
    title: str


def names(one: str, other: str, *, owners: tuple[str, str] = ("", ""), is_close: bool) -> Likeness:
    """Two names of businesses; `is_close`: the model found them alike."""
    a, b = _taken_apart(one), _taken_apart(other)
    if a.text == b.text:
        return Likeness("same")
    but, left, right = _parting(a, b)
    if a.own != b.own:
        found = _words_alike(a.own, b.own, one, other, is_close=is_close)
        if found.code in ("differs", "close") or (found.code in ("letters", "spelled_alike") and but not in ("trade", "title")):
            return found  # a slip of the finger hides a trade: `aSte` is no word
        return Likeness(found.code, found.common, but, left, right)
    if not a.own:
        return Likeness("trade_only", but=but, one=left, other=right)
    if not but:
        return Likeness("spelled")
    is_person = bool(a.title or b.title) or any(a.own <= set(_owner(owner)) for owner in owners)
    return Likeness("person" if is_person else "brand", but=but, one=left, other=right)


def owners(one: str, other: str, *, is_close: bool) -> Likeness:
    """Two names of people, whatever their titles and degrees."""
    if plain(one) == plain(other):
        return Likeness("same")
    a, b = (frozenset(_owner(text)) for text in (one, other))
    return Likeness("spelled") if a == b else _words_alike(a, b, one, other, is_close=is_close)


def streets(one: str, other: str, *, keys: tuple[str, str], is_close: bool) -> Likeness:
    """Two addresses; `keys` are their streets in standard form."""
    if plain(one) == plain(other):
        return Likeness("same")
    if not keys[0] or keys[0] != keys[1]:
        return Likeness("close" if is_close else "differs")
    a, b = (house_no(text) for text in (one, other))
    if a and b:
        return Likeness("house") if a == b else Likeness("street", but="house", one=a, other=b)
    return Likeness("street")


def numbers(one: str, other: str) -> Likeness:
    """Two phones, or two NIB."""
    if one == other:
        return Likeness("same")
    off = sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 2
    return Likeness("one_digit" if off == 1 else "differs")


def places(codes: tuple[str, str], points: Sequence[tuple[float, float] | None]) -> Likeness:
    """Two places by the codes of their areas, and how far apart their points are where both have one."""
    known = [point for point in points if point]
    shared = [a for a, b in zip(*map(lineage, codes), strict=False) if a == b and a]
    return Likeness(
        PLACES[len(shared) - 1] if shared else "differs",
        but="further" if shared and _goes_on(codes, len(shared)) else "",
        metres=_metres(*known) if len(known) == 2 else None,
    )


def rt_rw(text: str) -> str:
    """`RT 03/RW 05` in an address, as 3/5; empty without."""
    found = re.search(RT_RW, text.lower())
    return f"{found[1]}/{found[2]}" if found else ""


def house_no(text: str) -> str:
    """The number of a house in an address that says so, as 12b; empty without."""
    found = re.search(HOUSE_NO, re.sub(RT_RW, " ", text.lower()))
    return found[1] + (found[2] or "") if found else ""


def _parting(a: _Name, b: _Name) -> tuple[str, str, str]:
    """What sets two names apart beside their own words, and in which words: the trade, then pak and bu, then warung and toko."""
    one, other = (" ".join(x[key] for key in x if key not in y) for x, y in ((a.trades, b.trades), (b.trades, a.trades)))
    if a.trades and b.trades and (one or other):
        return ("trade", one, other) if one and other else ("one_trade", one or other, "")
    if a.title and b.title and a.title != b.title:
        return "title", a.title, b.title
    if one or other:
        return "one_trade", one or other, ""
    if a.fronts and b.fronts and not set(a.fronts) & set(b.fronts):
        return "front", " ".join(a.fronts), " ".join(b.fronts)
    return "", "", ""


def _words_alike(a: frozenset[str], b: frozenset[str], one: str, other: str, *, is_close: bool) -> Likeness:
    """Two sets of words that are not the same."""
    if _letters_alike(plain(one), plain(other)) or _letters_alike(" ".join(sorted(a)), " ".join(sorted(b))):
        return Likeness("spelled_alike" if is_close else "letters")
    if common := a & b:
        return Likeness("shares", common=" ".join(word for word in plain(one).split() if in_one_spelling(word) in common))
    return Likeness("close" if is_close else "differs")


def _letters_alike(one: str, other: str) -> bool:
    a, b = one.replace(" ", ""), other.replace(" ", "")
    return bool(a and b) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _taken_apart(name: str) -> _Name:
    words = [_SHORT.get(word, word) for word in plain(re.sub(r"\b([A-Za-z])\.([A-Za-z])\.", r"\1\2 ", name)).split()]
    keyed = [(in_one_spelling(word), word) for word in words]
    titles = [word for word in words if word in ("bu", "pak")]
    return _Name(
        " ".join(words),
        frozenset(key for key, _ in keyed if key not in _TRADES | _TITLES | _SAYS_NOTHING),
        {key: word for key, word in keyed if key in _TRADES},
        tuple(dict.fromkeys(word for word in words if word in _FRONTS)),
        titles[0] if titles else "",
    )


def _owner(text: str) -> list[str]:
    keys = [in_one_spelling(word) for word in plain(re.sub(",.*$", "", text) or text).split()]
    return [key for key in keys if key not in _HONORIFICS] or keys


def _metres(one: tuple[float, float], other: tuple[float, float]) -> int:
    east = (one[1] - other[1]) * cos(radians((one[0] + other[0]) / 2))
    return round(METRES * hypot(one[0] - other[0], east))


def _goes_on(codes: tuple[str, str], shared: int) -> bool:
    """Whether both say more than what they share, so that they differ below it."""
    return all(len(lineage(code)) > shared for code in codes)
