"""`sekoci demo`: forty invented shops in real places, with days of trade behind them, all through the public verbs.

A shop is built in one transaction: it is there whole, or not at all. So the demo can be cut off and started again at any time,
and where it is there already it changes nothing.
"""

import contextlib
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from sekoci.kit import clock
from sekoci.operations.demo.baskets import Baskets
from sekoci.operations.demo.chores import Chores
from sekoci.operations.demo.history import History
from sekoci.operations.demo.opening import Opened, open_shop
from sekoci.operations.demo.opinions import look_back, lower_prices
from sekoci.operations.demo.plans import ShopPlan
from sekoci.operations.demo.rhythm import Visit, just_now, visits
from sekoci.operations.demo.shops import SHOPS
from sekoci.registry.actions import publish_shop
from sekoci.registry.queries import business_id_of

__all__ = ["SHOPS", "Built", "load_demo"]

logger = logging.getLogger(__name__)

SEED = "sekoci"
NUMBERS = {plan.slug: number for number, plan in enumerate(SHOPS, start=1)}
"""Each owner's number: phone and bank account are made of it."""


@dataclass(frozen=True)
class Built:
    """How many shops were made now, how many were there before, and the seconds it took."""

    made: int
    known: int
    seconds: float


def load_demo(plans: Sequence[ShopPlan] = SHOPS) -> Built:
    """Build every shop of `plans` that is not there yet, with its days up to this moment."""
    began = time.monotonic()
    made = 0
    with quietly("sekoci.catalog"):
        for plan in plans:
            if business_id_of("slug", plan.slug) is None:
                build(plan, NUMBERS[plan.slug])
                made += 1
                logger.info("demo shop built", extra={"shop": plan.slug})
    return Built(made, len(plans) - made, round(time.monotonic() - began, 1))


def build(plan: ShopPlan, number: int) -> None:
    """One shop, in one transaction: opened `plan.days` ago, traded every day since, public from now on."""
    dice = Random(f"{SEED}:{plan.slug}")  # noqa: S311  invented, not secret
    now = clock.now()
    with transaction.atomic():
        opened = open_shop(plan, number, at=now - timedelta(days=plan.days, hours=6))
        live(opened, dice, now)
        look_back(opened, dice, now)
        lower_prices(opened, dice, now)
        publish_shop(opened.business_id)


def live(opened: Opened, dice: Random, now: datetime) -> None:
    """Let every day up to `now` pass. The last two hours are those of `just_now`, with the counter open beside."""
    zone = ZoneInfo(opened.zone)
    today = now.astimezone(zone).date()
    waiting = just_now(opened.plan, now, dice)
    end = waiting[0].at - timedelta(minutes=1)
    baskets = Baskets(opened, dice)
    history = History(opened, baskets, dice, start=now - timedelta(days=opened.plan.days, hours=5))
    chores = Chores(opened, baskets, dice, today=today)
    coming: list[Visit] = []
    for back in range(opened.plan.days - 1, -1, -1):
        day = today - timedelta(days=back)
        dawn = datetime(day.year, day.month, day.day, 5, 30, tzinfo=zone)
        if dawn < end:
            history.do(dawn, partial(chores.morning, day))
        coming += visits(opened.plan, day, opened.zone, dice)
        for tick in ticks(opened.plan, day, zone, end):
            history.until(tick, [visit for visit in coming if visit.at <= tick])
            coming = [visit for visit in coming if visit.at > tick]
    baskets.look()
    history.sell_the_rest(end)
    meanwhile = [visit for visit in coming if end < visit.at < now and not visit.is_online]
    history.until(now, sorted([*waiting, *meanwhile], key=lambda visit: visit.at))


def ticks(plan: ShopPlan, day: date, zone: ZoneInfo, end: datetime) -> list[datetime]:
    """The moments of a day at which the owner looks at the orders; the last of all is `end`."""
    hours = (8, 10, 12, 14, 16, 18, 20, 22) if plan.is_shown else (13, 22)
    moments = [datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone) for hour in hours]
    here = end.astimezone(zone)
    return [moment for moment in moments if moment < end] + ([end] if here.date() == day else [])


@contextlib.contextmanager
def quietly(name: str) -> Iterator[None]:
    """Hundreds of purchases of the past are no news for the log."""
    noisy = logging.getLogger(name)
    before = noisy.level
    noisy.setLevel(logging.WARNING)
    try:
        yield
    finally:
        noisy.setLevel(before)
