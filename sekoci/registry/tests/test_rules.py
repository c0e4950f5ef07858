"""Opening hours, scale, addresses: the rules, tried on many cases."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.errors import Invalid
from sekoci.registry.rules import (
    DAYS,
    SCALES,
    Threshold,
    checked_hours,
    from_today,
    is_open,
    is_slug,
    scale_of,
    slug_candidates,
)

SATURDAY = date(2026, 11, 21)
A_DAY = datetime.combine(SATURDAY, time())
SOLO, MAKASSAR = "Asia/Jakarta", "Asia/Makassar"
clock_times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
spans = st.tuples(clock_times, clock_times).map(list)
weeks = st.dictionaries(st.sampled_from(DAYS), st.lists(spans, max_size=1), max_size=7)


def at(zone, hour, minute=0, day=SATURDAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(7, 59, False), (8, 0, True), (16, 59, True), (17, 0, False), (0, 0, False)]
)
def test_is_open_from_the_first_minute_until_before_the_last(hour, minute, expected):
    assert is_open({"sat": [["08:00", "17:00"]]}, SOLO, at(SOLO, hour, minute)) is expected


def test_hours_are_those_of_the_place():
    hours = {"sat": [["08:00", "17:00"]]}
    assert is_open(hours, MAKASSAR, at(SOLO, 7, 30))
    assert not is_open(hours, SOLO, at(SOLO, 7, 30))


def test_a_night_stall_stays_open_past_midnight_and_not_on_the_night_after():
    hours = {"fri": [["18:00", "02:00"]]}
    assert is_open(hours, SOLO, at(SOLO, 1, 59))
    assert not is_open(hours, SOLO, at(SOLO, 2))
    assert not is_open(hours, SOLO, at(SOLO, 18))


def test_a_closed_date_takes_its_night_with_it():
    hours = {day: [["18:00", "02:00"]] for day in DAYS} | {"closed": ["2026-11-20"]}
    assert not is_open(hours, SOLO, at(SOLO, 1))
    assert is_open(hours, SOLO, at(SOLO, 19))


def test_without_weekdays_it_is_always_open_but_on_closed_dates():
    assert is_open({}, SOLO, at(SOLO, 3))
    assert not is_open({"closed": ["2026-11-21"]}, SOLO, at(SOLO, 3))


def test_a_day_without_spans_is_closed_and_an_equal_start_and_end_is_a_whole_day():
    assert not is_open({"sat": []}, SOLO, at(SOLO, 12))
    hours = {"sat": [["06:00", "06:00"]]}
    assert is_open(hours, SOLO, at(SOLO, 6))
    assert is_open(hours, SOLO, at(SOLO, 5, 59, SATURDAY + timedelta(days=1)))
    assert not is_open(hours, SOLO, at(SOLO, 6, 0, SATURDAY + timedelta(days=1)))


@given(weeks, st.datetimes(A_DAY, A_DAY + timedelta(days=14)), st.sampled_from([SOLO, MAKASSAR]))
def test_is_open_agrees_with_counting_the_minutes_of_the_week(week, moment, zone):
    here = moment.replace(second=0, microsecond=0)
    minute = here.weekday() * 1440 + here.hour * 60 + here.minute
    open_minutes = set()
    for day, listed in week.items():
        for first, last in listed:
            start, end = (int(part[:2]) * 60 + int(part[3:]) for part in (first, last))
            length = (end - start) % 1440 or 1440
            begin = DAYS.index(day) * 1440 + start
            open_minutes |= {each % 10080 for each in range(begin, begin + length)}
    assert is_open(week, zone, here.replace(tzinfo=ZoneInfo(zone))) is (not week or minute in open_minutes)


@given(weeks, st.lists(st.dates(), max_size=3))
def test_checking_hours_twice_is_checking_them_once(week, closed):
    hours = checked_hours({**week, "closed": [day.isoformat() for day in closed]})
    assert checked_hours(hours) == hours
    assert is_open(hours, SOLO, at(SOLO, 12)) in (True, False)


def test_days_off_that_are_over_are_forgotten():
    hours = {"mon": [["08:00", "17:00"]], "closed": ["2026-11-19", "2026-11-20", "2026-11-21", "2026-12-25"]}
    assert from_today(hours, SATURDAY) == {**hours, "closed": ["2026-11-20", "2026-11-21", "2026-12-25"]}
    assert from_today({"closed": ["2020-01-01"]}, SATURDAY) == {}


@pytest.mark.parametrize(
    "hours",
    [
        {"sun": [["8", "17:00"]]},
        {"mon": [["08:00", "25:00"]]},
        {"mon": [["24:00", "02:00"]]},
        {"mon": [["08:00"]]},
        {"mon": ["08:00"]},
        {"mon": [[8, 17]]},
        {"senin": [["08:00", "17:00"]]},
        {"mon": [["08:00", "12:00"], ["11:00", "17:00"]]},
        {"mon": [["08:00", "09:00"]] * 4},
        {"closed": ["besok"]},
        {"closed": [f"{year}-01-01" for year in range(2000, 2101)]},
    ],
)
def test_hours_that_nobody_can_follow_are_refused(hours):
    with pytest.raises(Invalid):
        checked_hours(hours)


NEW, OLD = date(2021, 2, 2), date(2021, 2, 1)
BILLION = 10**9
PP_7 = [
    Threshold(basis, scale, most * BILLION, NEW, None)
    for basis, bounds in (("capital", (1, 5, 10)), ("sales", (2, 15, 50)))
    for scale, most in zip(SCALES, bounds, strict=False)
]
UU_20 = [Threshold("sales", "micro", 300 * 10**6, date(2008, 7, 4), OLD)]


@pytest.mark.parametrize(
    ("sales", "scale"),
    [
        (0, "micro"),
        (2 * BILLION, "micro"),
        (2 * BILLION + 1, "small"),
        (15 * BILLION, "small"),
        (15 * BILLION + 1, "medium"),
        (50 * BILLION, "medium"),
        (50 * BILLION + 1, "large"),
    ],
)
def test_the_bounds_of_yearly_sales_belong_to_the_smaller_scale(sales, scale):
    assert scale_of(PP_7, capital=None, yearly_sales=sales, on=NEW) == scale


@pytest.mark.parametrize(
    ("capital", "scale"),
    [(BILLION, "micro"), (BILLION + 1, "small"), (5 * BILLION, "small"), (10 * BILLION, "medium"), (10 * BILLION + 1, "large")],
)
def test_a_business_that_starts_is_measured_by_its_capital(capital, scale):
    assert scale_of(PP_7, capital=capital, yearly_sales=None, on=NEW) == scale


def test_sales_count_before_capital_and_the_law_of_the_day_before_that_of_today():
    assert scale_of(PP_7, capital=9 * BILLION, yearly_sales=1, on=NEW) == "micro"
    assert scale_of(PP_7 + UU_20, capital=None, yearly_sales=BILLION, on=NEW) == "micro"
    assert scale_of(PP_7 + UU_20, capital=None, yearly_sales=BILLION, on=OLD) == "large"
    assert scale_of(PP_7 + UU_20, capital=BILLION, yearly_sales=None, on=OLD) is None
    assert scale_of(PP_7, capital=None, yearly_sales=None, on=NEW) is None


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["capital", "sales"]))
def test_a_larger_business_never_has_a_smaller_scale(one, other, basis):
    low, high = sorted((one, other))
    scales = [
        scale_of(PP_7, capital=each if basis == "capital" else None, yearly_sales=each if basis == "sales" else None, on=NEW)
        for each in (low, high)
    ]
    assert SCALES.index(scales[0]) <= SCALES.index(scales[1])


@given(st.text(max_size=80))
def test_every_name_has_addresses_that_an_owner_could_have_asked_for(name):
    slugs = list(slug_candidates(name, number=10**9))
    assert len(slugs) == len(set(slugs)) >= 10
    assert all(is_slug(slug) for slug in slugs)
