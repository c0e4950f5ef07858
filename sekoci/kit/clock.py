"""What time it is. Everybody asks here, so that a test can say otherwise."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
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


@contextlib.contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Make `now()` answer `at` inside the block: for tests, and for the demo's thirty days."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
