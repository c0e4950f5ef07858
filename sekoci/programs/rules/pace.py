"""Where a programme will stand on a day if it goes on as it went lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

LATELY = timedelta(days=28)
FEWEST_DAYS = 14
"""On fewer days no pace is told."""
MANY = {"million": 1_000_000, "thousand": 1_000, "": 1}


@dataclass(frozen=True)
class Outlook:
    """A target, what there is, how many came of late (in `days`), what there will be on its day at that pace, what is needed each
    week until then, and on which day it is reached at that pace (None: not before its day)."""

    wanted: int
    by_day: date
    counted: int
    projected: int
    grown: int
    needed_weekly: int
    days: int
    reached_on: date | None

    @property
    def gap(self) -> int:
        """What is missing today; 0 when it is reached."""
        return max(0, self.wanted - self.counted)

    @property
    def state(self) -> Literal["reached", "on_course", "behind", "missed"]:
        if self.counted >= self.wanted:
            return "reached"
        if self.needed_weekly < 0:
            return "missed"
        return "on_course" if self.projected >= self.wanted else "behind"

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is only what is reached."""
        return min(100, self.counted * 100 // self.wanted)


def outlook(*, wanted: int, by_day: date, counted: int, before: int, since: date, today: date) -> Outlook:
    """`before` were there on the day `since`; the pace from then to today goes on. Nothing falls below zero.

    `needed_weekly` is -1 where the day is over.
    """
    days, left = max(1, (today - since).days), (by_day - today).days
    grown = counted - before
    projected = max(0, counted + grown * max(0, left) // days)
    needed = -1 if left < 0 else -(-max(0, wanted - counted) * 7 // max(1, left))
    missing = max(0, wanted - counted)
    reached_on = today + timedelta(days=-(-missing * days // grown)) if 0 < missing <= projected - counted else None
    return Outlook(wanted, by_day, counted, projected, grown, needed, days, reached_on)


def in_one_scale(value: int, of: int) -> tuple[str, str, str]:
    """Two numbers as people compare them: `("9,1", "10", "million")`; the scale is the second one's."""
    scale = next(name for name, many in MANY.items() if abs(of) >= many or many == 1)
    return _short(value, MANY[scale]), _short(of, MANY[scale]), scale


def _short(value: int, many: int) -> str:
    """One decimal, rounded down, comma between; whole where nothing is lost."""
    if many == 1:
        return f"{value:,}".replace(",", ".")
    whole, rest = divmod(value * 10 // many, 10)
    return f"{whole},{rest}" if rest else str(whole)
