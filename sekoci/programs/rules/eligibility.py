"""Whom a programme is for, said in data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

SCALES = ("micro", "small", "medium")
SEXES = ("f", "m")
DIGITAL = ("", "no", "yes")
"""Either; only who is not digital yet; only who is."""


@dataclass(frozen=True)
class Eligibility:
    """What a business must be; an empty part asks nothing. `unknown_too`: what nobody knows of a business stops it not."""

    kinds: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    digital: str = ""
    unknown_too: bool = True

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """From its JSON; parts that it does not know are left out."""
        kinds, scales, sexes = (tuple(said.get(part) or ()) for part in ("kinds", "scales", "sexes"))
        digital = said.get("digital") or ""
        return cls(kinds, scales, sexes, digital if digital in DIGITAL else "", bool(said.get("unknown_too", True)))

    def said(self) -> dict[str, Any]:
        return {name: list(part) if isinstance(part, tuple) else part for name, part in asdict(self).items()}


@dataclass(frozen=True)
class Facts:
    """What is known of an outlet; empty: nobody knows."""

    area_code: str
    kind: str = ""
    scale: str = ""
    sex: str = ""
    is_digital: bool = False
    has_phone: bool = False
    is_referred: bool = False


def obstacles(asked: Eligibility, areas: Sequence[str], facts: Facts) -> list[str]:
    """Why a business is not among those whom the programme is for: `area`, `kind`, `scale`, `sex`, `digital`; []: it is."""

    def is_outside(known: str, wanted: Sequence[str]) -> bool:
        return bool(wanted) and known not in wanted and bool(known or not asked.unknown_too)

    outside = {
        "area": not any(facts.area_code.startswith(area) for area in areas),
        "kind": is_outside(facts.kind, asked.kinds),
        "scale": is_outside(facts.scale, asked.scales),
        "sex": is_outside(facts.sex, asked.sexes),
        "digital": bool(asked.digital) and facts.is_digital != (asked.digital == "yes"),
    }
    return [reason for reason, stands in outside.items() if stands]


WEIGHTS = {"not_digital": 3, "woman": 2, "micro": 2, "reachable": 1, "referred": 0}
"""What counts for a business when places are few, where a programme says nothing else: who gains most and was reached least."""
MOST_POINTS = 9


def weights_of(said: Mapping[str, Any]) -> dict[str, int]:
    """A programme's weights from its JSON: the house's, where it says none."""
    return {reason: _weight(said.get(reason, usual)) for reason, usual in WEIGHTS.items()}


def points_of(facts: Facts, weights: Mapping[str, int]) -> dict[str, int]:
    """The points of a business with their reasons; the score is their sum."""
    true = {
        "not_digital": not facts.is_digital,
        "woman": facts.sex == "f",
        "micro": facts.scale == "micro",
        "reachable": facts.has_phone,
        "referred": facts.is_referred,
    }
    return {reason: weights[reason] for reason, stands in true.items() if stands and weights[reason]}


GRADES = ("", "no", "yes", "unsold", "sold")
"""How digital: whatever; not at all; by any sign; by a shop or a listing, and never sold from afar; sold from afar."""


@dataclass(frozen=True)
class Filter:
    """Which of those whom a programme is for an officer wants now; an empty part asks nothing. `lists`: on any of these."""

    area: str = ""
    kinds: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    grade: str = ""
    phone: bool = False
    lists: tuple[int, ...] = ()


def _weight(said: Any) -> int:
    return min(MOST_POINTS, max(0, said)) if isinstance(said, int) else 0
