"""Difference in differences: against published figures, over invented worlds whose truth is known, and by its laws."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sekoci.programs.rules.impact import ALIKE, FLOOR, ORDERS, SALES, Matched, Seller, Spell, effect, matched
from sekoci.programs.rules.intervals import interval, student

SLEEP = (1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4)
"""Ten patients' extra hours of sleep by one drug over another (Student 1908)."""
NOTHING = Spell(0, 0, 0, 0)


class TestAgainstWhatOthersPublished:
    def test_the_interval_of_students_own_example(self):
        """R's `t.test(extra ~ group, data = sleep, paired = TRUE)` prints 1.58 and 0.7001142 to 2.4598858."""
        middle, low, high = interval(SLEEP)
        assert middle == pytest.approx(1.58)
        assert (low, high) == (pytest.approx(0.7001142, abs=1e-3), pytest.approx(2.4598858, abs=1e-3))

    @pytest.mark.parametrize(
        ("freedom", "printed"), [(9, 2.262), (14, 2.145), (19, 2.093), (29, 2.045), (40, 2.021), (60, 2.000), (120, 1.980)]
    )
    def test_the_quantiles_of_the_printed_tables(self, freedom, printed):
        assert student(freedom) == pytest.approx(printed, abs=6e-4)

    def test_four_means_as_they_are_taught(self):
        """Card and Krueger (1994), table 3: 20.44 to 21.03 in New Jersey, 23.33 to 21.17 in Pennsylvania: 2.75 more."""
        sets = [Matched(seller(n, 0, 1022, 1022, 2103), (seller(100 + n, 0, 1166, 1167, 2117),)) for n in range(6)]
        told = effect(sets, SALES)
        assert (told.estimate, told.inside_before, told.outside_after) == (275, 2044, 2117)


class TestOverWorldsWhoseTruthIsKnown:
    @pytest.mark.parametrize("true", [0, 400_000])
    def test_holds_the_truth_ninety_five_times_of_a_hundred(self, true):
        worlds = 200
        dice = Random(20261122)
        told = [effect(matched(*world(dice, true)), SALES) for _ in range(worlds)]
        held = sum(each.low <= true <= each.high for each in told) / worlds
        assert 0.915 <= held <= 0.985, held
        assert fmean(each.estimate for each in told) == pytest.approx(true, abs=25_000)

    def test_sees_an_effect_that_is_there_and_seldom_one_that_is_not(self):
        dice = Random(7)
        seen = [effect(matched(*world(dice, 600_000)), SALES).verdict for _ in range(60)]
        none = [effect(matched(*world(dice, 0)), SALES).verdict for _ in range(60)]
        assert seen.count("up") > 45
        assert none.count("up") + none.count("down") <= 8

    def test_is_not_led_astray_by_shops_that_were_picked_at_a_bad_moment(self):
        """Those inside sell more as a rule, so alike outside are those at their best: told from the time that is matched on,
        there would be an effect."""
        dice = Random(11)
        worlds = [matched(*world(dice, 0, chance=500_000, spread=0.1)) for _ in range(60)]
        naive = fmean(
            fmean(each.inside.sales.after - each.inside.sales.earlier for each in sets)
            - fmean(fmean(one.sales.after - one.sales.earlier for one in each.beside) for each in sets)
            for sets in worlds
        )
        ours = fmean(effect(sets, SALES).estimate for sets in worlds)
        assert naive > 100_000
        assert abs(ours) < naive / 3

    def test_says_when_they_went_apart_already_before(self):
        dice = Random(3)
        inside, outside = world(dice, 0)
        rising = [
            seller(each.shop, each.sales.earlier, each.sales.first_half, each.sales.second_half + 500_000, each.sales.after)
            for each in inside
        ]
        assert effect(matched(rising, outside), SALES).verdict == "apart"


def world(dice: Random, true: int, *, chance: int = 200_000, spread: float = 0.5) -> tuple[list[Seller], list[Seller]]:
    """Forty shops inside, which sell more as a rule, and two hundred outside: levels of their own, chance, a season for all."""

    def shop(number: int, usual: float, more: int) -> Seller:
        level = usual * dice.lognormvariate(0, spread)

        def half(extra: float = 0.0) -> int:
            return round(level / 2 + dice.gauss(0, chance) + extra)

        earlier, halves = half() + half(), (half(100_000), half(100_000))
        return seller(number, earlier, *halves, half(300_000) + half(300_000) + more)

    return [shop(n, 2_600_000, true) for n in range(40)], [shop(n, 2_000_000, 0) for n in range(1000, 1200)]


def seller(
    shop: int, earlier: int, first: int, second: int, after: int, *, regency: str = "33.72", scale: str = "micro", week: int = 0
) -> Seller:
    return Seller(shop, week, regency, scale, "makan", Spell(earlier, first, second, after), NOTHING)


def of(shop: int, earlier: int, **more: object) -> Seller:
    return seller(shop, earlier, 0, 0, 0, **more)  # type: ignore[arg-type]  # where, of what scale, when


class TestMatching:
    def test_takes_who_sold_most_alike_and_each_once(self):
        [first, second] = matched([of(1, 900_000), of(2, 800_000)], [of(11, 880_000), of(12, 10_000_000)])[:1] * 2
        assert [each.shop for each in first.beside] == [11]
        assert first is second

    def test_everybody_gets_a_first_before_anybody_gets_a_second(self):
        sets = matched([of(1, 900_000), of(2, 890_000)], [of(11, 900_000), of(12, 905_000), of(13, 870_000)])
        assert {each.inside.shop: len(each.beside) for each in sets} == {1: 2, 2: 1}

    def test_looks_in_the_province_only_where_the_regency_has_nobody(self):
        here, there = of(11, 950_000), of(12, 900_000, regency="33.11")
        assert [each.shop for each in matched([of(1, 900_000)], [there, here])[0].beside] == [11, 12]
        assert matched([of(1, 900_000)], [of(13, 900_000, regency="34.71")]) == []

    @pytest.mark.parametrize("other", [{"scale": "small"}, {"week": 1}])
    def test_nobody_of_another_scale_or_week(self, other):
        assert matched([of(1, 900_000)], [of(11, 900_000, **other)]) == []

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 9_000_000), max_size=12), st.lists(st.integers(0, 9_000_000), max_size=20))
    def test_is_the_same_in_whatever_order_they_come(self, inside, outside):
        ins, outs = [of(n, sold) for n, sold in enumerate(inside)], [of(100 + n, sold) for n, sold in enumerate(outside)]
        sets = matched(ins, outs)
        again = matched(ins[::-1], outs[::-1])
        assert sets == again
        used = [one.shop for each in sets for one in each.beside]
        assert len(used) == len(set(used))
        for each in sets:
            for one in each.beside:
                more, less = sorted((each.inside.sales.earlier + FLOOR, one.sales.earlier + FLOOR), reverse=True)
                assert more <= less * ALIKE * 1.000001

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(*[st.integers(0, 10**7)] * 4), min_size=6, max_size=12), st.integers(-(10**6), 10**6))
    def test_what_happens_to_all_is_no_effect(self, spells, season):
        """A season that adds as much to everybody changes neither estimate nor interval."""

        def sets(after: int) -> list[Matched]:
            return [
                Matched(seller(n, *spell[:3], spell[3] + after), (seller(100 + n, *spell[::-1][:3], spell[0] + after),))
                for n, spell in enumerate(spells)
            ]

        told, shifted = effect(sets(0), SALES), effect(sets(season), SALES)
        assert (told.estimate, told.low, told.high) == pytest.approx((shifted.estimate, shifted.low, shifted.high))

    def test_orders_are_told_apart_from_sales(self):
        sets = [
            Matched(
                Seller(n, 0, "33.72", "", "", NOTHING, Spell(0, 1, 1, 6)),
                (Seller(100 + n, 0, "33.72", "", "", NOTHING, Spell(0, 1, 1, 2)),),
            )
            for n in range(6)
        ]
        assert (effect(sets, ORDERS).estimate, effect(sets, SALES).estimate) == (4, 0)
