"""Free text about a place finds the code of an area, or the widest sure one: never a guess."""

from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.registry.actions.areas import carried_areas
from sekoci.registry.lists.guess import guess_layout
from sekoci.registry.lists.places import Match, Places, Spot
from sekoci.registry.lists.streets import deepened, hint, matched

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
        (Spot(village="Joyosuran, Pasar Kliwon", regency="Surakarta"), "33.72.03.1001", 1),
        (Spot(village="Kel. Joyosuran / Kec. Pasar Kliwon", regency="Solo"), "33.72.03.1001", 1),
        (Spot(village="Joyosuran, Pasar Kliwon"), "33.72.03.1001", 0.8),
        (Spot(district="Banjarsari, Surakarta"), "33.72.05", 1),
        (Spot(district="Banjarsari", province="Jawa Barat"), "32.07.18", 0.9),
        (Spot(district="Banjarsari", province="Lampung"), "18", 0.3),
        (Spot(regency="Kab. Jayawijaya", province="Papua"), "95.01", 0.9),
        (Spot(regency="Nabire", province="Irian Jaya"), "94.01", 0.9),
        (Spot(regency="Kab. Maluku Tenggara Barat", province="Maluku"), "81.03", 1),
        (Spot(regency="Toba Samosir", province="Sumut"), "12.12", 1),
        (Spot(regency="Kab. Serang", province="Jawa Barat"), "36.04", 0.9),
        (Spot(regency="Kota Sorong", province="Irian Jaya"), "96.71", 0.9),
        (Spot(regency="Kotamadya Dati II Surakarta"), "33.72", 1),
        (Spot(regency="Kodya Dati II Surakarta", province="Propinsi Dati I Jawa Tengah"), "33.72", 1),
        (Spot(regency="Kab. Dati II Sleman"), "34.04", 1),
        (Spot(regency="Kabupaten Daerah Tingkat II Sleman"), "34.04", 1),
        (Spot(regency="KAB. DATI II BANDUNG"), "32.04", 1),
        (Spot(place="Laweyan, Kotamadya Dati II Surakarta"), "33.72.01", 1),
        (Spot(place="91.01"), "93.01", 1),
        (Spot(regency="92.71", province="Papua Barat"), "96.71", 0.9),
        (Spot(regency="92.71"), "96.71", 1),
        (Spot(district="91.01.05"), "93.01", 1),
        (Spot(place="910105"), "93.01", 1),
    ],
)
def test_what_is_said_decides(places, spot, code, least):
    found = places.match(spot)
    assert (found.code, found.score >= least) == (code, True), found


@pytest.mark.parametrize(
    ("spot", "match"),
    [
        (Spot(place="1201"), Match("12.01", 0.4)),
        (Spot(place="1201", regency="Nias", province="Sumatera Utara"), Match("12.04", 0.4)),
        (Spot(regency="1201", province="Sumatera Utara"), Match("12.01", 0.4)),
        (Spot(place="1201", regency="Tapanuli Tengah"), Match("12.01", 1)),
        (Spot(place="12.01"), Match("12.01", 1)),
        (Spot(place="9401"), Match("94.01", 0.4)),
        (Spot(province="94", regency="Merauke"), Match("93.01", 0.4)),
        (Spot(place="3372", district="Laweyan"), Match("33.72.01", 1)),
        (Spot(regency="3372", district="Banjarsari"), Match("33.72.05", 1)),
        (Spot(place="3372011008"), Match("33.72.01.1008", 0.8)),
        (Spot(place="3372011008", district="Laweyan"), Match("33.72.01.1008", 1)),
        (Spot(place="33.72.01.1008", regency="Kota Surakarta"), Match("33.72.01.1008", 1)),
        (Spot(province="33", regency="3372", district="337201"), Match("33.72.01", 1)),
        (Spot(place="1201050"), Match("", 0)),
    ],
)
def test_digits_that_may_be_of_the_statistics_office_need_a_name_that_agrees(places, spot, match):
    assert places.match(spot) == match


def test_where_the_list_is_from_agrees_with_digits_too(places):
    assert places.at("33.72").match(Spot(place="3372")) == Match("33.72", 1)
    assert places.at("12").match(Spot(place="1201")) == Match("12.01", 0.4)


@pytest.mark.parametrize("heading", ["Kode BPS", "kode_kabupaten_bps", "Kode Desa (BPS)", "Kode Kecamatan / BPS"])
def test_a_column_of_the_statistics_office_is_no_place(heading):
    head, body = ["Nama Usaha", heading, "Kabupaten"], [["Warung Sri", "1201051001", "Nias"], ["Toko Joko", "1201052002", "Nias"]]
    layout = guess_layout([[str(at), *row] for at, row in enumerate([head, *body], start=1)])
    assert layout.places == {"name": 0, "regency": 2}


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


@pytest.mark.parametrize(
    ("street", "hinted", "code"),
    [
        ("Jl. Kapten Mulyadi 12, Kel. Joyosuran, Kec. Pasar Kliwon", "kel joyosuran, kec pasar kliwon", "33.72.03.1001"),
        ("Jl Mawar No 5 RT 02/RW 05 Desa Joyosuran Surakarta 57116", "desa joyosuran surakarta", "33.72.03.1001"),
        ("Joyosuran RT 3", "joyosuran", "33.72.03.1001"),
        ("Jl. Joyosuran No. 5", "", "33.72"),
        ("Gang Laweyan 3", "", "33.72"),
        ("Perum Laweyan Indah", "", "33.72"),
        ("Jl. A. Yani 5, Coblong", "coblong", "33.72"),
        ("", "", "33.72"),
    ],
)
def test_the_streets_line_says_more_where_the_columns_stop_at_the_city(places, street, hinted, code):
    [(said,)] = duckdb.execute(f"select {hint('street')} from (select ? as street)", [street]).fetchall()  # noqa: S608  ours
    assert said == hinted
    found = deepened(places, places.match(Spot(regency="Kota Surakarta")), said)
    assert found == (Match(code, 0.8) if code != "33.72" else Match("33.72", 1.0))


def test_many_streets_of_one_city_are_matched_as_each_alone(places):
    said = ("kel joyosuran", "joyosuran", "laweyan indah", "", "coblong")
    spots = [Spot(regency=regency, hint=each) for regency in ("Kota Surakarta", "Kota Bandung") for each in said]
    alone = [deepened(places.at(""), places.at("").match(replace(each, hint="")), each.hint) for each in spots]
    assert list(matched(places, spots)) == alone
    assert {match.code[:5] for match in alone} == {"33.72", "32.73"}


def test_a_list_from_elsewhere_reads_the_same_areas_from_its_own_home(places):
    solo = places.at("33.72")
    assert (solo.home, places.home) == ("33.72", "")
    spot = Spot(district="Banjarsari")
    assert (solo.match(spot), places.match(spot)) == (Places(ALL, home="33.72").match(spot), Places(ALL).match(spot))
