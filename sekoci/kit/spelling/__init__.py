"""Words as Indonesians write them every day, brought to one form: `Kripikk 500 gr`, `keripik 500g` are the same words.

Pure, used both for what is written and for what is asked, so a rule may be bold as long as both sides follow it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sekoci.kit.spelling.everyday import MEANT, NOISE, UNITS

LEAST_FOR_A_SLIP = 5
"""A word shorter than this is taken as it is typed, unless it lost a vowel: one letter more or less makes another word of it."""
LEAST_FOR_A_BEGINNING = 3
MOST_WORDS = 8
VOWELS = "aiueo"
LETTERS = "abcdefghijklmnopqrstuvwxyz"

T = TypeVar("T")
_TOKEN = re.compile(r"[a-z]+2(?![0-9a-z])|[0-9]+(?:[.,/][0-9]+)*|[a-z]+")
_OLD = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"))
_SOUNDS = (
    (re.compile(r"x"), "ks"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[bcdgkst])h"), ""),
    (re.compile(r"ie(?![aiueo])"), "i"),
    (re.compile(r"^([bcdfgjkpst])e(?=[lr][aiueo])"), r"\1"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """`plain` is a word as it stands in a dictionary, for a stemmer; `folded` how it sounds, for comparing."""

    plain: str
    folded: str


def words(text: str) -> list[Word]:
    """The words of a text in order, everyday spelling mended, numbers joined with their unit."""
    return [word for token in _tokens(text) for word in _meant(token)]


def asked(text: str) -> list[Word]:
    """What somebody looks for, at most eight words: what says only that they look (`jual`, `harga`) is left out."""
    found = words(text[:200])
    told = [word for word in found if word.plain not in NOISE] or found
    return list(dict.fromkeys(told))[:MOST_WORDS]


def fold(word: str) -> str:
    """How a word sounds: `keripik` and `kripik`, `xenia` and `ksenia`, `massal` and `masal` are the same."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=512)
def slips(word: Word) -> frozenset[str]:
    """How everything sounds that is one slip of the finger away: a letter missing, one too many, another one, two turned round.

    Never words shorter than five letters: `bayam` is no slip for `ayam`. Of four, only one that lost a vowel between two
    consonants: `tmpe`.
    """
    if not word.plain.isalpha():
        return frozenset()
    if min(len(word.plain), len(word.folded)) >= LEAST_FOR_A_SLIP:
        typed = {near for each in {word.plain, word.folded} for near in _one_away(each)}
    else:
        typed = _with_a_vowel(word.plain) if len(word.plain) == LEAST_FOR_A_SLIP - 1 else set()
    heard = {sound for each in typed if len(sound := fold(each)) >= LEAST_FOR_A_SLIP}
    meant = {fold(_MEANT[each]) for each in heard if each in _MEANT and " " not in _MEANT[each]}
    return frozenset(heard | meant) - {word.folded}


def is_found(wanted: list[Word], text: str) -> bool:
    """Whether each wanted word stands in the text: whole, as the beginning of a word, or with one slip."""
    there = {word.folded for word in words(text)}
    return all(_stands(word, there) for word in wanted)


def own_first(typed: str, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """In their order, but who types `criping` reads of the ceriping before the keripik, which means the same."""
    meant = {word.folded for word in asked(typed)}
    own = {fold(token) for token in _tokens(typed[:200])} - meant
    return sorted(items, key=lambda each: own.isdisjoint(map(fold, _tokens(name(each))))) if own else list(items)


def _stands(word: Word, there: set[str]) -> bool:
    if word.folded in there or any(each.startswith(word.folded) for each in there):
        return True
    return not there.isdisjoint(slips(word))


def _one_away(word: str) -> set[str]:
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {before + after[1:] for before, after in halves if after}
    near |= {before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1}
    near |= {before + letter + after[1:] for before, after in halves if after for letter in LETTERS}
    return near | {before + letter + after for before, after in halves for letter in LETTERS}


def _with_a_vowel(word: str) -> set[str]:
    gaps = [place for place in range(1, len(word)) if not {word[place - 1], word[place]} & set(VOWELS)]
    return {word[:place] + vowel + word[place:] for place in gaps for vowel in VOWELS}


def _tokens(text: str) -> Iterator[str]:
    """Small plain words; a number and the unit behind it are one (`1,5 ltr` is `1k5l`)."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2044", "/")).replace("\u2044", "/")
    plain = plain.encode("ascii", "ignore").decode().lower().replace("'", "")
    number = ""
    for token in _TOKEN.findall(plain):
        if token[0].isdigit():
            if number:
                yield number
            number = re.sub(r"[.,/]", "k", token)
        elif number:
            unit = UNITS.get(token)
            if unit:
                yield number + unit
            else:
                yield number
                yield token
            number = ""
        else:
            yield token
    if number:
        yield number


@lru_cache(maxsize=100_000)
def _meant(token: str) -> tuple[Word, ...]:
    if token[0].isdigit():
        return (Word(token, token),)
    once = token.removesuffix("2")
    for old, new in _OLD:
        once = once.replace(old, new)
    once = re.sub(r"([a-z])\1{2,}", r"\1", once)
    meant = _MEANT.get(fold(once), once)
    return tuple(Word(each, fold(each)) for each in meant.split())


_MEANT = {fold(said): meant for meant, sayings in MEANT.items() for said in sayings.split()}
