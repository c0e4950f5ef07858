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


POINTS = {"not_digital": 3, "woman": 2, "micro": 2, "reachable": 1}
"""What counts for a business when places are few: who gains most and was reached least comes first."""


def points_of(facts: Facts) -> dict[str, int]:
    """The points of a business with their reasons; the score is their sum."""
    true = {
        "not_digital": not facts.is_digital,
        "woman": facts.sex == "f",
        "micro": facts.scale == "micro",
        "reachable": facts.has_phone,
    }
    return {reason: POINTS[reason] for reason, stands in true.items() if stands}
