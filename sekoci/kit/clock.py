"""What time it is. Everybody asks here, so that a test can say otherwise."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _frozen.get() or datetime.now(UTC)


def day_in(zone: str, at: datetime | None = None) -> date:
    """The calendar day at `at` (default: now) in an IANA zone such as `Asia/Makassar`: a business counts its days at home."""
    return (at or now()).astimezone(ZoneInfo(zone)).date()


def day_span(zone: str, first: date, last: date) -> tuple[datetime, datetime]:
    """The moments from the start of `first` to the start of the day after `last`, in `zone`."""
    at_home = ZoneInfo(zone)
    start = datetime(first.year, first.month, first.day, tzinfo=at_home)
    after = last + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=at_home)


def at_home(at: datetime, zone: str, *, is_end: bool = False) -> tuple[date, time | None]:
    """A moment as people say it in `zone`: midnight needs no hour, and as an end it is the whole day before."""
    here = at.astimezone(ZoneInfo(zone))
    if (here.hour, here.minute, here.second) == (0, 0, 0):
        return (here - timedelta(days=1)).date() if is_end else here.date(), None
    return here.date(), here.time().replace(microsecond=0)


@contextlib.contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Make `now()` answer `at` inside the block: for tests, and for the demo's thirty days."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
