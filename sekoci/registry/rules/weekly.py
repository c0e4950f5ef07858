"""What is counted once a week, on Mondays, for those who may not watch it move. Pure."""

from datetime import date, timedelta


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def next_count(today: date, last: date | None) -> date:
    """On which day the next count is made: today, unless one was made since Monday (`last`; None: never)."""
    monday = monday_of(today)
    return today if last is None or last < monday else monday + timedelta(days=7)
