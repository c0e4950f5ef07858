import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.delivery.rules import AreaPrice, OutOfReach, SayWhere, Step, Terms, TooLittle, Where, fee_of, reached

SHOP = (-7.5614, 110.7931)
LAWEYAN = AreaPrice("33.72.01", "Laweyan", 7_000)
SONDAKAN = AreaPrice("33.72.01.1005", "Sondakan", 3_000)
BY_AREA = Terms("area", areas=(LAWEYAN, SONDAKAN))
BY_DISTANCE = Terms("distance", steps=(Step(3, 5_000), Step(7, 10_000)))


def village(code="33.72.01.1005", name="Sondakan", north_km=0.0):
    return Where(code, name, code.count(".") + 1, (SHOP[0] + north_km / 111.195, SHOP[1]))


def fee(terms, where, total=50_000):
    return fee_of(terms, total=total, where=where, start=SHOP)


def test_the_narrowest_area_that_holds_the_place_says_the_fee():
    assert fee(BY_AREA, village()) == 3_000
    assert fee(BY_AREA, village("33.72.01.1007", "Laweyan")) == 7_000
    assert fee(BY_AREA, village("33.72.01", "Laweyan")) == 7_000
    with pytest.raises(OutOfReach) as no:
        fee(BY_AREA, village("33.72.011.1001", "Lain"))
    assert no.value.sentence("id") == (
        "Toko ini belum mengantar ke Lain. Bisa ke Laweyan, Sondakan. Ambil sendiri, atau pilih tempat lain."
    )


@pytest.mark.parametrize(("km", "rupiah"), [(0, 5_000), (2.99, 5_000), (3.01, 10_000), (6.9, 10_000)])
def test_a_distance_is_rounded_up_to_a_step(km, rupiah):
    assert fee(BY_DISTANCE, village(north_km=km)) == rupiah


def test_beyond_the_last_step_and_off_the_map_is_out_of_reach():
    for where in (village(north_km=7.1), Where("33.72.01.1005", "Sondakan", 4, None)):
        with pytest.raises(OutOfReach) as no:
            fee(BY_DISTANCE, where)
        assert no.value.facts["reached"] == "7 km"


@pytest.mark.parametrize("terms", [BY_AREA, BY_DISTANCE])
def test_a_place_is_asked_for_and_a_whole_city_is_none(terms):
    for where in (None, village("33.72", "Kota Surakarta")):
        with pytest.raises(SayWhere):
            fee(terms, where)


def test_free_from_a_total_on_and_nothing_below_the_smallest():
    terms = Terms("price", price=7_000, free_from=100_000, minimum=20_000)
    assert [fee(terms, None, total) for total in (20_000, 99_999, 100_000)] == [7_000, 7_000, 0]
    with pytest.raises(TooLittle):
        fee(terms, None, 19_999)


def test_many_areas_are_not_all_named():
    many = Terms("area", areas=tuple(AreaPrice(f"33.72.{number:02}", f"K{number}", 0) for number in range(9)))
    assert reached(many).endswith("K5, dan 3 lainnya")
    assert reached(many, english=True).endswith("and 3 more")


steps = st.lists(st.builds(Step, st.integers(1, 60), st.integers(0, 10**7)), min_size=1, max_size=5)


@given(steps=steps, km=st.floats(0, 80), total=st.integers(0, 10**9), free=st.one_of(st.none(), st.integers(0, 10**9)))
def test_a_fee_is_one_of_the_prices_or_nothing_and_further_never_finds_more_steps(steps, km, total, free):
    terms = Terms("distance", steps=tuple(steps), free_from=free)
    try:
        told = fee(terms, village(north_km=km), total)
    except OutOfReach:
        assert km > max(step.km for step in steps) - 1
        return
    assert told in {step.fee for step in steps} | ({0} if free is not None and total >= free else set())
