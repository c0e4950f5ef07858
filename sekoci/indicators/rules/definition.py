"""When an outlet counts as digital: graded, in versions that are data (`data/digital.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

GRADES = ("listed", "pays", "sells")
SIGNS = frozenset({"public_shop", "listing", "own_qris", "qris", "order_here", "last_order"})
DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Definition:
    """`signs` by grade: one of them is enough; `digital` names the grades of which one is enough."""

    version: int
    since: date
    days: int
    signs: dict[str, frozenset[str]]
    digital: frozenset[str]

    def fresh_from(self, on: date) -> date:
        """The first day that still counts on a day."""
        return on - timedelta(days=self.days)


@cache
def definitions() -> tuple[Definition, ...]:
    """Every version there ever was, the oldest first."""
    with (DATA / "digital.toml").open("rb") as file:
        told = tomllib.load(file)["definition"]
    return tuple(
        Definition(
            each["version"],
            each["since"],
            each["days"],
            {grade: frozenset(each[grade]) for grade in GRADES},
            frozenset(each["digital"]),
        )
        for each in sorted(told, key=lambda each: each["since"])
    )


def definition_on(day: date) -> Definition:
    """The one that holds on a day; before the first, the first."""
    return next((each for each in reversed(definitions()) if each.since <= day), definitions()[0])
