"""Products from a spreadsheet: looked at first, written whole or not at all, and once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from sekoci.books.rules import INVENTORY
from sekoci.catalog.actions import (
    AlreadyImported,
    NotReady,
    ProductDraft,
    VariantDraft,
    add_products,
    cancel_import,
    choose_columns,
    confirm_import,
    lock_stock,
    move_stock,
    start_import,
)
from sekoci.catalog.actions.importing import AT_ONCE, check_import, forget_files, write_import
from sekoci.catalog.actions.stock import Move
from sekoci.catalog.queries import import_of, my_catalog, wrong_rows
from sekoci.catalog.tests.people import balances, is_sound, stocks
from sekoci.kit.clock import frozen, now
from sekoci.kit.errors import Refusal
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch

LIST = """Daftar harga Warung Melati;;;;
;;;;
Nama Barang;Harga Jual;Stok;Harga Beli;Satuan
Keripik tempe;Rp 15rb;20;9.000;bungkus
Kopi bubuk;12,500;;7500;pak
Teh celup;mahal;3;;pak
"""


def start(shop, text, name="daftar.csv"):
    return start_import(shop.id, text.encode() if isinstance(text, str) else text, file_name=name, by="o")


def whole(shop, text):
    """Send a file and save its good rows."""
    started = start(shop, text)
    confirm_import(shop.id, started, by="o")
    return import_of(shop.id, started)


def goods(shop):
    """Every variant: name, choice, price, on hand, value."""
    return [
        (each.name, variant.name, variant.price, variant.on_hand, variant.value)
        for each in my_catalog(shop.id, limit=500)[0]
        for variant in each.variants
    ]


def as_xlsx(rows):
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def test_a_list_is_looked_at_and_changes_nothing_until_the_owner_says_so(shop):
    started = start(shop, LIST)
    found = import_of(shop.id, started)
    assert found.counts == {"new": 2, "changed": 0, "same": 0, "wrong": 1, "cost_bare": 1}
    assert [(each.number, each.name, each.column, each.reason) for each in found.wrong] == [
        (6, "Teh celup", "Harga jual", "Harga tidak terbaca. Tulis misalnya 15000 atau 15rb.")
    ]
    assert goods(shop) == []
    confirm_import(shop.id, started, by="o")
    assert goods(shop) == [("Keripik tempe", "", 15_000, 20, 180_000), ("Kopi bubuk", "", 12_500, 0, 0)]
    assert balances(shop.id)[INVENTORY] == 180_000
    assert is_sound(shop.id)


def test_the_same_file_sent_again_changes_nothing(shop):
    whole(shop, LIST)
    before = (goods(shop), balances(shop.id))
    again = start(shop, LIST)
    assert import_of(shop.id, again).came_before
    with pytest.raises(AlreadyImported):
        confirm_import(shop.id, again, by="o")
    assert (goods(shop), balances(shop.id)) == before


def test_an_import_is_written_once(shop):
    started = start(shop, LIST)
    confirm_import(shop.id, started, by="o")
    before = stocks(shop.id)
    write_import(shop.id, started)
    with pytest.raises(NotReady):
        confirm_import(shop.id, started, by="o")
    assert stocks(shop.id) == before


def test_names_that_exist_change_price_and_stock_and_nothing_that_is_empty(shop):
    add_products(shop.id, [ProductDraft("Keripik Tempe", 14_000, stock=10, unit_cost=9_000, unit="bungkus")], by="o")
    add_products(shop.id, [ProductDraft("Teh", 5_000, stock=4), ProductDraft("Roti", 3_000, stock=7)], by="o")
    found = whole(
        shop, "nama,harga,stok,modal,keterangan\nkeripik  tempe,15000,8,,Renyah\nTeh,,6,2000,\nRoti,3000,7,,\nSusu,7000,1,5000,\n"
    )
    assert found.counts == {"new": 1, "changed": 2, "same": 1, "wrong": 0}
    assert goods(shop) == [
        ("Keripik Tempe", "", 15_000, 8, 72_000),
        ("Teh", "", 5_000, 6, 12_000),
        ("Roti", "", 3_000, 7, 0),
        ("Susu", "", 7_000, 1, 5_000),
    ]
    assert is_sound(shop.id)


def test_a_list_names_the_shelf_and_tells_those_who_listen(shop):
    add_products(shop.id, [ProductDraft("Teh", 5_000)], by="o")
    with in_business(shop.id):
        told = fetch("select count(*) from kit_event where name = 'ProductsChanged'")[0][0]
    whole(shop, "nama,harga,kategori\nTeh,,Minuman\nRoti,3000,Kue\n")
    with in_business(shop.id):
        assert fetch("select name, category from catalog_product order by id") == [("Teh", "Minuman"), ("Roti", "Kue")]
        assert fetch("select count(*) from kit_event where name = 'ProductsChanged'")[0][0] == told + 2


def test_choices_come_in_rows_of_one_name_and_further_ones_join_them(shop):
    whole(shop, "nama;pilihan;harga;stok\nKaos;M;85rb;5\n;L;90rb;3\n")
    found = whole(shop, "nama;pilihan;harga;stok;modal\nKaos;L;95rb;;\nKaos;XL;99rb;2;60rb\nKaos;;1000;;\n")
    assert found.counts == {"new": 1, "changed": 1, "same": 0, "wrong": 1}
    assert goods(shop) == [("Kaos", "M", 85_000, 5, 0), ("Kaos", "L", 95_000, 3, 0), ("Kaos", "XL", 99_000, 2, 120_000)]
    assert is_sound(shop.id)


def test_what_buyers_have_reserved_stays(shop):
    [teh] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=9)], by="o")
    early = start(shop, "nama,harga,stok\nTeh,5000,4\nKopi,1000,1\n")
    with in_business(shop.id):
        variant = fetch("select id from catalog_variant where product_id = %s", (teh,))[0][0]
        lock_stock([variant])
        move_stock([Move(shop.id, variant, "reserve", 0, 5, 0, 0)], at=now())
    confirm_import(shop.id, early, by="o")
    found = import_of(shop.id, early)
    assert found.counts == {"new": 1, "changed": 0, "same": 0, "wrong": 1}
    assert found.wrong[0].reason == "5 masih dipesan pembeli. Isi stok 5 atau lebih."
    assert goods(shop)[0] == ("Teh", "", 5_000, 9, 0)


def test_a_cancelled_import_leaves_nothing(shop):
    started = start(shop, LIST)
    assert cancel_import(shop.id, started)
    assert not cancel_import(shop.id, started)
    with pytest.raises(NotReady):
        confirm_import(shop.id, started, by="o")
    assert goods(shop) == []


def test_the_owner_says_which_column_is_what(shop):
    started = start(shop, "a;b;c\nTeh;5000;8000\n")
    places = {"name": 0, "cost": 1, "price": 2}
    choose_columns(shop.id, started, sheet=0, header=0, places=places, by="o")
    confirm_import(shop.id, started, by="o")
    assert goods(shop) == [("Teh", "", 8_000, 0, 0)]
    with pytest.raises(Refusal):
        choose_columns(shop.id, start(shop, LIST), sheet=0, header=0, places={"price": 1}, by="o")


def test_rows_to_be_put_right_come_back_as_a_list_that_is_understood(shop):
    started = start(shop, "Barang;Hrg;Stok\nTeh;mahal;3\nKopi;;x\n=1+1;5rb;1\n")
    found = wrong_rows(shop.id, started)
    heads, rows = found.heads, [list(row) for row in found.rows]
    assert heads == ["nama", "harga jual", "stok", "baris", "alasan"]
    assert [row[:4] for row in rows] == [["Teh", "mahal", "3", "2"], ["Kopi", "", "x", "3"]]
    rows[0][1], rows[1][1], rows[1][2] = "5rb", "6rb", "2"
    assert whole(shop, as_xlsx([heads, *rows])).counts["new"] == 2
    assert goods(shop) == [("Teh", "", 5_000, 3, 0), ("Kopi", "", 6_000, 2, 0)]


def test_a_long_list_is_a_job_and_takes_a_fixed_number_of_statements(shop):
    text = "nama,harga,stok,modal\n" + "".join(f"Barang {n},{n + 1_000},{n % 9},700\n" for n in range(AT_ONCE + 1))
    started = start(shop, text)
    assert import_of(shop.id, started).state == "checking"
    check_import(shop.id, started)
    confirm_import(shop.id, started, by="o")
    assert import_of(shop.id, started).state == "writing"
    with counted() as statements:
        write_import(shop.id, started)
    assert len(statements) < 40
    assert import_of(shop.id, started).state == "done"
    assert is_sound(shop.id)
    with in_business(shop.id):
        assert fetch("select count(*) from catalog_product")[0][0] == AT_ONCE + 1
        assert {row[0] for row in fetch("select task_name from procrastinate_jobs")} >= {
            "catalog.check_import",
            "catalog.write_import",
        }
    everything = "nama,harga\n" + "".join(f"Barang {n},{n + 2_000}\n" for n in range(AT_ONCE - 1))
    with counted() as statements:
        assert whole(shop, everything).counts["changed"] == AT_ONCE - 1
    assert len(statements) < 40


def test_files_are_forgotten_after_a_week_and_still_known(shop):
    whole(shop, LIST)
    waiting = start(shop, "nama,harga\nTeh,1000\n")
    with frozen(now().replace(year=now().year + 1)):
        forget_files()
    assert import_of(shop.id, waiting).state == "cancelled"
    assert wrong_rows(shop.id, waiting) is None
    assert import_of(shop.id, start(shop, LIST)).came_before


def test_the_pages_lead_from_the_list_to_the_products(page, shop):
    assert "produk/impor" in page.get().content.decode()
    assert page.post("produk/impor").status_code == 422
    sent = page.post("produk/impor", file=SimpleUploadedFile("daftar.csv", LIST.encode()))
    path = sent["Location"].split(f"/{shop.slug}/", 1)[1]
    shown = page.get(path).content.decode()
    assert "Simpan 2 baris" in shown and "Baris 6" in shown and "Harga tidak terbaca" in shown
    columns = {"kolom-0": "name", "kolom-1": "price", "kolom-2": "stock", "kolom-3": "", "kolom-4": "unit"}
    assert page.post(path, aksi="kolom", judul="3", **columns).status_code == 302
    assert page.post(path, aksi="impor").status_code == 302
    assert "Selesai" in page.get(path).content.decode()
    assert goods(shop)[0] == ("Keripik tempe", "", 15_000, 20, 0)
    assert b"harga jual;stok;satuan;baris;alasan" in page.get(f"{path}/salah/unduh").content  # as the file that came
    assert page.post(path, aksi="impor").status_code == 422
    for berkas in ("csv", "xlsx"):
        example = page.get("produk/impor/contoh/unduh", berkas=berkas).content
        again = page.post("produk/impor", file=SimpleUploadedFile(f"contoh.{berkas}", example))
        assert "Simpan 3 baris" in page.get(again["Location"].split(f"/{shop.slug}/", 1)[1]).content.decode()


def test_a_title_without_rows_is_not_called_the_same(page, shop):
    sent = page.post("produk/impor", file=SimpleUploadedFile("judul.csv", b"nama,harga,stok\n"))
    shown = page.get(sent["Location"].split(f"/{shop.slug}/", 1)[1]).content.decode()
    assert "Tidak ada baris produk" in shown and "Semua sudah sama" not in shown


def test_probable_slips_are_said_before_they_are_written_and_not_refused(page, shop):
    def shown(text):
        sent = page.post("produk/impor", file=SimpleUploadedFile("daftar.csv", text.encode()))
        path = sent["Location"].split(f"/{shop.slug}/", 1)[1]
        return path, page.get(path).content.decode()

    path, slips = shown("nama,harga\nKopi,15000\nTeh,12\nGula,5\nSalah,\n")
    assert "2 harga di bawah Rp100. Periksa: mungkin kurang tiga nol." in slips
    assert "Stok tidak ada di file. 3 produk baru akan tampil habis." in slips
    assert slips.index("Teh") < slips.index("Gula") and "Kopi" not in slips.partition("Harga di bawah Rp100</h2>")[2][:900]
    assert page.post(path, aksi="impor").status_code == 302
    assert [each[2] for each in goods(shop)] == [15_000, 12, 5]
    for fine in ("nama,harga,stok\nRoti,100,\nSusu,9000,0\n", "nama,harga\nTeh,12\nKopi,16000\n"):  # known cheap, no new one
        _, page_of = shown(fine)
        assert "di bawah Rp100" not in page_of and "Stok tidak ada" not in page_of


def test_a_choice_more_than_a_product_can_have_is_named(shop):
    add_products(shop.id, [ProductDraft("Kaos", 0, variants=tuple(VariantDraft(f"No {n}", 1_000) for n in range(49)))], by="o")
    found = whole(shop, "nama,varian,harga\nKaos,A,1000\nKaos,B,1000\n")
    assert (found.counts["new"], found.counts["wrong"]) == (1, 1)
