"""Lists as offices really send them: each is read whole, what is wrong is named, and nothing breaks."""

import gzip
import io
from datetime import UTC, date, datetime

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from sekoci.accounts.actions import note_erasure
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.lists import cells
from sekoci.registry.lists.guess import guess_layout
from sekoci.registry.lists.words import faults_in
from sekoci.registry.queries.lists import preview_of
from sekoci.registry.tests.listed import NEXT_DAY, a_file, a_list, an_office, rows_of, stored, the_edition

pytestmark = pytest.mark.django_db
PLAIN = "Nama Usaha,HP\nWarung Sri,085722081394\nToko Joko,085722081395\n"
GOOD = {
    "semicolons, a title above": "DINAS KOPERASI;;\n;;\nNo;Nama Usaha;HP\n1;Warung Sri;085722081394\n2;Toko Joko;085722081395\n",
    "merged heading cells": ";Usaha;;Kontak\nNo;Nama Usaha;Pemilik;No HP\n1;Warung Sri;Sri;085722081394\n2;Toko Joko;;\n",
    "tabs": PLAIN.replace(",", "\t"),
    "sep= of Excel": "sep=|\n" + PLAIN.replace(",", "|"),
    "UTF-16": PLAIN.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "Windows letters": PLAIN.replace("Joko", "Jok\u00f6").encode("cp1252"),
    "NUL inside": PLAIN.replace("Sri", "S\x00ri").encode(),
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of old Macs": PLAIN.replace("\n", "\r"),
    "packed": gzip.compress(PLAIN.encode()),
    "a quotation mark that nobody closes": PLAIN.replace("Warung Sri", '"Warung Sri'),
    "a heading again, totals, numbered columns": PLAIN.replace("Toko", "Nama Usaha,HP\nToko") + "1,2\nTOTAL,2\n",
    "rows of different lengths": "Nama Usaha,HP\nWarung Sri,085722081394,,,x\nToko Joko\n",
    "a lost leading zero": PLAIN.replace(",0857", ",857"),
    "a plus and spaces": PLAIN.replace(",0857", ",+62 857 "),
    "no heading": "Warung Sri,085722081394\nToko Joko,085722081395\n",
}
BAD = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "not_a_list"),
    "a page without a table": (b"<!doctype html><html><body><p>Masuk dulu</p></body></html>", "not_a_list"),
    "nothing": (b"\n\n\n", "empty_list"),
    "a workbook without its end": (b"PK\x03\x04" + b"x" * 200, "list_cut_short"),
    "a Parquet without its end": (b"PAR1" + b"x" * 200, "list_cut_short"),
    "a broken Parquet": (b"PAR1" + b"x" * 200 + b"PAR1", "not_a_list"),
    "a packed file without its end": (gzip.compress(PLAIN.encode() * 99)[:-30], "list_cut_short"),
    "201 columns": (("a," * 201 + "b\n").encode(), "too_many_columns"),
}


@pytest.fixture
def number(few_areas):
    return a_list(an_office())


@pytest.mark.parametrize("name", GOOD)
def test_it_is_read_whole(number, name):
    edition = the_edition(a_file(number, GOOD[name]))
    assert (edition.state, edition.problem) == ("ready", ""), edition.problem
    assert preview_of(edition.pk).counts["good"] == 2


@pytest.mark.parametrize(
    ("end", "good", "reasons"),
    [
        ('3,"Warung Bu Har', 2, {"cut": 1}),
        ('3,Warung Har,"Jl. Mawar, depan\nmasjid', 2, {"cut": 1}),
        ("3,Warung Ha", 2, {"cut": 1}),
        ("3,Warung Har,Jl. Mawar,08", 3, {}),
        ("3,Warung Har,Jl. Mawar,085722081396", 3, {}),
        ("3,Warung Har\n", 3, {}),
        ('3,Warung Har,"Jl. Mawar, depan\nmasjid",085722081396', 3, {}),
        ('3,"Warung Har,,\n4,Toko Ani,,\n5,Toko Tri,,\n', 5, {}),
    ],
)
def test_a_last_row_that_was_cut_is_put_aside_and_says_so(number, end, good, reasons):
    edition = a_file(number, "ID,Nama Usaha,Alamat,HP\n1,Warung Sri,,\n2,Toko Joko,,085722081395\n" + end)
    shown = preview_of(edition)
    assert (shown.counts["good"], shown.counts["bad"], shown.reasons) == (good, len(reasons), reasons)


def test_of_several_phones_in_a_cell_the_first_right_one_is_used_and_all_are_kept(number):
    edition = stored(number, "Nama Usaha,HP\nWarung Sri,0271-712345/0857-2208-1394\nToko Joko,085722081395\n")
    assert rows_of(number, "name", "phone", "said ->> 'phone'") == [
        ("Toko Joko", "+6285722081395", "085722081395"),
        ("Warung Sri", "+6285722081394", "0271-712345/0857-2208-1394"),
    ]
    assert edition.preview["faults"] == {"phone_several": 1}


@pytest.mark.parametrize("said", ["08123456789", "0811111111", "081234567890"])
def test_a_phone_that_was_made_up_is_nobodys_but_stays_among_what_the_list_said(number, said):
    edition = stored(number, f"Nama Usaha,HP\nWarung Sri,{said}\nToko Joko,085722081395\n")
    assert rows_of(number, "name", "phone", "said ->> 'phone'", "said ->> 'phone_fault'")[1] == (
        "Warung Sri",
        "",
        said,
        "made_up",
    )
    assert edition.preview["faults"] == {"phone_made_up": 1}


def test_zeros_that_a_spreadsheet_took_come_back_and_what_is_no_code_is_said(number):
    text = (
        "Nama Usaha,NIB,Kode KBLI\nA,220103452894,1461\nB,0220103452895,01461\nC,22010345,1411\nD,,1461.0\nE,,56.10\nF,,47.111\n"
    )
    edition = stored(number, text)
    assert rows_of(number, "name", "nib", "kbli", "said ->> 'kbli'", "said ->> 'kbli_fault'") == [
        ("A", "0220103452894", "01461", "1461", None),
        ("B", "0220103452895", "01461", None, None),
        ("C", "", "", "1411", "not_five_digits"),
        ("D", "", "01461", "1461.0", None),
        ("E", "", "", "56.10", "not_five_digits"),
        ("F", "", "47111", "47.111", None),
    ]
    assert edition.preview["faults"] == {
        "nib_not_13_digits": 1,
        "nib_zero_lost": 1,
        "kbli_not_five_digits": 2,
        "kbli_zero_lost": 2,
    }
    assert sorted(said[:6] for said in faults_in(edition.preview["faults"])) == ["1 NIB ", "1 NIB ", "2 kode", "2 kode"]


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_list_is_refused_with_a_sentence(number, name):
    content, code = BAD[name]
    edition = the_edition(a_file(number, content))
    assert (edition.state, edition.problem) == ("failed", code)


def test_workbooks_and_parquet_give_the_same_as_text(number, tmp_path):
    heads, body = ["Nama Usaha", "HP", "Sejak"], [["Warung Sri", 6285722081394, "x"], ["Toko Joko", 85722081395, "y"]]
    book = io.BytesIO()
    with Workbook(book, {"in_memory": True}) as written:
        written.add_worksheet("Kosong")
        sheet = written.add_worksheet("Isi")
        sheet.write(1, 1, "Daftar")
        for at, row in enumerate([heads, *body], start=3):
            sheet.write_row(at, 1, row)
        sheet.write_datetime(4, 3, datetime(2020, 5, 17, tzinfo=UTC).replace(tzinfo=None))
    stored(number, book.getvalue())
    first = rows_of(number, "name", "phone", "facts->>'since'")
    assert first == [("Toko Joko", "+6285722081395", None), ("Warung Sri", "+6285722081394", "2020-05-17")]
    with duckdb.connect() as database:
        database.execute(
            "create table t as select * from (values ('Warung Sri', 6285722081394), ('Toko Joko', 85722081395)) v(nama_usaha, hp)"
        )
        database.execute(f"copy t to '{tmp_path}/t.parquet' (format parquet)")
    assert preview_of(a_file(number, (tmp_path / "t.parquet").read_bytes(), as_of=NEXT_DAY)).counts["good"] == 2


def test_identity_numbers_are_dropped_by_heading_and_by_looks_wherever_they_stand(number):
    nik = [f"33720{n}0101800001" for n in range(2, 8)]
    text = "Nama Usaha,Kode,No. KTP,NPWP\n" + "".join(
        f"Usaha {chr(65 + n)},{each},{each},01.234.567.8-901.000\n" for n, each in enumerate(nik)
    )
    edition = stored(number, text + f"-,{nik[0]},{nik[0]},\n")
    assert {secret for _, secret in preview_of(edition.pk).dropped} == {"nik", "npwp"}
    assert all(each not in str(rows_of(number, "said::text", "key", "facts::text")) for each in nik)


def test_people_who_were_forgotten_are_not_brought_back(number):
    note_erasure("+6285722081394", how="asked")
    stored(
        number,
        "ID,Nama Usaha,Pemilik,HP,Alamat\n1,Warung Sri,Sri,085722081394,Jl. Mawar 5\n2,Toko Joko,Joko,085722081395,Jl. X\n",
    )
    kept = {key: rest for key, *rest in rows_of(number, "key", "name", "owner", "phone", "street", "name_key", "said::text")}
    assert kept["1"] == ["", "", "", "", "", "{}"]
    assert kept["2"][0] == "Toko Joko"
    waits = a_file(number, "ID,Nama Usaha,HP\n1,,085722081394\n3,Baru,\n", as_of=NEXT_DAY)
    with across_businesses():
        assert fetch("select cells::text from registry_quarantinedrow where edition_id = %s", (waits,)) == [("{}",)]


@pytest.mark.parametrize(
    "said", ["2026-11-22", "22/11/2026", "22-11-26", "22 November 2026", "22 Nop 2026", "22.11.2026 10:30", "46348"]
)
def test_dates_of_every_style_are_the_same_day(said):
    assert meant(cells.day("cell"), said) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1.250.000", 1_250_000),
        ("Rp 1,250,000.00", 1_250_000),
        ("15rb", 15_000),
        ("2,5 jt", 2_500_000),
        ("12 orang", 12),
        ("3.0", 3),
        ("x", None),
    ],
)
def test_sums_are_read_as_people_write_them(said, number):
    assert meant(cells.whole("cell"), said) == number


def meant(expression: str, said: str) -> object:
    [(value,)] = duckdb.execute(f"select {expression} from (select ?::varchar as cell)", [said]).fetchall()  # noqa: S608  ours
    return value


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_a_layout_is_found_and_nobodys_column_twice(table):
    layout = guess_layout([[str(at), *row] for at, row in enumerate(table, start=1)])
    assert len(set(layout.places.values())) == len(layout.places)
    assert not [column for column in layout.columns if column.secret and (column.field or column.examples)]
