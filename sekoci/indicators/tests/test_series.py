"""Published counts beside ours."""

from pathlib import Path

import pytest

from sekoci.indicators.actions import SeriesNotRead, Told, load_series
from sekoci.indicators.queries.areas import beside
from sekoci.indicators.tests.people import some_areas
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
    assert beside("33.72", 2026).published == [("UMKM Jawa Tengah", "Dinas Koperasi", 2022, 42)]
    assert beside("33.72", 2021).published == []


def test_a_row_that_cannot_be_placed_or_read_stops_the_whole_and_nothing_changed(few_areas):
    for lines in (
        [],
        ["a,b", "1,2"],
        ["kode,tahun,jumlah", "9999,2022,4"],
        ["kode,nama_provinsi,tahun,jumlah", "33,Jawa Barat,2022,4"],
        ["kode,tahun,jumlah", "33,2022,banyak"],
        ["kode,tahun,jumlah", "33,2022,4", "33,2022,5"],
    ):
        with pytest.raises(SeriesNotRead):
            load_series(lines, told=TOLD)
    assert fetch("select count(*) from indicators_seriespoint") == [(0,)]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published tables are not beside this checkout")
def test_published_tables_of_west_java_and_sleman_are_taken_in(db, capsys):
    some_areas()
    jabar, sleman = PUBLISHED / "jabar_proyeksi_umkm_2016_2023.csv", PUBLISHED / "sleman_umkm_sektor_kapanewon_2022.csv"
    assert run_command("series", "load", str(jabar), "--publisher", "Open Data Jabar") == 0
    assert run_command("series", "load", str(sleman), "--publisher", "Sleman", "--year", "2022", "--within", "34.04") == 0
    assert capsys.readouterr().out.startswith("216 counts")
    assert beside("32.01", 2026).published[0][2:] == (2023, 570_943)
    assert fetch("select sum(value) from indicators_seriespoint where left(area_code, 6) = '34.04.' and part = ''") == [(90_557,)]
    assert run_command("series", "load", str(sleman), "--publisher", "Sleman") == 1
