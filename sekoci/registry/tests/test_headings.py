"""What partners, dinas and markets write above their columns, and which of it is whose name, a card's number, a yearly figure."""

import pytest

from sekoci.registry.lists.guess import guess_layout
from sekoci.registry.lists.headings import secret_of


def read(*headings: str) -> dict[str, str]:
    """Field -> heading, of a table with these headings."""
    rows = [["1", *headings], ["2", *("aa" for _ in headings)], ["3", *("bb" for _ in headings)]]
    return guess_layout(rows).mapping


@pytest.mark.parametrize(
    "heading",
    [
        "Pedagang", "Nama Pedagang", "nama merchant", "Penjual", "Nama Penjual", "Nama Pelaku Usaha", "Pelaku UMKM",
        "Nama Peserta", "Merk", "Merek Dagang", "Nama UKM", "Nama Tenant",
        "Seller", "Vendor", "Nama Brand", "Restaurant Name", "Nama Usaha/Merk",
    ],
)  # fmt: skip
def test_it_is_the_businesss_name(heading):
    assert read("No", heading, "Kecamatan")["name"] == heading


def test_of_two_names_the_persons_is_the_owners():
    assert read("No", "Nama Pedagang", "Nama Usaha", "Kec") == {"name": "Nama Usaha", "owner": "Nama Pedagang", "district": "Kec"}
    assert read("seller_id", "store_name", "seller_name", "city")["owner"] == "seller_name"
    both = read("Nama Pelaku Usaha", "Nama Pemilik", "Alamat Lengkap")
    assert (both["name"], both["owner"]) == ("Nama Pelaku Usaha", "Nama Pemilik")
    assert "name" not in read("Nama Pemilik", "Alamat"), "an owner alone: people say which column is the name"


def test_a_list_of_a_dinas_is_read_whole():
    found = read(
        "NIK", "No KK", "Nama Pemilik", "Nama Usaha", "No HP / WA", "Kecamatan", "Desa / Kelurahan", "Jenis Usaha",
        "Tahun Berdiri", "Modal Sendiri (Rp)", "Omset Tahunan (Rp)",
        "Jumlah Tenaga Kerja (L)", "Jumlah Tenaga Kerja (P)", "NIB", "Skala Usaha",
        "Sertifikat Halal", "Link Google Maps", "Alamat Email",
    )  # fmt: skip
    assert found == {
        "owner": "Nama Pemilik", "name": "Nama Usaha", "phone": "No HP / WA", "district": "Kecamatan",
        "village": "Desa / Kelurahan", "kind": "Jenis Usaha", "since": "Tahun Berdiri", "nib": "NIB",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kontak", "phone"), ("No. Telpon", "phone"), ("CP", "phone"), ("Kapanewon", "district"), ("Kalurahan", "village"),
        ("Komoditi", "kind"), ("Jenis Dagangan", "kind"), ("Uraian KBLI", "kind"), ("Nomor Induk Berusaha", "nib"),
        ("Alamat Tempat Usaha", "street"), ("Omzet/Bulan", "sales_month"), ("Jumlah Tenaga Kerja", "workers"),
    ],
)  # fmt: skip
def test_it_is_read_as_that(heading, field):
    assert read("Nama Usaha", heading)[field] == heading


@pytest.mark.parametrize(
    "heading",
    ["Omzet/Tahun", "Omset per Tahun", "Penjualan Tahunan", "Annual Revenue", "Nama Pasar", "Klasifikasi Usaha", "Koordinat"],
)
def test_it_is_nothing_of_ours(heading):
    assert heading not in read("Nama Toko", heading).values()


def test_a_name_as_the_card_has_it_is_no_number_of_a_card():
    assert [secret_of(each) for each in ("Nama Sesuai KTP", "Alamat KTP", "Alamat Pemilik Sesuai KTP")] == ["", "", ""]
    assert [secret_of(each) for each in ("No KTP", "NIK", "Nama dan No KTP", "KTP Pemilik", "Nama/NIK")] == ["nik"] * 5


def read_below(above: list[str], headings: list[str], *cells: list[str]) -> dict[str, str]:
    """Field -> heading, of a table whose headings stand in two rows."""
    return guess_layout([["1", *above], ["2", *headings], *([str(at), *row] for at, row in enumerate(cells, start=3))]).mapping


@pytest.mark.parametrize("owner", ["Pemilik", "Data Pemilik", "Identitas Pemilik Usaha", "DATA PENGELOLA"])
@pytest.mark.parametrize("shop", ["Usaha", "Data Usaha", "PROFIL USAHA"])
def test_a_heading_merged_over_several_says_whose_name_is_below_it(owner, shop):
    above, below = ["No", owner, "", "", shop, "", ""], ["", "Nama", "L/P", "NIK", "Nama", "Jenis", "Kecamatan"]
    rows = (
        ["1", "Sri", "P", "3372014102700001", "Warung Sri", "Kopi", "Laweyan"],
        ["2", "Joko", "L", "", "Depot Joko", "Soto", ""],
    )
    found = read_below(above, below, *rows)
    assert (found["owner"], found["name"], found["sex"]) == (f"{owner} / Nama", f"{shop} / Nama", f"{owner} / L/P")
    assert (found["kind"], found["district"]) == (f"{shop} / Jenis", f"{shop} / Kecamatan")


def test_the_owner_of_a_merged_heading_stays_beside_a_plain_name_of_the_business():
    above, below = ["Nama Usaha", "Pemilik", "", ""], ["", "Nama", "L/P", "NIK"]
    found = read_below(above, below, ["Warung Sri", "Sri", "P", "3372014102700001"], ["Depot Joko", "Joko", "L", ""])
    assert found == {"name": "Nama Usaha", "owner": "Pemilik / Nama", "sex": "Pemilik / L/P"}
    assert read("Nama Usaha", "Data Pemilik Nama")["owner"] == "Data Pemilik Nama"


@pytest.mark.parametrize(
    ("headings", "cells", "kind"),
    [
        (["Nama Usaha", "Kecamatan", "Jenis"], ["Warung Sri", "Laweyan", "Kopi"], "Jenis"),
        (["Nama Usaha", "Kecamatan", "Jenis", "Komoditi"], ["Warung Sri", "Laweyan", "Mikro", "Kopi"], "Komoditi"),
        (["Nama Usaha", "Kecamatan", "Jenis"], ["Warung Sri", "Laweyan", "P"], None),
        (["Nama Usaha", "Kecamatan", "Jenis"], ["Warung Sri", "Laweyan", "47111"], None),
    ],
)
def test_jenis_alone_is_the_kind_where_nothing_else_is_and_it_is_words(headings, cells, kind):
    rows = [["1", *headings], ["2", *cells], ["3", *cells]]
    assert guess_layout(rows).mapping.get("kind") == kind
