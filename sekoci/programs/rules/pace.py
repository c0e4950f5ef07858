"""Where a programme will stand on a day if it goes on as it went lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

LATELY = timedelta(days=28)
FEWEST_DAYS = 14
"""On fewer days no pace is told."""
AT_ONCE = 3 / 4
"""Where more than this part of what came fell into one week (of areas: between two readings), it came at once: a list that was
loaded, a day of opening shops. That goes on as nothing, so it is no pace."""
Stands = Literal["before", "running", "over"]
"""Whether the programme has not begun (a draft has not), runs, or has ended."""
MANY = {"million": 1_000_000, "thousand": 1_000, "": 1}


@dataclass(frozen=True)
class Outlook:
    """A target, what there is, how many came of late (in `days`), what there will be on its day at that pace, what is needed each
    week until then, and on which day it is reached at that pace (None: not before its day).

    `pace`: `told`, or why there is none: the programme has not begun (`before`) or has ended (`over`), it is `new`, or all came
    `at_once`; `projected` is then what there is. `most`: no more are possible, which stops the pace (None: nobody knows).
    """

    wanted: int
    by_day: date
    counted: int
    projected: int
    grown: int
    needed_weekly: int
    days: int
    reached_on: date | None
    pace: Literal["told", "before", "new", "at_once", "over"]
    most: int | None
    is_stopped: bool
    """Whether the pace would go beyond `most`."""

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


def outlook(
    *, wanted: int, by_day: date, counted: int, before: int, since: date, today: date, gains: Sequence[int] = (),
    most: int | None = None, stands: Stands = "running",
) -> Outlook:  # fmt: skip
    """`before` were there on the day `since`; the pace from then to today goes on, up to `most`. Nothing falls below zero.

    `gains`: how many came from one reading to the next. `needed_weekly` is -1 where the day, or the programme, is over.
    """
    days, left = max(1, (today - since).days), (by_day - today).days
    grown, missing = counted - before, max(0, wanted - counted)
    pace = _pace(days, gains if grown > 0 else [], before, stands)
    ahead = grown * max(0, left) // days if pace == "told" else 0
    free = counted + ahead
    projected = max(0, free if most is None else min(free, max(most, counted)))
    needed = -1 if left < 0 or stands == "over" else -(-missing * 7 // max(1, left))
    reached_on = today + timedelta(days=-(-missing * days // grown)) if 0 < missing <= projected - counted else None
    return Outlook(wanted, by_day, counted, projected, grown, needed, days, reached_on, pace, most, free > projected)


def _pace(days: int, gains: Sequence[int], before: int, stands: Stands) -> Literal["told", "before", "new", "at_once", "over"]:
    if stands != "running":
        return stands
    if days < FEWEST_DAYS:
        return "new"
    is_one = len(gains) > 1 or (len(gains) == 1 and before == 0)
    return "at_once" if is_one and max(gains) > sum(gains) * AT_ONCE > 0 else "told"


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
