"""Intervals of what belongs together: by the definition in exact numbers, printed tables, worlds whose truth is known."""

from fractions import Fraction
from random import Random
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.programs.rules.impact import SALES, Matched, Seller, Spell, by_owner, effect, matched
from sekoci.programs.rules.intervals import interval, middle_of, rank_of, student

NOTHING = Spell(0, 0, 0, 0)


def by_definition(values, groups):
    """The sandwich of a regression on a constant, written out pair by pair: (X'X)^-1 X' E X (X'X)^-1, E holding the products of
    residuals within a group, times G / (G - 1). As `cov_type="cluster"` of statsmodels has it for one regressor."""
    many, owners = len(values), len(set(groups))
    mean = Fraction(sum(values), many)
    middle = sum(
        (one - mean) * (other - mean)
        for one, here in zip(values, groups, strict=True)
        for other, there in zip(values, groups, strict=True)
        if here == there
    )
    return Fraction(owners, owners - 1) * middle / many**2


@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 7)), min_size=2, max_size=30))
def test_the_interval_of_groups_is_the_sandwich_by_its_definition(drawn):
    values, groups = [value for value, _ in drawn], [group for _, group in drawn]
    if len(set(groups)) < 2:
        groups[0] = 99
    middle, low, high = interval(values, groups)
    error = (high - low) / 2 / student(len(set(groups)) - 1)
    assert middle == pytest.approx((low + high) / 2, abs=1e-6)
    assert error**2 == pytest.approx(float(by_definition(values, groups)), rel=1e-9, abs=1e-6)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=40))
def test_where_everybody_is_alone_it_is_students(values):
    away = student(len(values) - 1) * stdev(values) / len(values) ** 0.5
    assert interval(values) == pytest.approx((fmean(values), fmean(values) - away, fmean(values) + away), abs=1e-3)


@pytest.mark.parametrize(("many", "rank"), [(5, 0), (6, 1), (9, 2), (12, 3), (20, 6), (25, 8), (30, 10), (50, 18), (100, 40)])
def test_ranks_of_the_medians_interval_are_those_of_the_printed_tables(many, rank):
    """Conover, Practical Nonparametric Statistics, 3rd edition, 3.2; Dixon and Massey, table A-25."""
    assert rank_of(many) == rank


def test_the_middle_is_of_owners_and_one_huge_shop_moves_it_no_more_than_a_small_one():
    values, groups = [*range(1, 21), 10**9], [*range(20), 19]
    middle, low, high = middle_of(values, groups)
    assert (middle, low, high) == (10.5, 6, 15), "twenty owners; the one with two shops is still one, at the end"
    assert interval(values, groups)[0] > 10**7


def worlds(seed, *, shops_each, many=40, true=0):
    """Owners inside with so many shops, whose sales go up and down together; each shop beside one outside."""
    dice = Random(seed)
    while True:
        sets = []
        for owner in range(many):
            luck = dice.gauss(0, 300_000)
            for number in range(shops_each):
                shop = owner * shops_each + number
                after = round(2_000_000 + luck + dice.gauss(0, 100_000)) + true
                beside = Seller(10_000 + shop, 0, "33.72", "", "", spell(round(2_000_000 + dice.gauss(0, 100_000))), NOTHING)
                sets.append(Matched(Seller(shop, 0, "33.72", "", "", spell(after), NOTHING, owner + 1), (beside,)))
        yield sets


def spell(after):
    return Spell(2_000_000, 1_000_000, 1_000_000, after)


def test_several_shops_of_one_owner_are_no_several_witnesses():
    """Ten shops each: told as if they were apart the interval holds the truth far too seldom; by owner it does."""
    many, alone, together, middle = 150, 0, 0, 0
    for _, sets in zip(range(many), worlds(5, shops_each=10, true=400_000), strict=False):
        changes = [each.inside.sales.after - each.beside[0].sales.after for each in sets]
        _, low, high = interval(changes)
        alone += low <= 400_000 <= high
        told = effect(sets, SALES)
        assert told.owners == 40
        together += told.low <= 400_000 <= told.high
        middle += told.middle[1] <= 400_000 <= told.middle[2]
    assert alone / many < 0.6
    assert 0.9 <= together / many <= 0.99
    assert 0.9 <= middle / many <= 1


def test_one_huge_shop_pulls_the_mean_and_not_the_middle():
    sets = next(worlds(3, shops_each=1))
    huge = Matched(Seller(999, 0, "33.72", "", "", spell(800_000_000), NOTHING), sets[0].beside)
    told, calm = effect([*sets[1:], huge], SALES), effect(sets, SALES)
    assert told.estimate > 15_000_000
    assert abs(told.middle[0] - calm.middle[0]) < 100_000


class TestWhoBelongsTogether:
    def one(self, shop, owner=0):
        return Seller(shop, 0, "33.72", "", "", Spell(900_000, 0, 0, 0), NOTHING, owner)

    def test_sets_with_an_owner_in_common_on_either_side_and_through_others(self):
        sets = [
            Matched(self.one(1, 5), (self.one(11, 7),)),
            Matched(self.one(2, 6), (self.one(12, 8),)),
            Matched(self.one(3, 5), (self.one(13), self.one(14, 8))),
            Matched(self.one(4), (self.one(15),)),
        ]
        groups = by_owner(sets)
        assert groups[0] == groups[1] == groups[2] != groups[3]

    def test_an_owner_nobody_knows_is_nobody_elses(self):
        assert len(set(by_owner([Matched(self.one(n), (self.one(100 + n),)) for n in range(5)]))) == 5

    def test_nobody_stands_beside_who_has_a_shop_inside(self):
        [only] = matched([self.one(1, 5)], [self.one(11, 5), self.one(12, 6)])
        assert [each.shop for each in only.beside] == [12]
