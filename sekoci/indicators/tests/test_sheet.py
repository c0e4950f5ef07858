"""The page of an area as a file: what the page says stands in the workbook, what it does not show is empty there."""

import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.month import month_of_areas
from sekoci.indicators.rules import ZONE
from sekoci.indicators.tests.people import an_outlet, some_areas
from sekoci.indicators.tests.test_folding import sell
from sekoci.indicators.tests.test_pages import at_desk, at_desk_again
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.rules import Reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(shop) -> None:
    """In Solo a woman's stall that sells here, from afar and at the counter, and five that do not; in Semarang five, three of
    them digital; last month one less."""
    some_areas()
    an_outlet("33.72.01", {"listing": True, "workers": 4}, sex="f", kind="kopi", shop=shop.id)
    for number in range(4):
        an_outlet("33.72.01", {"workers": 2}, sex="m", kind=("kopi", "batik")[number % 2])
    for number in range(5):
        an_outlet("33.74", {"listing": number < 3})
    goods = put_on_shelf(shop)
    sell(shop, goods, source="shop")
    sell(shop, goods, 2, source="counter")
    fold_all()
    count_stocks()
    fetch("update indicators_stock set month = %s", (f"{months()[0]}-01",))
    an_outlet("33.72.01", {}, sex="m")
    count_stocks()


def months() -> tuple[str, str]:
    """The last one and the one that runs."""
    this = day_in(ZONE).replace(day=1)
    return f"{this - timedelta(days=1):%Y-%m}", f"{this:%Y-%m}"


def book(answer) -> dict[str, list[dict[str, object]]]:
    """Of each sheet its rows by head."""
    assert answer["Content-Disposition"].endswith('.xlsx"')
    found = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: _rows(found.get_sheet_by_name(name).to_python()) for name in found.sheet_names}


def _rows(lines: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    heads = [str(head) for head in lines[0]]
    assert len(set(heads)) == len(heads)
    return [dict(zip(heads, line, strict=True)) for line in lines[1:]]


def the(rows: list[dict[str, object]], **wanted: object) -> dict[str, object]:
    """The one row with these cells."""
    [row] = [row for row in rows if all(row[head] == cell for head, cell in wanted.items())]
    return row


def test_the_workbook_holds_the_area_its_parts_months_ways_slices_and_the_capital(client, province):
    told = book(at_desk(client)(wilayah="33", berkas="xlsx"))
    last, this = months()
    assert list(told) == ["Wilayah", "Ukuran", "Dua belas bulan", "Cara jual", "Bagian usaha", "Ibu kota provinsi"]
    solo = the(told["Wilayah"], kode="33.72")
    assert (solo["wilayah"], solo["bulan"], solo["usaha"], solo["digital"], solo["banyak pesanan"]) == (
        "Kota Surakarta", this, 6, 1, 2,
    )  # fmt: skip
    assert solo["Pemilik perempuan"] == 0.1667  # a percentage, as a workbook keeps it
    assert the(told["Wilayah"], kode="33")["usaha"] == 11
    assert the(told["Ukuran"], ukuran="Usaha digital")["satuan"] == "angka utuh"
    assert [(row["bulan"], row["usaha"]) for row in told["Dua belas bulan"]] == [(last, 10), (this, 11)]
    assert told["Cara jual"] == [
        {"bulan": this, "Di tempat": 1, "Halaman toko": 1, "Media sosial": 0, "Pasar": 0, "Program lain": 0}
    ]
    women = the(told["Bagian usaha"], menurut="Pemilik", nilai="Perempuan")
    assert (women["usaha"], women["digital"], women["Pekerja per usaha"], women["Pesanan dari jauh"]) == (1, 1, 4, 0.5)
    assert women["Pemilik perempuan"] == ""  # all of them: nothing to say
    assert the(told["Bagian usaha"], nilai="Makanan & minuman")["Pemilik perempuan"] == 0.3333
    gap = the(told["Ibu kota provinsi"], ukuran="Bagian yang digital")
    assert (gap["ibu kota"], gap["di ibu kota"], gap["di wilayah lainnya"], gap["selisih"]) == (
        "Kota Semarang",
        0.6,
        0.1667,
        43.33,
    )


def test_what_was_compared_stands_in_the_workbook_too(client, province):
    ask = at_desk(client)
    last, this = months()
    before = book(ask(wilayah="33.72", dengan=last, berkas="xlsx"))
    assert [(row["bulan"], row["kode"], row["usaha"]) for row in before["Wilayah"] if row["usaha"] != ""] == [
        (this, "33.72", 6), (this, "33.72.01", 6), (last, "33.72", 5), (last, "33.72.01", 5),
    ]  # fmt: skip
    share = the(before["Ukuran"], ukuran="Bagian yang digital")
    assert list(share.values())[3:] == [0.1667, 0.2, -3.33]
    beside = book(ask(wilayah="33.72", dengan="33.74", berkas="xlsx"))
    assert the(beside["Wilayah"], wilayah="Kota Semarang")["Bagian yang digital"] == 0.6
    share = the(beside["Ukuran"], ukuran="Bagian yang digital")
    assert (share["Kota Semarang"], share["selisih"]) == (0.6, -43.33)
    assert "Ibu kota provinsi" not in beside


def test_a_partner_finds_nothing_in_the_file_that_the_page_hides(client, province):
    told = book(at_desk_again(client, role="partner")(wilayah="33", berkas="xlsx"))
    assert {row["usaha"] for row in told["Wilayah"] if row["kode"] != "33"} <= {"", 0}
    assert not {"Cara jual", "Bagian usaha", "Ibu kota provinsi"} & set(told)
    assert [row["Pemilik perempuan"] for row in told["Wilayah"] if row["Pemilik perempuan"] != ""] == []


def test_a_partner_reads_orders_by_way_in_three_figures(client, province):
    with across_businesses():
        fetch(
            "update indicators_stock set sellers = 10, told_sellers = 10, orders = 2374, sales = 90000000, told_sales = 90000000"
            " where area_code = '' and slice = ''"
        )
        fetch("update indicators_flow set orders = case way when 'shop' then 1583 else 791 end where level = 0 and way <> ''")
    exact = book(at_desk(client)(wilayah="", berkas="xlsx"))["Cara jual"]
    told = book(at_desk_again(client, role="partner")(wilayah="", berkas="xlsx"))["Cara jual"]
    counts = [sorted(each for each in row.values() if isinstance(each, float) and each) for row in (exact[-1], told[-1])]
    assert counts == [[791, 1583], [791, 1580]]


def test_jobs_that_nobody_told_of_are_no_noughts(province):
    reach = Reach(1, 1, "dinas", "Dinas", "officer", ("",))
    figures = month_of_areas(date.fromisoformat(f"{months()[1]}-01"), reach)["33.72"].figures
    assert figures["workers"] == 12
    assert not [name for name in figures if name.startswith("jobs")]
