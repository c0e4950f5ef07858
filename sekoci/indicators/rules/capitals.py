"""Which regency or city is a province's capital."""

import tomllib
from functools import cache

from sekoci.indicators.rules.definition import DATA


@cache
def capitals() -> dict[str, str]:
    """Province -> the regency or city of its capital."""
    with (DATA / "capitals.toml").open("rb") as file:
        return dict(tomllib.load(file)["capitals"])
