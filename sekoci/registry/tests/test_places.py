"""Free text about a place finds the code of an area, or the widest sure one: never a guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.registry.actions.areas import carried_areas
from sekoci.registry.lists.places import Match, Places, Spot

ALL = [(area.code, area.name) for area in carried_areas()]


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(ALL)


@pytest.mark.parametrize(
    ("spot", "code", "least"),
    [
        (Spot(district="Kec. Banjarsari"), "", 0),
        (Spot(district="Banjarsari", regency="Solo"), "33.72.05", 1),
        (Spot(district="Banjarsari", province="Jateng"), "33.72.05", 1),
        (Spot(village="Manahan", district="Bandjar Sari", regency="Kota Surakarta", province="JAWA TENGAH"), "33.72.05.1011", 1),
        (Spot(regency="Bandung"), "32", 0.3),
        (Spot(regency="Bandung", district="Coblong"), "32.73.02", 1),
        (Spot(regency="Kab. Bandung"), "32.04", 1),
        (Spot(regency="Merauke", province="Papua"), "93.01", 0.9),
        (Spot(regency="Kota Sorong", province="Papua Barat"), "96.71", 0.9),
        (Spot(village="Hamadi", province="Irian Jaya"), "91.71.02.1006", 1),
        (Spot(regency="Ujung Pandang"), "73.71", 1),
        (Spot(regency="Kab. Pontianak", province="Kalbar"), "61.02", 1),
        (Spot(district="Lawean", regency="Surakarta"), "33.72.01", 0.7),
        (Spot(regency="Surabaia"), "35.78", 0.5),
        (Spot(district="Laweyan", regency="Kab. Sleman"), "34.04", 0.3),
        (Spot(place="Jl. Dr Rajiman 521, Laweyan, Solo"), "33.72.01", 1),
        (Spot(place="Jl. Slamet Riyadi No. 5 Kel. Sondakan Kec. Laweyan Kota Surakarta 57147"), "33.72.01.1008", 1),
        (Spot(place="337201"), "33.72.01", 1),
        (Spot(district="33.72.01"), "33.72.01", 1),
        (Spot(regency="Entah"), "", 0),
    ],
)
def test_what_is_said_decides(places, spot, code, least):
    found = places.match(spot)
    assert (found.code, found.score >= least) == (code, True), found


def test_where_the_list_is_from_decides_between_places_of_one_name():
    solo = Places(ALL, home="33.72")
    assert solo.match(Spot(district="Banjarsari")) == Match("33.72.05", 0.8)
    assert solo.match(Spot()).code == solo.match(Spot(district="Entah")).code == "33.72"
    assert solo.match(Spot(district="Coblong")).code == "32.73.02"


@given(st.sampled_from([code for code, _ in ALL if code.count(".") == 3]))
@settings(max_examples=50, deadline=None)
def test_a_village_with_all_that_it_lies_in_is_found_or_its_district_is(places, code):
    names = dict(ALL)
    found = places.match(Spot(names[code], names[code[:8]], names[code[:5]], names[code[:2]]))
    assert code.startswith(found.code)
    assert len(found.code) >= 8


@given(st.builds(Spot, *[st.text("abcdeiknorstu .,/-0123456789", max_size=25)] * 5))
@settings(max_examples=50, deadline=None)
def test_whatever_is_said_the_answer_is_an_area_or_none(places, spot):
    found = places.match(spot)
    assert found.code in places.names or (found.code, found.score) == ("", 0)
    assert 0 <= found.score <= 1
