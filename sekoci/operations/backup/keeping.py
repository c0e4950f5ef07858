"""When a backup is due, and which ones go: fewer the older they are."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

WEEKLY, MONTHLY = 8, 12
YOUNG = timedelta(days=2)
"""So long every backup stays: one made by hand when something looks wrong must not push out the last good one of that day."""


def to_drop(taken: Sequence[datetime], *, daily: int, weekly: int = WEEKLY, monthly: int = MONTHLY) -> set[datetime]:
    """All but those of the two days before the newest, and the last of each of so many days, weeks and months that have one."""
    kept = {moment for moment in taken if max(taken) - moment < YOUNG}
    kinds: list[tuple[int, Callable[[datetime], object]]] = [
        (daily, lambda moment: moment.date()),
        (weekly, lambda moment: moment.isocalendar()[:2]),
        (monthly, lambda moment: (moment.year, moment.month)),
    ]
    for most, span in kinds:
        spans: dict[object, datetime] = {}
        for moment in sorted(taken, reverse=True):
            spans.setdefault(span(moment), moment)
        kept |= set(list(spans.values())[:most])
    return set(taken) - kept


def is_due(now: datetime, *, daily_at: time, good_at: datetime | None, tried_at: datetime | None, pause: timedelta) -> bool:
    """Whether the last good one is older than the last time of day at which one was to be made; after a failure, `pause` first.

    All moments in the zone of `daily_at`.
    """
    last = datetime.combine(now.date(), daily_at, now.tzinfo)
    if last > now:
        last -= timedelta(days=1)
    if good_at and good_at >= last:
        return False
    return tried_at is None or tried_at == good_at or now - tried_at >= pause


def is_drill_due(now: datetime, *, good_at: datetime | None, tried_at: datetime | None) -> bool:
    """Once a week; after a failure, once in six hours."""
    if good_at and now - good_at < timedelta(days=7):
        return False
    return tried_at is None or tried_at == good_at or now - tried_at >= timedelta(hours=6)
