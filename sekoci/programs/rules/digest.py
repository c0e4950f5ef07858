"""When an officer is told of last week. Pure."""

from datetime import date, datetime, timedelta

FROM_HOUR, UNTIL_HOUR = 7, 20
"""Monday morning; in the afternoon still, where the machine slept in the morning."""


def week_to_tell(local: datetime) -> date | None:
    """The Monday of the week that is told of at this moment of the area's zone; None: nothing is told now."""
    if local.weekday() != 0 or not FROM_HOUR <= local.hour < UNTIL_HOUR:
        return None
    return local.date() - timedelta(days=7)


def last_week(today: date) -> date:
    """The Monday of the last week that is over."""
    return today - timedelta(days=today.weekday() + 7)
