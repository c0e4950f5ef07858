"""`sekoci verify` counts readings again, and names what is not what their rows tell."""

from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions.measuring import measure_due, measure_program
from sekoci.programs.queries import problems
from sekoci.programs.queries.results import measured
from sekoci.programs.tests.history import join, shops, sold
from sekoci.programs.tests.people import OFFICER, office, running
from sekoci.programs.tests.test_results import JOINED, NOON, lived

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    with clock.frozen(NOON - timedelta(days=170)):
        return running(dinas)


@pytest.fixture
def counted(program):
    lived(program, more=150_000)
    with clock.frozen(NOON):
        measure_program(program.id)
    return program


def checked():
    """How many readings were compared, and what is wrong, days later."""
    with clock.frozen(NOON + timedelta(days=40)), across_businesses():
        [one] = [each for each in problems() if "readings" in each.what]
    return one.counted, one.wrong


def tamper(statement):
    with across_businesses():
        fetch(statement)


def test_what_was_counted_is_counted_again_and_is_the_same_weeks_later(counted):
    assert checked() == (2, [])


@pytest.mark.parametrize(
    ("kind", "path", "value", "named"),
    [
        ("impact", "{sales,estimate}", "9999999", "impact sales.estimate is kept as 9999999"),
        ("impact", "{orders,middle,1}", "-5", "impact orders.middle[1] is kept as -5"),
        ("impact", "{sets}", "31", "impact sets is kept as 31, the rows tell 30"),
        ("retention", "{all,\"\",1,1}", "29", "retention all.(none)[1][1] is kept as 29"),
        ("retention", "{cohort}", "{}", "retention cohort.(none) is kept as None"),
    ],
)  # fmt: skip
def test_a_reading_that_was_tampered_with_is_named(counted, kind, path, value, named):
    tamper(f"update programs_reading set facts = jsonb_set(facts, '{path}', '{value}') where kind = '{kind}'")  # noqa: S608  ours
    many, wrong = checked()
    assert many == 2
    assert [named in each for each in wrong] == [True], wrong
    assert counted.slug in wrong[0]


def test_what_changed_since_is_the_nights_and_no_damage(counted):
    with across_businesses():
        fetch("update indicators_shopday set sales = sales + 1000, orders = 0 where day < '2026-09-01'")
    assert checked() == (0, [])
    with clock.frozen(NOON + timedelta(days=1)):
        measure_program(counted.id)
    assert checked() == (2, [])


def test_who_withdrew_since_is_no_damage(program):
    join(program, shops(6, prefix="ikut-"), JOINED)
    with clock.frozen(NOON):
        measure_program(program.id)
    tamper("update programs_enrolment set state = 'withdrawn' where id = (select min(id::text)::uuid from programs_enrolment)")
    assert checked() == (0, [])


def test_a_month_that_turned_out_otherwise_for_another_shop_has_another_digest(program):
    """Two shops change places: every sum is the same, and the rows are not."""
    mine = shops(6, prefix="ikut-")
    join(program, mine, JOINED)
    sold([(shop, JOINED + timedelta(days=42), 1, 5_000) for shop in mine[:3]])
    with clock.frozen(NOON):
        measure_program(program.id)
    with across_businesses():
        fetch("update indicators_shopday set business_id = %s where business_id = %s", (mine[5], mine[0]))
    assert checked() == (0, [])


def test_what_an_older_edition_counted_is_not_told_and_is_counted_anew_the_same_night(counted):
    tamper("update programs_reading set basis = ''")
    assert checked() == (0, [])
    assert measured(counted.id).impact is None
    with clock.frozen(NOON + timedelta(minutes=30)):
        assert measure_due() == 1
        assert measure_due() == 0
    assert measured(counted.id).impact["sales"]["low"] > 0
