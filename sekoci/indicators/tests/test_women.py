"""Whose businesses they are: for every area, every part of it and every slice, also of rows that were there before."""

import csv
from importlib import import_module

import pytest

from sekoci.indicators.actions import count_stocks
from sekoci.indicators.month import month_of_areas
from sekoci.indicators.rules import ZONE, indicator
from sekoci.indicators.tests.people import an_outlet, some_areas, stock
from sekoci.indicators.tests.test_pages import at_desk
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.rules import Reach

pytestmark = pytest.mark.django_db
FILL = import_module("sekoci.indicators.migrations.0004_women").FILL
STORED = "select month, slice, level, area_code, women, men from indicators_stock order by 1, 2, 3, 4"


@pytest.fixture
def owners(db) -> None:
    """In Laweyan three women and a man, in Banjarsari a woman, two men and somebody; in Makassar two men."""
    some_areas()
    for area, sexes in (("33.72.01", "fffm"), ("33.72.05", "fmm "), ("73.71.01", "mm")):
        for number, sex in enumerate(sexes):
            sales = (10_000_000, 900_000_000)[number % 2]
            an_outlet(area, {"listing": True, "sales_month": sales}, sex=sex.strip(), kind=("kopi", "batik")[number % 2])
    count_stocks()


def test_women_and_men_are_told_of_every_area_and_slice(owners):
    assert stock("", "", "women", "men") == (4, 5)
    assert stock("33.72", "", "women", "men") == (4, 3)
    assert stock("33.72.01", "sex:f", "women", "men") == (3, 0)
    assert stock("33.72.05", "sex:", "women", "men") == (0, 0)
    by_scale = fetch(
        "select sum(women), sum(men) from indicators_stock where area_code = '33.72.01' and left(slice, 6) = 'scale:'"
    )
    assert by_scale == [(3, 1)]


def test_rows_from_before_are_filled_when_the_system_is_brought_up_to_date(owners):
    counted = fetch(STORED)
    fetch("update indicators_stock set women = 0, men = 0")
    with across_businesses():
        fetch(FILL)
    assert fetch(STORED) == counted
    count_stocks()
    assert fetch(STORED) == counted


def test_the_share_of_women_stands_on_the_map_in_the_table_and_in_the_file(client, owners):
    ask = at_desk(client)
    page = ask(wilayah="33.72", ukuran="women_share")
    values = {line["name"]: line["value"] for line in page.context["lines"]}
    assert values == {"Laweyan": "75,0 %", "Banjarsari": "33,3 %"}
    assert "<title>Jawa Tengah: 57,1 %</title>" in ask(ukuran="women_share").content.decode()
    beside = ask(wilayah="33", dengan="73", ukuran="women_share").context["readings"]
    assert next((each["value"], each["other"]) for each in beside if each["name"] == "Pemilik perempuan") == ("57,1 %", "0,0 %")
    file = csv.DictReader(ask(wilayah="33.72", berkas="csv").content.decode("utf-8-sig").splitlines())
    share = {line["wilayah"]: line["Pemilik perempuan"] for line in file}
    assert (share["Kota Surakarta"], share["Laweyan"], share["Banjarsari"]) == ("57.14", "75.0", "33.33")


def test_what_takes_a_whole_month_away_has_the_share_of_every_area(owners):
    seen = month_of_areas(day_in(ZONE).replace(day=1), Reach(1, 1, "dinas", "Dinas", "officer", ("",)))
    told = {code: indicator("women_share").of(each.figures) for code, each in seen.items()}
    assert (told["33.72.01"], told["73"]) == (75, 0)
