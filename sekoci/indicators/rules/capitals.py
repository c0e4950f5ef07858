"""Which regency or city is a province's capital, and which maps of earlier years an area has."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sekoci.indicators.rules.definition import DATA
from sekoci.registry.rules import Split, map_years, provinces_joined, splits

JAKARTA = "31"
"""The province that is all capital."""


@cache
def capitals() -> dict[str, str]:
    """Province -> the regency or city of its capital."""
    with (DATA / "capitals.toml").open("rb") as file:
        return dict(tomllib.load(file)["capitals"])


def todays_provinces() -> tuple[str, ...]:
    return tuple(sorted({*capitals(), JAKARTA}))


def areas_on(area: str, year: int | None) -> tuple[str, ...]:
    """Today's areas that an area's code meant at the end of a year: the provinces joined in it, any other area itself; none where
    it was no province then."""
    return provinces_joined(area, todays_provinces(), year) if len(area) == 2 and year is not None else (area,)


@dataclass(frozen=True)
class MapSpan:
    """A map that held at the end of each year from `first` (None: since ever) to `last`; `newest`: the splits it knew last."""

    first: int | None
    last: int
    newest: tuple[Split, ...]

    def holds(self, year: int) -> bool:
        return (self.first or 0) <= year <= self.last


@cache
def maps_of(area: str) -> tuple[MapSpan, ...]:
    """The maps of earlier years on which an area was something else than today, the newest first; the country ("") as long as it
    had other provinces, a province as long as it was one and had other parts, anything smaller none."""
    newest, oldest = map_years()[0], map_years()[-1]
    spans = []
    for drawn, held in groupby(range(newest - 1, oldest - 1, -1), key=lambda year: _drawn(area, year)):
        years = list(held)
        if drawn and drawn != _drawn(area, newest):
            first = None if years[-1] == oldest else years[-1]
            spans.append(
                MapSpan(first, years[0], tuple(each for each in splits() if each.since.year == first and _of(each, area)))
            )
    return tuple(spans)


def _drawn(area: str, year: int) -> tuple[tuple[str, ...], ...]:
    """Of which of today's provinces an area was made at the end of a year, the country by its provinces of then."""
    asked = (area,) if area else todays_provinces()
    return tuple(codes for each in asked if (codes := areas_on(each, year)))


def _of(split: Split, area: str) -> bool:
    return not area or area in (split.province, split.old)
