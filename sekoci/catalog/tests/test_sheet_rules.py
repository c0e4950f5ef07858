"""What files and cells mean: letters, separators, titles, sums, and files that are meant to hurt (experiment E41)."""

import io
import os
import struct
import zipfile

import pytest
from xlsxwriter import Workbook

from sekoci.catalog.imports.cells import Unreadable, money_of, pieces_of, text_of
from sekoci.catalog.imports.guess import guess_columns
from sekoci.catalog.imports.opening import (
    EmptySheet,
    NotASheet,
    TooManyColumns,
    TooManyRows,
    TooMuchInSheet,
    open_sheet,
)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp 15rb", 15_000),
        ("15.000", 15_000),
        ("15,000", 15_000),
        ("15k", 15_000),
        ("15 ribu", 15_000),
        ("1,5 jt", 1_500_000),
        ("Rp15.000,-", 15_000),
        ("Rp. 15.000,-", 15_000),
        ("15.000/pcs", 15_000),
        ("15000.0", 15_000),
        (15_000.0, 15_000),
        (15_000, 15_000),
        ("1,5E+04", 15_000),
        ("1.2E+5", 120_000),
        (14_999.9999999, 15_000),
        ("", None),
        ("-", None),
    ],
)
def test_a_price_is_read_as_owners_write_it(cell, amount):
    assert money_of(cell, code="price") == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [("mahal", "price"), ("-5000", "minus"), ("Rp -5.000", "minus"), (-1, "minus"), (1.5, "half_rupiah"), ("2026-01-02", "date")],
)
def test_a_price_that_cannot_be_read_says_why(cell, code):
    with pytest.raises(Unreadable) as no:
        money_of(cell, code="price")
    assert no.value.code == code


@pytest.mark.parametrize(
    ("cell", "pieces"), [("12", 12), ("1.000", 1_000), (3.0, 3), ("10 pcs", 10), ("10,0", 10), ("habis", 0), ("", None)]
)
def test_pieces_are_read_as_owners_write_them(cell, pieces):
    assert pieces_of(cell) == pieces


def test_a_computed_cost_is_rounded_and_a_text_keeps_its_zeros():
    assert money_of(8_333.33, code="cost", rounded=True) == 8_333
    assert (text_of("0812"), text_of(812), text_of("'=1+1"), text_of("a\x00b\u00a0 c")) == ("0812", "812", "=1+1", "ab c")


@pytest.mark.parametrize(
    ("rows", "header", "places"),
    [
        ([["Nama", "Harga"], ["Teh", 1]], 0, {"name": 0, "price": 1}),
        ([["MAJU"], [], ["No", "Nama Barang", "Harga Beli", "Harga Jual"]], 2, {"name": 1, "cost": 2, "price": 3}),
        ([["Barang", "Harga", "", "Stok"], ["", "Beli", "Jual", ""]], 1, {"name": 0, "cost": 1, "price": 2, "stock": 3}),
        ([["Produk", "Ukuran", "Price (Rp)", "Total Harga", "Qty"]], 0, {"name": 0, "variant": 1, "price": 2, "stock": 4}),
        ([["Teh", "5.000", 3], ["Kopi", "9rb", 12], ["Roti", 2_500, 0]], -1, {"name": 0, "price": 1, "stock": 2}),
        ([["x"], ["y"]], -1, {"name": 0}),
    ],
)  # fmt: skip
def test_titles_and_columns_are_guessed(rows, header, places):
    found = guess_columns(rows)
    assert (found.header, dict(found.places)) == (header, places)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_in_any_letters_and_with_any_separator(encoding, mark):
    text = f'Nama{mark}Harga\r\nKopi "Café"{mark}"15,5"\r\n{mark}\r\n"Teh{mark}manis"{mark}5\r\n'
    rows = open_sheet(text.encode(encoding)).rows
    assert rows == [["Nama", "Harga"], ['Kopi "Café"', "15,5"], [], [f"Teh{mark}manis", "5"]]


def test_excels_own_hint_and_an_unclosed_quotation_mark_are_understood():
    assert open_sheet(b"sep=;\r\nNama;Harga\r\nTeh;1,5\r\n").rows[2] == ["Teh", "1,5"]
    assert len(open_sheet(('Nama;Harga\n"Teh;5\n' + "Kopi;7\n" * 30).encode()).rows) == 32


def test_rows_and_columns_keep_their_places_below_empty_ones():
    content = io.BytesIO()
    with Workbook(content) as book:
        book.add_worksheet("kosong")
        book.add_worksheet("isi").write(3, 1, "Nama")
    found = open_sheet(content.getvalue())
    assert (found.sheets, found.sheet, found.rows) == (("kosong", "isi"), 1, [[], [], [], ["", "Nama"]])


def packed(content: bytes, *, said: int | None = None) -> bytes:
    """An XLSX whose sheet unpacks to `content`; `said`: what its directory claims instead."""
    made = io.BytesIO()
    with Workbook(made) as book:
        book.add_worksheet().write(0, 0, "x")
    target = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename.endswith("sheet1.xml") else old.read(part))
    packed_up = target.getvalue()
    return packed_up.replace(struct.pack("<I", len(content)), struct.pack("<I", said)) if said else packed_up


def far_away(cell: bytes) -> bytes:
    row = cell.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    first = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="'
    return first + row + b'"><c r="' + cell + b'"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (packed(b" " * 900_000_000), TooMuchInSheet),
        (packed(far_away(b"XFD1048576")), TooMuchInSheet),
        (packed(far_away(b"A1048576")), TooManyRows),
        (packed(far_away(b"ZZ9")), TooManyColumns),
        (packed(b"<worksheet>" + b"<a>" * 1_000_000), NotASheet),
        (b"a;b\n" * 100_061, TooManyRows),
        (b";" * 201 + b"x\n", TooManyColumns),
        (b"x" * 20_000_001, TooMuchInSheet),
        (b"PK\x03\x04" + os.urandom(500), NotASheet),
        (b"\xd0\xcf\x11\xe0" + os.urandom(5_000), NotASheet),
        (b"\xff\xd8\xff\xe0 a photo", NotASheet),
        (b"<html><table><tr><td>1</td></tr></table>", NotASheet),
        (b"", EmptySheet),
        (b"\n\n;;\n", EmptySheet),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else f"{len(value)} bytes",
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(content, refusal):
    with pytest.raises(refusal):
        open_sheet(content)
