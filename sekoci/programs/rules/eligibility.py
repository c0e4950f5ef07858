"""Whom a programme is for, said in data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
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
"""How digital (as areas' numbers count it): whatever; not; digital; digital, and never sold from afar; ever sold from afar."""


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

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """From its JSON (`said`)."""
        parts: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in said.items()}
        return cls(**parts)

    def said(self) -> dict[str, Any]:
        return {name: list(part) if isinstance(part, tuple) else part for name, part in asdict(self).items()}


def alike(asked: Eligibility, only: Filter) -> list[Facts]:
    """The sorts of businesses that a programme and a filter let in, by all that points are given for; where they are, what they
    sell, and whether they ever sold is not asked here."""
    anywhere = replace(asked, kinds=())
    sorts = (
        Facts("", scale=scale, sex=sex, is_digital=digital, has_phone=phone)
        for digital, sex, scale, phone in product((False, True), ("", *SEXES), ("", *SCALES, "large"), (False, True))
    )
    digital = {"no": False, "yes": True, "unsold": True}.get(only.grade)
    return [
        each
        for each in sorts
        if not obstacles(anywhere, ("",), each)
        and (not only.scales or each.scale in only.scales)
        and (not only.sexes or each.sex in only.sexes)
        and (each.has_phone or not only.phone)
        and digital in (None, each.is_digital)
    ]


def areas_in_both(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """The areas (codes) that lie inside one of these and one of those, none of them inside another."""
    both = {max(one, other, key=len) for one in some for other in others if one.startswith(other) or other.startswith(one)}
    return sorted(code for code in both if not any(code != wider and code.startswith(wider) for wider in both))


def _weight(said: Any) -> int:
    return min(MOST_POINTS, max(0, said)) if isinstance(said, int) else 0
