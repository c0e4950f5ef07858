"""Published counts beside ours."""

from pathlib import Path

import pytest

from sekoci.indicators.actions import NoSuchSeries, SeriesNotRead, Told, load_series, remove_series
from sekoci.indicators.queries import series_loaded
from sekoci.indicators.queries.beside import Published, beside
from sekoci.indicators.rules import NotACount, counts_in
from sekoci.indicators.tests.people import some_areas
from sekoci.indicators.tests.test_pages import at_desk
from sekoci.kit.sql import fetch
from tests.commands import run_command

pytestmark = pytest.mark.django_db
PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "umkm-daerah"
TOLD = Told("UMKM Jawa Tengah", "Dinas Koperasi")


def test_a_table_is_taken_in_by_code_year_and_part_and_the_second_time_replaces_the_first(few_areas):
    lines = [
        "kode_wilayah,nama_kabupaten_kota,sektor,tahun,jumlah",
        "3372,KOTA SURAKARTA,Pangan,2022,40",
        "33.72,Kota Surakarta,Jasa,2022,2",
    ]
    assert load_series(lines, told=TOLD) == 3
    assert load_series(lines, told=TOLD) == 3
    assert beside("33.72", 2026).published == [
        Published("UMKM Jawa Tengah", "Dinas Koperasi", 2022, 42, [("Pangan", 40), ("Jasa", 2)])
    ]
    assert beside("33.72", 2021).published == []


def test_a_row_that_cannot_be_placed_or_read_stops_the_whole_and_nothing_changed(few_areas):
    for lines in (
        [],
        ["a,b", "1,2"],
        ["kode,tahun,jumlah", "9999,2022,4"],
        ["kode,nama_provinsi,tahun,jumlah", "33,Jawa Barat,2022,4"],
        ["kode,tahun,jumlah", "33,2022,banyak"],
        ["kode,tahun,jumlah", "33,2022,4", "33,2022,5"],
        ["kode,tahun,jumlah", "33,2022"],
        ["kode,tahun,jumlah", "33,2022,1,250"],
        ["kode,tahun,jumlah", "33,20220,4"],
        ["kode,tahun,jumlah", '"33,2022,4', "x" * 200_000],
    ):
        with pytest.raises(SeriesNotRead):
            load_series(lines, told=TOLD)
    assert fetch("select count(*) from indicators_seriespoint") == [(0,)]


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        (["375048", "375.048", "1,250", "7", "1.000"], [375_048, 375_048, 1_250, 7, 1_000]),
        (["375048.0", "7.0", "12"], [375_048, 7, 12]),
    ],
)
def test_a_count_is_read_as_it_is_written(cells, counts):
    assert counts_in(cells) == counts


@pytest.mark.parametrize(
    "wrong", ["375048.5", "1.25", "12.3456", "1,25", "1.250,5", "-4", "", "banyak", "1e5", "37.50.48", "9" * 16]
)
def test_what_is_no_whole_number_is_named(wrong):
    with pytest.raises(NotACount) as no:
        counts_in(["4", wrong])
    assert no.value.at == 1


def test_points_do_not_part_thousands_where_numbers_have_a_fraction():
    with pytest.raises(NotACount):
        counts_in(["375048.0", "1.250"])


def test_the_wrong_row_is_named_by_its_number_in_the_file(few_areas):
    with pytest.raises(SeriesNotRead, match="row 4"):
        load_series(["kode,tahun,jumlah\n", "33,2021,4\n", "\n", "33,2022,3.5\n"], told=TOLD)


def test_a_row_of_the_whole_is_the_whole_and_is_not_added_to_its_parts(few_areas):
    load_series(["kode,sektor,tahun,jumlah", "33.72,Pangan,2022,40", "33.72,Jasa,2022,2", "33.72,Total,2022,43"], told=TOLD)
    assert [(each.value, each.parts) for each in beside("33.72", 2026).published] == [(43, [("Pangan", 40), ("Jasa", 2)])]


def test_what_a_table_tells_of_the_areas_inside_alone_is_added_up_and_said_to_be(db):
    some_areas()
    lines = ["kode,sektor,tahun,jumlah", "33.72.01,Pangan,2021,4", "33.72.01,Pangan,2022,40", "33.72.05,Pangan,2022,1",
             "33.72.05,Jasa,2022,2"]  # fmt: skip
    load_series(lines, told=TOLD)
    told = Published(TOLD.name, TOLD.publisher, 2022, 43, [("Pangan", 41), ("Jasa", 2)], 2)
    assert beside("33.72", 2026).published == [told]
    assert beside("33", 2026).published == [], "two levels down may be anything"
    load_series([*lines, "33.72,Pangan,2021,9"], told=TOLD)
    assert beside("33.72", 2026).published == [Published(TOLD.name, TOLD.publisher, 2021, 9, [("Pangan", 9)])], "its own first"


def test_a_published_count_is_shown_where_we_know_nobody(client, db):
    some_areas()
    load_series(["kode,tahun,jumlah", "33.72,2022,1252"], told=TOLD)
    page = at_desk(client)(wilayah="33.72").content.decode()
    assert "Belum ada angka untuk bulan ini" in page
    assert "1.252" in page


def test_tables_whose_names_begin_alike_stand_beside_each_other_and_one_name_is_one_publishers(few_areas):
    lines, long = ["kode,tahun,jumlah", "33.72,2022,4"], "Jumlah usaha mikro kecil menengah menurut kota di Jawa Tengah"
    for name in (f"{long} 2021", f"{long} 2022", f"{long.upper()} 2022", "\u0bb5"):
        load_series(lines, told=Told(name, "Dinas"))
    assert len(series_loaded()) == len({each.code for each in series_loaded()}) == 3
    with pytest.raises(SeriesNotRead, match="Dinas"):
        load_series(lines, told=Told(f"{long} 2021", "BPS"))
    assert {each.publisher for each in series_loaded()} == {"Dinas"}


def test_what_was_loaded_is_listed_and_taken_away(few_areas, tmp_path, capsys):
    (tmp_path / "umkm_solo.csv").write_text("kode,tahun,jumlah\n33.72,2022,40\n33.72,2021,39\n")
    assert run_command("series", "load", str(tmp_path / "umkm_solo.csv")) == 2
    assert run_command("series", "load", str(tmp_path / "umkm_solo.csv"), "--publisher", "Dinas") == 0
    assert run_command("series", "list") == 0
    out = capsys.readouterr().out
    assert "umkm-solo " in out
    assert "2 counts  2021-2022" in out
    assert run_command("series", "remove", "umkm-solo") == 0
    assert run_command("series", "remove", "umkm-solo") == 1
    assert (series_loaded(), fetch("select count(*) from indicators_seriespoint")) == ([], [(0,)])
    with pytest.raises(NoSuchSeries):
        remove_series("x")


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published tables are not beside this checkout")
def test_published_tables_of_west_java_and_sleman_are_taken_in(db, capsys):
    some_areas()
    jabar, sleman = PUBLISHED / "jabar_proyeksi_umkm_2016_2023.csv", PUBLISHED / "sleman_umkm_sektor_kapanewon_2022.csv"
    assert run_command("series", "load", str(jabar), "--publisher", "Open Data Jabar") == 0
    assert run_command("series", "load", str(sleman), "--publisher", "Sleman", "--year", "2022", "--within", "34.04") == 0
    assert capsys.readouterr().out.startswith("216 counts")
    assert beside("32.01", 2026).published[0].year == 2023
    assert beside("32.01", 2026).published[0].value == 570_943
    whole = {each.name: (each.year, each.of) for code in ("32", "34.04") for each in beside(code, 2026).published}
    assert whole == {"jabar proyeksi umkm 2016 2023": (2023, 27), "sleman umkm sektor kapanewon 2022": (2022, 17)}
    assert beside("34.04", 2026).published[0].value == 90_557
    assert fetch("select sum(value) from indicators_seriespoint where left(area_code, 6) = '34.04.' and part = ''") == [(90_557,)]
    assert run_command("series", "load", str(sleman), "--publisher", "Sleman") == 1
