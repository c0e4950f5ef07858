"""Pages of the web that are named .xls, and Excel's XML of 2003: what systems of the government export."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.registry.lists.markup import Tables, is_markup
from sekoci.registry.tests.listed import a_file, a_list, an_office, rows_of, stored, the_edition

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<style>td { mso-number-format:"\\@" }</style>
<title>Data</title></head><body><table border=1><tr><th colspan=4>DATA UMKM BINAAN</th></tr>
<tr><th rowspan="2">No</th><th rowspan="2">Nama Usaha</th><th colspan="2">Kontak</th></tr>
<tr><th>No HP</th><th>Kecamatan</th></tr>
<tr><td>1</td><td>Warung<br>Bu&nbsp;Sri &amp; Anak</td><td x:num="6285722081394">6.28572E+12</td><td>Laweyan</td></tr>
<tr><td>2<td>Toko Joko<td>'0857-2208-1395<td>Laweyan</tr>
</table></body></html>"""
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><Font ss:Bold="1"/></Style></Styles><Worksheet ss:Name="Data"><Table>
<Row><Cell><Data ss:Type="String">Nama Usaha</Data></Cell><Cell><Data ss:Type="String">NIB</Data></Cell>
<Cell><Data ss:Type="String">No HP</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Warung Sri</Data></Cell><Cell ss:Index="3">
<Data ss:Type="Number">85722081394</Data></Cell></Row>
<Row><Cell/><Cell/><Cell/></Row></Table></Worksheet></Workbook>"""


def read(text: str) -> list[list[str]]:
    tables = Tables()
    tables.feed(text)
    tables.close()
    return tables.done()


@pytest.fixture
def number(few_areas) -> int:
    return a_list(an_office())


@pytest.mark.django_db
def test_a_page_named_xls_is_read_with_its_merged_headings(number):
    stored(number, "\ufeff" + HTML)
    assert rows_of(number, "name", "phone", "area_code") == [
        ("Toko Joko", "+6285722081395", "33.72.01"), ("Warung Bu Sri & Anak", "+6285722081394", "33.72.01"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_excels_xml_is_read_with_cells_that_are_left_out(number):
    stored(number, XML)
    assert rows_of(number, "name", "phone", "nib") == [("Warung Sri", "+6285722081394", "")]


@pytest.mark.django_db
def test_a_page_that_was_cut_puts_its_last_row_aside(number):
    edition = the_edition(a_file(number, HTML[: HTML.index("2208-1395")]))
    assert (edition.state, edition.preview["counts"]["good"], edition.preview["reasons"]) == ("ready", 1, {"cut": 1})


def test_merged_cells_keep_the_others_where_they_stand():
    assert read("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>") == [["a", "b"], ["", "c"], ["d", "e"]]
    assert read("<table><tr><td colspan=3>a<td>b</table><table><tr><td>c</table>") == [["a", "", "", "b"], ["c"]]
    assert read("<table><tr><td>a<table><tr><td>in<td>side</table>z<td>b</table>") == [["a in sidez", "b"]]
    assert read("<table><tr><td colspan=99999999>a<td>b</table>") == [["a", "b"]]


def test_only_markup_is_taken_for_it():
    assert all(map(is_markup, (HTML, XML, " \n<table>", "<!-- x --><div><table>", "<!DOCTYPE html>")))
    assert not any(map(is_markup, ("Nama Usaha,HP\n<b>,1", "<Warung>,1", "", "nama;<table>")))


@given(st.text(st.sampled_from("<>/tdrhable =\"'1&;x!-"), max_size=200), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_whatever_comes_in_whatever_pieces_is_read_to_the_same_rows(text, size):
    tables, rows = Tables(), []
    for at in range(0, len(text), size):
        tables.feed(text[at : at + size])
        rows += tables.done()
    tables.close()
    assert rows + tables.done() == read(text)
