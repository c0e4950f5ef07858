"""Which days are to be counted."""

from datetime import date, datetime, timedelta

from sekoci.indicators.rules import ZONE
from sekoci.kit.clock import day_in, day_span
from sekoci.kit.scope import reading_across
from sekoci.kit.sql import fetch

COUNTED_AT = "select counted_at from indicators_stock where slice = '' and level = 0 order by month desc limit 1"
"""The moment as of which outlets stand as they do (`Standing`), for statements that read them; none: they were never counted."""
CHANGED = """
    select exists (select from registry_outlet where changed_at > %(at)s)
        or exists (select from registry_listedition where stored_at > %(at)s)
        or exists (select from registry_linkrun where ended_at > %(at)s)
        or exists (select from indicators_waiting)
"""


def days_to_count() -> list[date]:
    """Today once a day and after lists, outlets or shops changed; the last day of a month once more when it is over."""
    today = day_in(ZONE)
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    counted: dict[date, tuple[date, datetime]] = {
        row[0]: (row[1], row[2])
        for row in fetch(
            "select month, counted_on, counted_at from indicators_stock where month = any(%s) and slice = '' and level = 0",
            ([month, before],),
        )
    }
    due = []
    ended, _ = day_span(ZONE, month, month)
    if before in counted and counted[before][1] < ended:
        due.append(month - timedelta(days=1))
    if month not in counted or counted[month][0] < today or _has_changed(counted[month][1]):
        due.append(today)
    return due


def _has_changed(at: datetime) -> bool:
    with reading_across():
        return fetch(CHANGED, {"at": at}) == [(True,)]
