"""Every area of Indonesia is here, and three letters find it."""

import csv
import gzip
import os
from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions import load_areas
from sekoci.registry.actions.areas import carried_areas
from sekoci.registry.forms.place import PlaceForm, picks_for
from sekoci.registry.queries import area_by_code, search_areas
from sekoci.registry.queries import areas as area_queries
from sekoci.registry.rules import ALSO, area_question, known_areas, plain

SHARED = Path(os.environ.get("SEKOCI_SHARED") or Path(__file__).parents[4] / "shared") / "data"


@pytest.fixture(scope="module")
def known():
    return known_areas(carried_areas())


def test_all_91599_are_carried_each_with_its_parents(known):
    assert Counter(area.level for area in known) == {1: 38, 2: 514, 3: 7_285, 4: 83_762}
    codes = {area.code for area in known}
    assert len(codes) == 91_599
    assert all(area.level == 1 or area.code.rpartition(".")[0] in codes for area in known)


def test_each_has_what_people_read_and_the_zone_of_its_province(known):
    by_code = {area.code: area for area in known}
    assert by_code["33.72.01"].path == "Laweyan, Kota Surakarta, Jawa Tengah"
    assert by_code["31.71"].path == "Jakarta Pusat, DKI Jakarta"
    assert by_code["33.72.01.1004"].kind == "kelurahan"
    zones = {code: by_code[code].zone for code in ("33.72", "61.71", "63.71", "73.71.01", "81.71", "95.03.29.2009")}
    assert zones == {
        "33.72": "Asia/Jakarta",
        "61.71": "Asia/Jakarta",
        "63.71": "Asia/Makassar",
        "73.71.01": "Asia/Makassar",
        "81.71": "Asia/Jayapura",
        "95.03.29.2009": "Asia/Jayapura",
    }
    assert all(len(area.path) <= 200 and area.weight >= 0 and area.name_key == plain(area.name_key) for area in known)
    assert all(len(area.postal_code) == 5 for area in known if area.level == 4)


def test_they_are_those_of_the_official_list(known):
    path = SHARED / "wilayah" / "wilayah_2025.csv.gz"
    if not path.exists():
        pytest.skip(f"the list to compare with is not at {path} (SEKOCI_SHARED names another place)")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        official = {row["kode"]: (plain(row["nama"]), row["jenis"], row["kodepos"]) for row in csv.DictReader(file)}
    ours = {area.code: (plain(area.name), area.kind, area.postal_code) for area in known}
    different = {code: (official.get(code), ours.get(code)) for code in official.keys() | ours.keys()}
    assert {code: pair for code, pair in different.items() if pair[0] != pair[1]} == {}


def test_loading_again_changes_nothing_and_repairs_what_was_changed(areas, db):
    assert fetch("select count(*) from registry_area where code !~ '^99'") == [(91_599,)]
    assert load_areas() == 0
    fetch("update registry_area set path = 'X' where code like '33.72%%'")
    assert load_areas() == len([area for area in carried_areas() if area.code.startswith("33.72")])
    assert area_by_code("33.72.01").path == "Laweyan, Kota Surakarta, Jawa Tengah"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("law", "Laweyan, Kota Surakarta, Jawa Tengah"),
        ("LAWEYAN", "Laweyan, Kota Surakarta, Jawa Tengah"),
        ("laweyan solo", "Laweyan, Kota Surakarta, Jawa Tengah"),
        ("kec. Laweyan, Kota Surakarta", "Laweyan, Kota Surakarta, Jawa Tengah"),
        ("sumber solo", "Sumber, Banjarsari, Kota Surakarta, Jawa Tengah"),
        ("solo", "Kota Surakarta, Jawa Tengah"),
        ("jogja", "Kota Yogyakarta, DI Yogyakarta"),
        ("kab sleman", "Kabupaten Sleman, DI Yogyakarta"),
        ("tangsel", "Kota Tangerang Selatan, Banten"),
        ("jkt", "Jakarta Timur, DKI Jakarta"),
        ("ubud", "Ubud, Kabupaten Gianyar, Bali"),
        ("udek duen", "Udek Du’en, Talibura, Kabupaten Sikka, Nusa Tenggara Timur"),
        ("kota baru karawang", "Kota Baru, Kabupaten Karawang, Jawa Barat"),
    ],
)
def test_finds_first_what_was_meant(areas, db, typed, first):
    assert search_areas(typed)[0].path == first


@pytest.mark.parametrize(
    ("typed", "near", "first"),
    [
        ("pajang", "33.72.01", "Pajang, Laweyan, Kota Surakarta, Jawa Tengah"),
        ("ban", "33.72.01.1004", "Banjarsari, Kota Surakarta, Jawa Tengah"),
        ("semarang", "33.72.01", "Kota Semarang, Jawa Tengah"),
        ("bandung", "33.72.01", "Kabupaten Bandung, Jawa Barat"),
        ("ubud", "33.72.01", "Ubud, Kabupaten Gianyar, Bali"),
        ("pajang", "nowhere", "Pajang, Benda, Kota Tangerang, Banten"),
    ],
)
def test_what_is_near_comes_before_what_is_far_and_the_big_cities_are_still_found(areas, db, typed, near, first):
    assert search_areas(typed, near=near)[0].path == first


def test_the_json_search_knows_what_is_near_too(areas, db, client):
    found = [client.get("/api/v1/areas", {"q": "pajang"} | near).json()["items"] for near in ({}, {"near": "33.72.01"})]
    assert [items[0]["code"][:5] for items in found] == ["36.71", "33.72"]


@pytest.mark.parametrize("first", ["36.71.04.1004", "36.71.04", "36.71"])
def test_what_lies_where_a_shop_delivers_comes_before_what_is_near(areas, db, first):
    found = search_areas("pajang", near="33.72.01", first=[first])
    assert [area.path.split(", ")[2] for area in found][:2] == ["Kota Tangerang", "Kota Surakarta"]
    assert search_areas("laweyan", near="36.71", first=["33.72.01"])[0].code == "33.72.01"


def test_the_list_under_the_field_knows_where_the_shop_is(areas, db, client):
    def page(**asked):
        return client.get(
            reverse("registry:areas"), {"place": "pajang", **asked}, headers={"hx-request": "true"}
        ).content.decode()

    form = PlaceForm()
    form.look_near("33.72.01", first=["33.72.01.1001", "33.72.02"])
    assert client.get(form.fields["place"].widget.attrs["hx-get"]).status_code == 200
    assert page(dekat="33.72.01").index("Surakarta") < page(dekat="33.72.01").index("Tangerang")
    assert page(dekat="33.72.01", dulu="36.71.04 33.72.02").index("Tangerang") < page(dulu="36.71").index("Surakarta")
    assert page(dekat="\x00';--", dulu="x " * 900) == page()


def test_a_single_find_is_chosen_already_and_a_choice_stays_while_it_is_found(areas, db):
    assert picks_for("udek duen").chosen == "53.07.08.2019"
    assert picks_for("law").chosen == ""
    assert picks_for("laweyan", "33.72.01").chosen == "33.72.01"
    assert picks_for("mariso", "33.72.01").chosen == ""
    assert picks_for("udek duen", tapped=True).chosen == ""
    assert picks_for("udek duen", "53.07.08.2019", tapped=True).chosen == "53.07.08.2019"


@pytest.mark.parametrize("typed", ["", " ", "x", "xx", "zzzzz", "🍜", "'; drop table", "%%%", "& | !:*", "\x00law\x00yan?"])
def test_nonsense_finds_nothing_and_breaks_nothing(areas, db, typed):
    assert search_areas(typed) == []


def test_gives_no_more_than_asked_for_with_one_statement(areas, db):
    with counted() as statements:
        assert len(search_areas("suk", limit=3)) == 3
    assert len(statements) == 1
    assert len(search_areas("suk", limit=10_000)) == area_queries.MOST
    assert len(search_areas("suk", limit=-1)) == 1


@pytest.mark.parametrize("typed", ["law", "suka", "laweyan solo", "jawa tengah", "jawa", "a b c", "sumatera utara medan"])
def test_reads_by_its_indexes_and_never_the_whole_table(areas, db, monkeypatch, typed):
    plans = []
    monkeypatch.setattr(area_queries, "fetch", lambda statement, facts: plans.append(fetch("explain " + statement, facts)) or [])
    search_areas(typed)
    [plan] = ["\n".join(line for (line,) in each) for each in plans]
    assert "Seq Scan" not in plan
    assert "Index Scan" in plan  # a bitmap one or not: versions of PostgreSQL differ


@given(st.text(max_size=200))
def test_every_text_is_a_question_that_can_be_asked_or_none(text):
    question = area_question(text)
    if question is not None:
        assert all(start == plain(start) and start for start in question.starts)


@given(st.lists(st.sampled_from([*ALSO, "laweyan", "kota", "kec", "5", "a"]), min_size=1, max_size=9))
def test_the_words_asked_for_are_a_tsquery_that_postgresql_reads(words):
    question = area_question(" ".join(words))
    assert question is not None
    assert question.words is None or set(question.words) <= set("abcdefghijklmnopqrstuvwxyz0123456789:*&|() ")
