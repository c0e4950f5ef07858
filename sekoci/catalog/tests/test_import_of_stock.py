"""What a list makes of stock and cost: what began wrongly is put right, all else is said with its sum before it is booked."""

import json
from argparse import Namespace
from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog.actions import (
    BoughtLine,
    Count,
    ProductChange,
    ProductDraft,
    add_products,
    buy_in,
    change_product,
    confirm_import,
    correct_stock,
    correct_stocks,
    start_import,
    undo_import,
    undo_purchase,
    write_import,
)
from sekoci.catalog.actions.importing import AT_ONCE, check_import
from sekoci.catalog.actions.stocking import StockMoved
from sekoci.catalog.queries import import_of, my_catalog
from sekoci.catalog.tests.people import balances, is_sound
from sekoci.catalog.tests.test_import_undone import sold, stands, variant_of
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import publish_shop

KERIPIK = ProductDraft("Keripik", 15_000, stock=24, unit_cost=9_000)


def started(shop, text):
    return start_import(shop.id, text.encode(), file_name="daftar.csv", by="o")


def shown(shop, text):
    return import_of(shop.id, started(shop, text))


def imported(shop, text):
    found = started(shop, text)
    confirm_import(shop.id, found, by="o")
    assert import_of(shop.id, found).state == "done"
    return found


def accounts(shop):
    return {code: amount for code, amount in balances(shop.id).items() if amount}


@pytest.fixture
def keripik(shop):
    [product] = add_products(shop.id, [KERIPIK], by="o")
    return variant_of(shop, product)


@pytest.fixture
def selling(shop, keripik):
    """The same, of which one is sold."""
    sold(shop, keripik, 1)
    return keripik


@pytest.mark.parametrize(
    ("line", "pieces", "worth"),
    [("10,", 10, 90_000), ("30,", 30, 270_000), ("24,8000", 24, 192_000), (",10000", 24, 240_000), ("2,30000", 2, 60_000)],
)
def test_before_anything_has_moved_a_list_corrects_the_opening_and_no_profit(shop, keripik, line, pieces, worth):
    before = stands(shop)
    text = f"nama,stok,modal\nKeripik,{line}\n"
    found = shown(shop, text)
    sum_of = f"{worth - 216_000:+,}".replace(",", ".").replace("+", "+Rp").replace("-", "\N{MINUS SIGN}Rp")
    assert found.notes == [f"1 stok awal dibetulkan: modal pemilik {sum_of}. Untung tidak berubah."]
    corrected = imported(shop, text)
    assert accounts(shop) == {INVENTORY: worth, OWNER: -worth}
    assert [each.stock for each in my_catalog(shop.id, limit=9)[0][0].variants] == [pieces]
    undo_import(shop.id, corrected, by="o")
    assert stands(shop) == before


def test_an_empty_product_gets_its_opening_and_a_second_list_corrects_it_again(shop):
    add_products(shop.id, [ProductDraft("Teh", 5_000)], by="o")
    first = imported(shop, "nama,stok,modal\nTeh,1,1500\n")
    imported(shop, "nama,stok,modal\nTeh,6,1700\n")
    assert accounts(shop) == {INVENTORY: 10_200, OWNER: -10_200}
    undo_import(shop.id, first, by="o")  # counted since: stays
    assert import_of(shop.id, first).counts["left"] == 1
    assert accounts(shop) == {INVENTORY: 10_200, OWNER: -10_200} and is_sound(shop.id)


def test_after_a_sale_a_lower_count_is_a_loss_that_is_said_with_its_sum(page, shop, selling):
    sent = page.post("produk/impor", file=SimpleUploadedFile("a.csv", b"nama,stok,modal\nKeripik,10,9500\n"))
    path = sent["Location"].split(f"/{shop.slug}/", 1)[1]
    said = page.get(path).content.decode()
    for each in ("Stok berkurang 13: tercatat hilang Rp117.000.", "1 harga modal tidak diubah dari file. Ubah di halaman produk.",
                 "Tercatat hilang", "Harga modal ini tidak disimpan", "Rp9.500"):  # fmt: skip
        assert each in said
    assert page.post(path, aksi="impor").status_code == 302
    assert accounts(shop)[SHRINKAGE] == 117_000
    assert is_sound(shop.id)


@pytest.mark.parametrize("left", [1, 0])
def test_a_restock_by_list_says_that_it_would_be_profit_and_where_to_record_it(shop, keripik, left):
    sold(shop, keripik, 24 - left)
    text = f"nama,stok\nKeripik,{left + 5}\n"
    found = shown(shop, text)
    assert found.notes == ["Stok bertambah 5 tanpa dibeli: untung bertambah Rp45.000. Catat belanja di Tambah stok."]
    assert found.sample[0]["booked"] == 45_000
    imported(shop, text)
    assert accounts(shop)[SHRINKAGE] == -45_000
    assert is_sound(shop.id)


def test_a_cost_that_is_not_kept_is_said(shop, selling):
    found = shown(shop, "nama,harga,stok,modal\nKeripik,15000,,9500\nKopi,12000,,7500\nSusu,9000,3,8000\n")
    assert found.notes == [
        "1 harga modal tidak diubah dari file. Ubah di halaman produk.",
        "1 harga modal tidak disimpan: stoknya kosong. Isi saat Tambah stok.",
    ]
    assert [(each["name"], each["is_cost_left"]) for each in found.sample] == [("Keripik", True), ("Kopi", True), ("Susu", False)]
    assert shown(shop, "nama,harga,stok,modal\nKeripik,15000,23,9000\n").notes == []


def test_what_was_found_on_an_empty_shelf_costs_what_the_list_says(shop, keripik):
    sold(shop, keripik, 24)
    text = "nama,stok,modal\nKeripik,6,10000\n"
    assert "bertambah Rp60.000" in shown(shop, text).notes[0]
    imported(shop, text)
    assert accounts(shop)[INVENTORY] == 60_000 and is_sound(shop.id)


def test_a_purchase_after_the_opening_was_corrected_can_be_taken_back(shop, keripik):
    corrected = imported(shop, "nama,stok\nKeripik,10\n")
    before = stands(shop)
    bought = buy_in(shop.id, [BoughtLine(keripik, 10, 11_000)], paid_from="owner", by="o")
    undo_purchase(shop.id, bought, by="o")
    assert stands(shop) == before
    again = buy_in(shop.id, [BoughtLine(keripik, 10, 11_000)], paid_from="owner", by="o")
    undo_import(shop.id, corrected, by="o")
    undo_purchase(shop.id, again, by="o")
    assert accounts(shop) == {INVENTORY: 216_000, OWNER: -216_000} and is_sound(shop.id)


@pytest.mark.parametrize("rows", [0, AT_ONCE], ids=["at once", "in the worker"])
def test_where_the_shop_has_moved_since_nothing_is_written_and_it_is_shown_anew(page, shop, keripik, rows):
    waiting = started(shop, "nama,harga,stok\nKeripik,16000,24\n" + "".join(f"Baru {n},1000,1\n" for n in range(rows)))
    check_import(shop.id, waiting)
    sold(shop, keripik, 20)
    before = stands(shop)
    for _ in range(2):
        assert stands(shop) == before
        confirm_import(shop.id, waiting, by="o")
        write_import(shop.id, waiting)
        if import_of(shop.id, waiting).state == "done":
            break
        said = page.get(f"produk/impor/{waiting}").content.decode()
        assert "Toko berubah sejak tadi. Periksa lagi." in said and "Stok bertambah 20 tanpa dibeli" in said
    assert import_of(shop.id, waiting).state == "done" and accounts(shop)[SHRINKAGE] == -180_000
    assert is_sound(shop.id)


def test_a_price_of_since_is_not_overwritten_and_what_the_list_does_not_touch_may_move(shop, keripik):
    priced = started(shop, "nama,harga\nKeripik,15000\nKopi,1000\n")
    change_product(shop.id, my_catalog(shop.id, limit=9)[0][0].id, ProductChange(price=17_000), by="o")
    confirm_import(shop.id, priced, by="o")
    assert import_of(shop.id, priced).state == "ready" and my_catalog(shop.id, limit=9)[0][0].variants[0].price == 17_000
    fresh = started(shop, "nama,harga\nKeripik,18000\n")
    sold(shop, keripik, 2)
    confirm_import(shop.id, fresh, by="o")
    assert import_of(shop.id, fresh).state == "done"


def test_a_count_beside_a_stock_that_has_moved_is_left(shop, keripik):
    counts = [Count(keripik, 10, beside=(24, 216_000))]
    correct_stock(shop.id, keripik, 20, reason="", by="o")
    [answer] = correct_stocks(shop.id, counts, reason="impor", by="o")
    assert isinstance(answer, StockMoved)
    with in_business(shop.id):
        assert fetch("select on_hand from catalog_stock") == [(20,)]


def test_the_command_says_the_same(shop, selling, tmp_path, capsys):
    publish_shop(shop.id)
    file = tmp_path / "daftar.csv"
    file.write_text("nama,stok\nKeripik,10\n")
    command = import_module("sekoci.operations.commands.import")
    for is_json in (True, False):
        assert command.run(Namespace(shop=shop.slug, file=file, dry_run=True, json=is_json)) == 0
    told, _, words = capsys.readouterr().out.partition("\n")
    facts = json.loads(told)
    assert (facts["lost"], facts["lost_worth"]) == (13, 117_000)
    assert facts["notes"] == ["Stok berkurang 13: tercatat hilang Rp117.000. Untung jadi berkurang."]
    assert facts["notes"][0] in words
