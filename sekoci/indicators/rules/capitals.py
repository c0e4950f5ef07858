"""Which regency or city is a province's capital."""

import tomllib
from functools import cache

from sekoci.indicators.rules.definition import DATA
from sekoci.registry.rules import provinces_joined

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
