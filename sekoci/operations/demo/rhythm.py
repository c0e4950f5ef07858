"""When people buy: by hour, by weekday, by payday. Pure; the dice are passed in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sekoci.operations.demo.plans import ShopPlan
from sekoci.registry.rules import DAYS

WEEK = (0.9, 0.85, 0.95, 1.0, 1.1, 1.35, 1.25)
"""Monday to Sunday."""
HOURS = (
    (6, 2), (7, 4), (8, 5), (9, 4), (10, 4), (11, 7), (12, 8), (13, 5), (14, 3), (15, 4), (16, 6), (17, 7), (18, 6), (19, 5),
    (20, 3), (21, 2),
)  # fmt: skip
"""Hour of the day, and how much of the trade falls into it where the shop is open."""
JUST_NOW = ((104, "packed"), (66, "accepted"), (38, "placed"), (21, "placed"), (7, "placed"))
"""How many minutes ago the last orders came, and how far they are: whenever the demo is loaded, somebody is waiting."""


@dataclass(frozen=True)
class Visit:
    """Somebody buys at a moment (UTC). `is_online`: by the shop page. `fate`: what becomes of it, see `fate`.

    `halt` is the state in which it still stands today; empty: it goes its way.
    """

    at: datetime
    is_online: bool
    fate: str = "fine"
    halt: str = ""


def payday(day: date) -> float:
    """Wages come from the 25th on: more until the 5th, least just before."""
    if day.day >= 25 or day.day <= 5:
        return 1.25
    return 0.85 if day.day >= 18 else 1.0


def visits(plan: ShopPlan, day: date, zone: str, dice: Random) -> list[Visit]:
    """The visits of one day at a shop, in order of time."""
    opened = [(hour, weight) for hour, weight in HOURS if _is_open(plan, day, hour)]
    if not opened:
        return []
    expected = plan.pace * WEEK[day.weekday()] * payday(day)
    number = max(0, round(dice.gauss(expected, expected**0.5 / 1.5)))
    moments = sorted(_moment(day, hour, zone, dice) for hour in _chosen(opened, number, dice))
    return [_visit(moment, plan, dice) for moment in moments]


def just_now(plan: ShopPlan, now: datetime, dice: Random) -> list[Visit]:
    """The orders that wait for the owner at this moment: a few where much is to be seen, one elsewhere."""
    waiting = JUST_NOW if plan.is_shown or plan.delivery else ((dice.randint(5, 55), "placed"),)
    return [Visit(now - timedelta(minutes=ago), is_online=True, halt=halt) for ago, halt in waiting]


def _visit(moment: datetime, plan: ShopPlan, dice: Random) -> Visit:
    if dice.random() >= plan.online:
        return Visit(moment, is_online=False)
    return Visit(moment, is_online=True, fate=_fate(dice))


def _fate(dice: Random) -> str:
    """`fine`, `cancelled`, `expired` (never paid), `returned`, `credit` (paid days later), `debt` (not paid yet)."""
    [fate] = dice.choices(("fine", "cancelled", "expired", "returned", "credit", "debt"), (83, 5, 4, 2, 5, 1))
    return fate


def _is_open(plan: ShopPlan, day: date, hour: int) -> bool:
    if not plan.hours:
        return True
    spans = plan.hours.get(DAYS[day.weekday()], [])
    return any(first <= f"{hour:02}:00" and f"{hour:02}:59" <= last for first, last in spans)


def _chosen(opened: list[tuple[int, int]], number: int, dice: Random) -> list[int]:
    return dice.choices([hour for hour, _ in opened], [weight for _, weight in opened], k=number)


def _moment(day: date, hour: int, zone: str, dice: Random) -> datetime:
    return datetime.combine(day, time(hour, dice.randrange(60), dice.randrange(60)), ZoneInfo(zone))
