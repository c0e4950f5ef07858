"""Opening hours."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]] | Sequence[str]]


def is_open(hours: Hours, zone: str, at: datetime) -> bool:
    """Whether a business with these opening hours is open at `at`.

    `hours` is `{"mon": [["08:00", "17:00"]], …, "closed": ["2026-12-25"]}`. A span that ends at or before its start ends the
    next day and belongs to the day it began on. A day that is absent is closed; with no weekday at all it is always open,
    except on the days in `closed`.
    """
    here = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    today = here.date()
    closed = hours.get("closed") or ()
    if not any(day in hours for day in DAYS):
        return today.isoformat() not in closed
    for day in (today, today - timedelta(days=1)):
        if day.isoformat() in closed:
            continue
        for first, last in hours.get(DAYS[day.weekday()]) or ():
            start = datetime.combine(day, _clock(first))
            end = _end(start, last)
            if start <= here < end:
                return True
    return False


def _clock(text: str) -> time:
    return time(int(text[:2]), int(text[3:5]))


def _end(start: datetime, text: str) -> datetime:
    midnight = start.replace(hour=0, minute=0)
    end = midnight + timedelta(days=1) if text == "24:00" else datetime.combine(start.date(), _clock(text))
    return end if end > start else end + timedelta(days=1)
