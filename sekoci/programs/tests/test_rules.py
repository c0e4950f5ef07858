"""Where a programme goes at this pace; whom it is for; what may be published."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.kit.scope import across_businesses
from sekoci.programs.queries import Asked
from sekoci.programs.rules import STEP, Eligibility, Facts, in_one_scale, obstacles, outlook, told
from sekoci.programs.tests.people import outlet, suiting


def test_a_pace_goes_on_to_the_day_of_the_target():
    facts = {"since": date(2026, 11, 1), "today": date(2026, 11, 29), "by_day": date(2026, 12, 27)}
    slow = outlook(wanted=10_000_000, counted=9_000_000, before=8_900_000, **facts)
    assert (slow.projected, slow.gap, slow.grown, slow.needed_weekly, slow.state) == (
        9_100_000,
        10**6,
        100_000,
        250_000,
        "behind",
    )
    assert in_one_scale(slow.projected, slow.wanted) == ("9,1", "10", "million")
    quick = outlook(wanted=100, counted=90, before=80, **facts)
    assert (quick.state, quick.days, quick.reached_on, slow.reached_on) == ("on_course", 28, date(2026, 12, 27), None)
    assert outlook(wanted=100, counted=90, before=62, **facts).reached_on == date(2026, 12, 9)
    assert outlook(wanted=100, counted=100, before=120, **facts).state == "reached"
    assert outlook(wanted=100, counted=10, before=90, **facts).projected == 0
    assert outlook(wanted=100, counted=10, before=9, **facts | {"by_day": date(2026, 11, 28)}).state == "missed"
    assert in_one_scale(12_345, 20_000) == ("12,3", "20", "thousand")
    assert in_one_scale(512, 900) == ("512", "900", "")


DAY = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))


@settings(deadline=None)
@given(DAY, DAY)
def test_what_is_told_outside_never_differs_by_less_than_five_between_parts_wholes_and_days(one_day, another):
    """Whatever is subtracted from what: parts of a whole on one day, the same number on two, areas from the country."""
    numbers = [told(each) for parts in (one_day, another) for each in (*parts, sum(parts))]
    assert not [True for one, other in product(numbers, repeat=2) if 0 < abs(one - other) < STEP]
    for parts in (one_day, another):
        assert sum(map(told, parts)) <= told(sum(parts)), "parts never say more than their whole"


@pytest.mark.django_db
def test_the_rule_for_one_and_the_statement_for_many_say_the_same():
    for kind, sex, digital in product(("", "kopi", "keripik-camilan"), ("", "f", "m"), (False, True)):
        outlet(f"{kind}|{sex}|{digital}", kind=kind, sex=sex, qris=digital, sales_month=1_000_000 if sex else 0)
    asked = [
        Eligibility(kinds, scales, sexes, digital, unknown)
        for kinds, scales, sexes, digital, unknown in product(
            ((), ("kopi",)), ((), ("micro",), ("small",)), ((), ("f",)), ("", "no", "yes"), (False, True)
        )
    ]
    with across_businesses():
        everybody = suiting(Asked(0, Eligibility(), [""]), limit=99).first
        assert len(everybody) == 18
        for each in asked:
            found = suiting(Asked(0, each, ["33.72"]), limit=99).first
            wanted = {one.id for one in everybody if not obstacles(each, ["33.72"], one.facts)}
            assert {one.id for one in found} == wanted, each
    assert obstacles(Eligibility(), ["33"], Facts("73.71")) == ["area"]
