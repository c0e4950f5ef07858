"""Where a programme goes at this pace; whom it is for; what may be published."""

from datetime import date
from itertools import product

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.programs.queries import suiting
from sekoci.programs.rules import Eligibility, Facts, in_one_scale, obstacles, outlook, own_part, publishable_part
from sekoci.programs.tests.people import outlet


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
    assert outlook(wanted=100, counted=90, before=80, **facts).state == "on_course"
    assert outlook(wanted=100, counted=100, before=120, **facts).state == "reached"
    assert outlook(wanted=100, counted=10, before=90, **facts).projected == 0
    assert outlook(wanted=100, counted=10, before=9, **facts | {"by_day": date(2026, 11, 28)}).state == "missed"
    assert in_one_scale(12_345, 20_000) == ("12,3", "20", "thousand")
    assert in_one_scale(512, 900) == ("512", "900", "")


def test_a_part_is_published_only_where_neither_it_nor_the_rest_is_small():
    assert [publishable_part(count, 20) for count in (0, 4, 5, 15, 16, 20)] == [0, None, 5, 15, None, 20]
    assert [own_part(*each) for each in ((0, 9, 30), (2, 9, 30), (9, 9, 12), (9, 9, 30))] == [0, None, None, 9]


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
        _, everybody = suiting(0, Eligibility(), [""], patterns=["%"], limit=99)
        assert len(everybody) == 18
        for each in asked:
            _, found = suiting(0, each, ["33.72"], patterns=["%"], limit=99)
            wanted = {one.id for one in everybody if not obstacles(each, ["33.72"], one.facts)}
            assert {one.id for one in found} == wanted, each
    assert obstacles(Eligibility(), ["33"], Facts("73.71")) == ["area"]
