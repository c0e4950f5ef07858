"""Which province an area belonged to in which year: provinces split, and figures are asked for on any year's map.

Every split made one whole province of today out of another one, so an older map joins today's provinces. Lists and published
figures name regencies by the codes of before.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Split:
    """`province` was made out of `old` by `law`; `codes`: regencies whose code changed, today's -> the one before."""

    province: str
    name: str
    old: str
    since: date
    law: str
    codes: dict[str, str]


@cache
def splits() -> tuple[Split, ...]:
    """Every split, the oldest first."""
    with (DATA / "provinces.toml").open("rb") as file:
        told = tomllib.load(file)["split"]
    rows = [Split(s["province"], s["name"], s["from"], s["since"], s["law"], s.get("codes", {})) for s in told]
    return tuple(sorted(rows, key=lambda each: (each.since, each.province)))


def map_years() -> tuple[int, ...]:
    """The years whose map differs from the one of the year before, with the year before the first; the newest first."""
    years = sorted({each.since.year for each in splits()}, reverse=True)
    return (*years, years[-1] - 1)


def province_in(province: str, year: int | None) -> str:
    """The code of the province that today's `province` was counted in at the end of a year; None: today."""
    for split in reversed(splits()):
        if year is not None and split.since.year > year and province == split.province:
            province = split.old
    return province


def provinces_joined(province: str, provinces: Iterable[str], year: int | None) -> tuple[str, ...]:
    """Today's provinces that were this one at the end of a year; none where it was no province then."""
    return tuple(code for code in provinces if province_in(code, year) == province)


@cache
def part_of(province: str) -> tuple[str, ...]:
    """The provinces that today's was part of before it was made, the last first: Papua Barat Daya of Papua Barat, of Papua."""
    old = next((split.old for split in splits() if split.province == province), "")
    return (old, *part_of(old)) if old else ()


@cache
def code_today() -> dict[str, str]:
    """Codes of regencies that changed: the one before -> today's. A code that another regency has now is not among them."""
    told = {old: new for split in splits() for new, old in split.codes.items()}
    return {old: told.get(new, new) for old, new in told.items()}
