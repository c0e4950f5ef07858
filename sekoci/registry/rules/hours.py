"""Opening hours: `{"mon": [["08:00", "17:00"]], …, "closed": ["2026-12-25"]}`.

A span that ends at or before its start ends the next day and belongs to the day it began on. A day that is absent is closed;
with no weekday at all it is always open, except on the dates in `closed`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sekoci.kit.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_SPANS, MOST_CLOSED = 3, 100
Hours = Mapping[str, Sequence[Sequence[str]] | Sequence[str]]


def is_open(hours: Hours, zone: str, at: datetime) -> bool:
    """Whether a business with these opening hours is open at `at`."""
    here = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    today = here.date()
    closed = hours.get("closed") or ()
    if is_always_open(hours):
        return today.isoformat() not in closed
    for day in (today, today - timedelta(days=1)):
        if day.isoformat() in closed:
            continue
        for first, last in hours.get(DAYS[day.weekday()]) or ():
            start, end = (datetime.combine(day, time()) + timedelta(minutes=part) for part in _span(first, last))
            if start <= here < end:
                return True
    return False


def week_minutes(hours: Hours) -> list[tuple[int, int]]:
    """When it is open in an ordinary week: spans in minutes from Monday's midnight there, which may reach into the next week.

    [] where it is always open as well as where it never is: `is_always_open` tells.
    """
    return [
        (number * 24 * 60 + start, number * 24 * 60 + end)
        for number, day in enumerate(DAYS)
        for first, last in hours.get(day) or ()
        for start, end in [_span(first, last)]
    ]


def is_always_open(hours: Hours) -> bool:
    """Whether there are no hours at all, only perhaps dates on which it is closed."""
    return not any(day in hours for day in DAYS)


def checked_hours(hours: Hours, *, field: str = "opening_hours") -> dict[str, list[list[str]] | list[str]]:
    """The same hours in one form: days in order, spans sorted; refused when a time is none or two spans of a day overlap."""
    checked: dict[str, list[list[str]] | list[str]] = {}
    for day in DAYS:
        if day in hours:
            checked[day] = _checked_day(hours[day], field=field)
    if closed := sorted({_checked_date(day, field=field) for day in hours.get("closed") or ()}):
        checked["closed"] = closed
    if set(hours) - {*DAYS, "closed"} or len(closed) > MOST_CLOSED:
        raise _unclear(field)
    return checked


def from_today(hours: Hours, today: date) -> dict[str, Sequence[Sequence[str]] | Sequence[str]]:
    """The same hours without dates that are over; yesterday stays, since its night may reach into today."""
    yesterday = (today - timedelta(days=1)).isoformat()
    closed = [str(day) for day in hours.get("closed") or () if str(day) >= yesterday]
    week = {day: hours[day] for day in DAYS if day in hours}
    return {**week, "closed": closed} if closed else week


def _checked_day(spans: Sequence[Sequence[str] | str], *, field: str) -> list[list[str]]:
    pairs = [list(span) for span in spans if not isinstance(span, str)]
    if len(pairs) != len(spans) or len(pairs) > MOST_SPANS or any(not _is_span(pair) for pair in pairs):
        raise _unclear(field)
    ordered = sorted(pairs)
    ends = [_span(first, last) for first, last in ordered]
    if any(later[0] < earlier[1] for earlier, later in pairwise(ends)):
        raise Invalid(
            field=field,
            why_id="Dua jam buka di hari yang sama bertabrakan.",
            why_en="Two opening times of the same day overlap.",
        )
    return ordered


def _checked_date(day: object, *, field: str) -> str:
    try:
        return date.fromisoformat(str(day)).isoformat()
    except ValueError:
        raise _unclear(field) from None


def _span(first: str, last: str) -> tuple[int, int]:
    """Start and end in minutes from midnight; the end may lie in the next day."""
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in (first, last))
    return start, end if end > start else end + 24 * 60


def _is_span(pair: Sequence[str]) -> bool:
    return len(pair) == 2 and _is_time(pair[0]) and (_is_time(pair[1]) or pair[1] == "24:00")


def _is_time(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", text) is not None


def _unclear(field: str) -> Invalid:
    return Invalid(
        field=field,
        why_id="Jam buka belum jelas. Tulis seperti 08:00 sampai 17:00.",
        why_en="The opening hours are not clear. Write them like 08:00 to 17:00.",
    )
