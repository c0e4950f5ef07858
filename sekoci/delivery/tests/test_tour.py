from hypothesis import example, given
from hypothesis import strategies as st

from sekoci.delivery.rules import Drop, Gazetteer, driving_order, four_digits, is_code, km_between, tour, way_km
from sekoci.registry.queries import Place

LAWEYAN, SOLO_BALAPAN = (-7.5700, 110.7960), (-7.5570, 110.8190)
points = st.lists(st.tuples(st.floats(-11, 6), st.floats(95, 141)), max_size=12)


@given(start=st.one_of(st.none(), st.tuples(st.floats(-11, 6), st.floats(95, 141))), points=points)
@example(start=LAWEYAN, points=[LAWEYAN] * 4)
def test_a_tour_visits_each_place_once_and_is_never_longer_than_as_given(start, points):
    order = tour(start, points)
    assert sorted(order) == list(range(len(points)))
    if points:
        home = start or points[0]
        assert way_km(home, [points[place] for place in order]) <= way_km(home, points) + 1e-6


def test_a_tour_goes_round_instead_of_to_and_fro():
    ring = [(0.0, 0.1), (0.1, 0.1), (0.1, 0.0)]
    assert tour((0.0, 0.0), [ring[1], ring[0], ring[2]]) in ([1, 0, 2], [2, 0, 1])


def test_a_kilometre_is_one():
    assert 2.8 < km_between(LAWEYAN, SOLO_BALAPAN) < 3.0
    assert km_between(LAWEYAN, LAWEYAN) == 0


NEAR, FAR = (-7.571, 110.80), (-7.60, 110.90)


@given(
    drops=st.lists(
        st.tuples(st.sampled_from(["", "a", "b"]), st.text(max_size=5), st.one_of(st.none(), st.integers(0, 20))), max_size=8
    )
)
def test_every_drop_is_driven_to_once(drops):
    where = {"a": NEAR, "b": FAR, "": None}
    order = driving_order(LAWEYAN, [Drop(key, area, where[area], text, place) for key, (area, text, place) in enumerate(drops)])
    assert sorted(order) == list(range(len(drops)))


def test_one_village_is_done_before_the_next_and_the_unknown_comes_last():
    drops = [
        Drop("far", "b", FAR, "Jl. Mawar 1"),
        Drop("nowhere", address="Jl. Anggrek"),
        Drop("near 2", "a", NEAR, "Jl. Melati 2"),
        Drop("near 1", "a", NEAR, "Jl. Kenanga 1"),
    ]
    assert driving_order(LAWEYAN, drops)[-1] == "nowhere"
    order = driving_order(LAWEYAN, drops)[:-1]
    assert order in (["near 1", "near 2", "far"], ["far", "near 1", "near 2"])


def test_what_was_moved_by_hand_stays_and_a_new_one_joins_its_village():
    drops = [Drop("far", "b", FAR, position=0), Drop("near", "a", NEAR, position=1), Drop("also far", "b", FAR, "z")]
    assert driving_order(LAWEYAN, drops) == ["far", "also far", "near"]


def test_an_address_names_its_village():
    names = [("1", "Laweyan", 3), ("1.1", "Sondakan", 4), ("1.2", "Kauman", 4), ("2", "Pasar Kliwon", 3), ("2.1", "Kauman", 4)]
    known = Gazetteer([Place(code, name, level, name, None, None) for code, name, level in names])
    assert known.area_of("Jl. Radjiman 12, Sondakan") == "1.1"
    assert known.area_of("jl radjiman 12 SONDAKAN, laweyan") == "1.1"
    assert known.area_of("Gang Buntu 3, Kauman, Pasar Kliwon") == "2.1"
    assert known.area_of("Kauman") == ""
    assert known.area_of("Dekat masjid, Laweyan") == "1"
    assert known.area_of("Jalan Mawar 3") == ""


def test_a_code_has_four_digits_and_may_be_typed_with_spaces():
    assert four_digits(b"\x00" * 8) == "0000"
    assert is_code(" 48 21", "4821")
    assert not any(is_code(typed, "4821") for typed in ("", "482", "48210", "²⁴⁸²"))
