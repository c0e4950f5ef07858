"""When what is counted on Mondays is counted next."""

from datetime import UTC, date, datetime

import pytest

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.queries.weeks import next_week_on
from sekoci.registry.rules.weekly import next_count

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)


@pytest.mark.parametrize(
    ("today", "last", "next_on"),
    [
        (MONDAY, None, MONDAY),
        (MONDAY, date(2026, 11, 22), MONDAY),
        (MONDAY, MONDAY, date(2026, 11, 30)),
        (THURSDAY, MONDAY, date(2026, 11, 30)),
        (THURSDAY, date(2026, 11, 17), THURSDAY),
        (date(2026, 11, 29), THURSDAY, date(2026, 11, 30)),
    ],
)
def test_is_today_unless_it_was_counted_since_monday(today, last, next_on):
    assert next_count(today, last) == next_on


@pytest.mark.django_db
def test_of_outlets_by_the_countrys_clock():
    with across_businesses(), clock.frozen(datetime(2026, 11, 22, 18, tzinfo=UTC)):
        assert next_week_on() == MONDAY, "Monday has begun in Jakarta"
        fetch(
            "insert into registry_outletweek (level, area_code, organisations, outlets, rows, shops, counted_at)"
            " values (0, '', '{}', 1, 1, 0, %s)",
            (clock.now(),),
        )
        assert next_week_on() == date(2026, 11, 30)
