"""Money, days and phones in templates: `{{ order.total|rupiah }}`, `{{ order.placed_at|moment:zone }}`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.translation import get_language

from sekoci.kit import clock, money
from sekoci.kit.clock import at_home, day_in
from sekoci.kit.phone import masked_phone, spoken_phone

register = template.Library()


@register.simple_tag
def right_now() -> datetime:
    """The moment at which a page is written, for `moment`."""
    return clock.now()


@register.filter
def rupiah(amount: int | None) -> str:
    return "" if amount is None else money.rupiah(amount)


@register.filter
def thousands(count: int | None) -> str:
    """`1.250.000`; empty for None."""
    return "" if count is None else str(format_decimal(count, locale=_locale()))


@register.filter
def percent(share: float | None) -> str:
    """`85%`; empty for None."""
    return "" if share is None else str(format_percent(share, locale=_locale()))


@register.filter
def phone(number: str | None) -> str:
    return spoken_phone(number) if number else ""


@register.filter
def masked(number: str | None) -> str:
    """`0812-••••-7890`."""
    return masked_phone(number) if number else ""


@register.filter
def day(value: date | None) -> str:
    """`Sabtu, 21 November 2026`."""
    return "" if value is None else format_date(value, "EEEE, d MMMM y", locale=_locale())


@register.filter
def moment(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """`Sabtu, 21 November 2026, 14.05 WIB`, in the business's zone."""
    return "" if value is None else f"{day(value.astimezone(ZoneInfo(zone)).date())}, {hour(value, zone)}"


@register.filter
def since(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """A beginning: as `moment`, without the hour where it is midnight."""
    return _span_end(value, zone, is_end=False)


@register.filter
def until(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """An end, which is not part of the span: as `moment`, but midnight is the whole day before it, without an hour."""
    return _span_end(value, zone, is_end=True)


@register.filter
def short_day(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """`21 Nov`, of another year `21 Nov 2025`, in the business's zone: for rows in which the hour says nothing."""
    if value is None:
        return ""
    there = value.astimezone(ZoneInfo(zone)).date()
    return format_date(there, "d MMM" if there.year == day_in(zone).year else "d MMM y", locale=_locale())


@register.filter
def hour(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """`14.05 WIB`."""
    if value is None:
        return ""
    there = value.astimezone(ZoneInfo(zone))
    return f"{there:%H.%M} {get_timezone_name(there, width='short', locale='id_ID')}"


def _span_end(value: datetime | None, zone: str, *, is_end: bool) -> str:
    if value is None:
        return ""
    there, at = at_home(value, zone, is_end=is_end)
    return day(there) if at is None else moment(value, zone)


def _locale() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
