"""Officers, too, read no money of fewer than five: what an owner is told who takes part in a programme."""

import io

import pytest
from python_calamine import CalamineWorkbook

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.month import month_of_areas
from sekoci.indicators.rules import MONEY_NAMES, ZONE
from sekoci.indicators.tests.people import an_outlet, sold, some_areas
from sekoci.indicators.tests.test_folding import sell
from sekoci.indicators.tests.test_pages import at_desk
from sekoci.kit.clock import day_in
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.rules import Reach

pytestmark = pytest.mark.django_db
LAWEYAN, BANJARSARI, SERENGAN, MARISO = "33.72.01", "33.72.05", "33.72.02", "73.71.01"
FEW = "Penjualan tidak ditampilkan: kurang dari lima usaha yang menjual."


@pytest.fixture
def towns(db) -> None:
    """Thirty-six outlets in four districts; of Laweyan and Mariso half are a woman's."""
    some_areas()
    for area in (LAWEYAN, BANJARSARI, SERENGAN, MARISO):
        for number in range(9):
            an_outlet(area, {"listing": number < 6}, sex="fm"[number % 2])
    count_stocks()


def values(answer) -> dict[str, str]:
    """What the chosen indicator is of each part."""
    return {line["name"]: str(line["value"]) for line in answer.context["lines"]}


def test_money_of_few_sellers_is_kept_from_officers_with_what_betrays_it(client, towns):
    sold({LAWEYAN: (1, 15_000), BANJARSARI: (6, 900_000), SERENGAN: (8, 800_000), MARISO: (9, 700_000)})
    ask = at_desk(client)
    hidden = "tidak ditampilkan"
    assert values(ask(wilayah="33.72", ukuran="sales")) == {"Laweyan": hidden, "Banjarsari": hidden, "Serengan": "Rp800.000"}
    assert values(ask(ukuran="sales"))["Jawa Tengah"] == "Rp1.715.000"
    assert values(ask(wilayah="33.72", ukuran="firsts"))["Laweyan"] == "0"
    page = ask(wilayah=LAWEYAN, ukuran="sales")
    assert FEW in page.content.decode()
    assert "15.000" not in page.content.decode()
    assert {each["name"]: str(each["value"]) for each in page.context["readings"]}["Penjualan per usaha"] == hidden
    beside = ask(wilayah=BANJARSARI).content.decode()
    assert "dari sini penjualan wilayah kecil di dekatnya bisa dihitung" in beside
    assert "900.000" not in beside
    assert FEW not in ask(wilayah=SERENGAN).content.decode()


def test_no_file_and_no_comparison_tells_it_either(client, towns):
    sold({LAWEYAN: (4, 123_456), BANJARSARI: (6, 900_000), SERENGAN: (8, 800_000), MARISO: (9, 700_000)})
    ask = at_desk(client)
    book = CalamineWorkbook.from_filelike(io.BytesIO(ask(wilayah="33.72", berkas="xlsx").content))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert 800_000 in cells
    assert not {123_456, 900_000, 30_864, 150_000} & set(cells)
    assert "123.456" not in ask(wilayah=SERENGAN, dengan=LAWEYAN, ukuran="sales").content.decode()
    reach = Reach(1, 1, "dinas", "Dinas", "officer", ("",))
    seen = {code: each.figures for code, each in month_of_areas(day_in(ZONE).replace(day=1), reach).items()}
    assert {code for code, figures in seen.items() if "sales" in figures} == {"", "33", "33.72", SERENGAN, "73", "73.71", MARISO}
    assert all(("month_sales" in figures) == ("sales" in figures) for figures in seen.values())


def test_whoever_is_officer_of_one_area_learns_its_money_from_no_total(client, towns):
    """In Solo one sold; the rest of the province is shown from outside, but Central Java's total would tell."""
    sold({LAWEYAN: (1, 15_000), "33.74.01": (0, 0), MARISO: (9, 700_000), "32.73.01": (9, 500_000)})
    for number in range(9):
        an_outlet("32.73.01", {"listing": number < 6})
    answer = at_desk(client, areas=["33.72"])(wilayah="", ukuran="sales")
    assert values(answer)["Jawa Tengah"] == "tidak ditampilkan"


def test_the_first_sale_is_no_money_of_nobody_until_it_is_counted(client, towns, shop):
    sell(shop, put_on_shelf(shop), source="shop")
    fold_all()
    ask = at_desk(client)
    page = ask(wilayah="33.72", ukuran="sales").content.decode()
    assert FEW in page
    assert "15.000" not in page
    fetch("delete from indicators_stock")
    uncounted = ask(wilayah="33.72", ukuran="sales").content.decode()
    assert "jadi penjualannya tidak ditampilkan" in uncounted
    assert "15.000" not in uncounted


def test_money_by_slice_is_told_of_the_offices_own_area_where_enough_sold(client, towns):
    sold({LAWEYAN: (9, 900_000), BANJARSARI: (9, 900_000), SERENGAN: (9, 900_000), MARISO: (9, 700_000)})
    for piece, sellers in (("sex:f", 20), ("sex:m", 7)):
        fetch("update indicators_stock set sellers = %s, sales = 1000 * %s where slice = %s", (sellers, sellers, piece))
    ask = at_desk(client, areas=["33.72"])

    def by_sex(**wish):
        return {piece: figures for piece, figures in ask(**wish).context["board"].slices["sex"] if figures}

    assert {piece: figures["month_sales"] for piece, figures in by_sex(wilayah="33.72").items()} == {"f": 20_000, "m": 7_000}
    assert not [figures for figures in by_sex(wilayah=LAWEYAN).values() if MONEY_NAMES & figures.keys()]
    assert "hanya tampil di halaman wilayah kantor Anda seluruhnya" in ask(wilayah=LAWEYAN).content.decode()
    fetch("update indicators_stock set sellers = 2 where slice = 'sex:m'")
    assert not [figures for figures in by_sex(wilayah="33.72").values() if {"sales", "month_sales"} & figures.keys()]
    assert all("yearly" in figures for figures in by_sex(wilayah="33.72").values())


def test_what_is_sold_in_a_year_is_told_where_enough_told_it_online_and_not(client, few_areas):
    for number in range(9):
        an_outlet("33.72.01", {"listing": number < 5, "sales_month": 1_000_000})
    count_stocks()
    ask = at_desk(client)
    assert "yearly" in ask().context["board"].kept_back  # four are not online
    an_outlet("33.72.01", {"sales_month": 1_000_000})
    count_stocks()
    assert ask().context["board"].figures["yearly"] == 120_000_000
