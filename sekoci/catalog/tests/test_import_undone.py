"""An import that is taken back: the shelf and the money are as before, and what people did since stays theirs."""

from datetime import timedelta
from random import Random

import pytest

from sekoci.books.actions import Line, record_new
from sekoci.books.rules import COGS, INVENTORY
from sekoci.catalog.actions import (
    AlreadyImported,
    BoughtLine,
    Move,
    NoLongerUndone,
    ProductChange,
    ProductDraft,
    VariantDraft,
    add_products,
    buy_in,
    cancel_import,
    change_product,
    confirm_import,
    correct_cost,
    correct_stock,
    lock_stock,
    move_stock,
    restore_product,
    start_import,
    undo_import,
)
from sekoci.catalog.actions.booking import entry_of
from sekoci.catalog.actions.importing import AT_ONCE, check_import, forget_files, write_import
from sekoci.catalog.actions.undoing import take_back_import
from sekoci.catalog.queries import import_of, my_catalog
from sekoci.catalog.tests.people import balances, is_sound
from sekoci.kit.clock import frozen, now
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch

TEH = ProductDraft("Teh", 5_000, stock=10, unit_cost=3_000, unit="pak")
UNPRICED = ProductDraft("Gula", 9_000, stock=6)


def rolls(many):
    return [ProductDraft(f"Roti {n}", 2_000, stock=5, unit_cost=1_000) for n in range(many)]


def imported(shop, text):
    started = start_import(shop.id, text.encode(), file_name="daftar.csv", by="o")
    confirm_import(shop.id, started, by="o")
    return started


def undone(shop, started):
    undo_import(shop.id, started, by="o")
    counts = import_of(shop.id, started).counts
    return tuple(counts[each] for each in ("removed", "back", "left"))


def shelf(shop):
    return {
        (each.name, variant.name): (variant.price, variant.on_hand, variant.value, each.unit, each.description, each.category)
        for each in my_catalog(shop.id, limit=500)[0]
        for variant in each.variants
    }


def stands(shop):
    """Shelf and money."""
    assert is_sound(shop.id)
    return shelf(shop), {code: amount for code, amount in balances(shop.id).items() if amount}


def variant_of(shop, product_id):
    with in_business(shop.id):
        return fetch("select id from catalog_variant where product_id = %s", (product_id,))[0][0]


def sold(shop, variant, pieces, *, kind="sale"):
    """Pieces that left at the moving average, or are promised to a buyer; in stock and books."""
    with in_business(shop.id):
        stock = lock_stock([variant])[variant]
        cost = round(stock.value * pieces / stock.on_hand) if kind == "sale" else 0
        on_hand, reserved = (-pieces, 0) if kind == "sale" else (0, pieces)
        move_stock([Move(shop.id, variant, kind, on_hand, reserved, -cost, 0, variant)], at=now())
        record_new([entry_of(shop.id, "sale", variant, "Penjualan", Line(COGS, INVENTORY, cost), at=now())])


@pytest.mark.parametrize("seed", range(4))
def test_shelf_and_money_are_what_they_were(shop, seed):
    chance = Random(seed)
    kaos = ProductDraft("Kaos", 0, variants=(VariantDraft("M", 80_000, 3, 55_001), VariantDraft("L", 90_000, 0, 0)), unit="helai")
    old = [
        ProductDraft(f"Barang {n}", 1_000 + n, stock=chance.choice((0, 7)), unit_cost=chance.choice((0, 333))) for n in range(12)
    ]
    ids = add_products(shop.id, [kaos, *old], by="o")
    for each in ids[1:7]:
        buy_in(shop.id, [BoughtLine(variant_of(shop, each), 3, 1_000)], paid_from="owner", by="o")
    before = stands(shop)
    lines = [
        f"Barang {n};{chance.choice(('', 2_000 + n))};{chance.choice(('', 0, 4, 50))};{chance.choice(('', 700))};"
        f"{chance.choice(('', 'dus'))};{chance.choice(('', 'Renyah'))};{chance.choice(('', 'Kue'))};"
        for n in range(12)
    ] + ["Kaos;85000;9;;potong;Katun;Baju;M", "Kaos;;2;60000;;;;L", "Kaos;99000;4;61000;;;;XL"]
    lines += [f"Baru {n};5000;{n};1500;;;;" for n in range(5)]
    started = imported(shop, "nama;harga;stok;modal;satuan;keterangan;rak;pilihan\n" + "\n".join(lines))
    assert stands(shop) != before
    removed, back, left = undone(shop, started)
    assert (removed, back > 2, left) == (6, True, 0)
    assert stands(shop) == before


def test_twice_is_once_and_the_same_file_may_come_again(shop):
    add_products(shop.id, [TEH], by="o")
    text = "nama,harga,stok,modal\nTeh,6000,12,\nKopi,7000,5,4000\n"
    first = imported(shop, text)
    written = stands(shop)
    assert undone(shop, first) == (1, 1, 0)
    once = stands(shop)
    assert undone(shop, first) == (1, 1, 0)
    assert stands(shop) == once
    second = imported(shop, text)
    assert stands(shop) == written
    with pytest.raises(AlreadyImported):
        imported(shop, text)
    assert undone(shop, second) == (1, 1, 0)
    assert stands(shop) == once


def test_what_was_changed_since_is_left_and_counted(shop):
    ids = add_products(shop.id, [TEH, *rolls(3)], by="o")
    started = imported(
        shop,
        "nama,harga,stok,rak\nTeh,6000,10,Minuman\nRoti 0,3000,8,\nRoti 1,3000,8,\nRoti 2,3000,5,\nKopi,7000,5,\nSusu,1000,1,\n",
    )
    change_product(shop.id, ids[0], ProductChange(price=6_500), by="o")
    correct_stock(shop.id, variant_of(shop, ids[1]), 7, reason="dihitung", by="o")
    kopi = next(each.id for each in my_catalog(shop.id, limit=9)[0] if each.name == "Kopi")
    buy_in(shop.id, [BoughtLine(variant_of(shop, kopi), 2, 4_000)], paid_from="owner", by="o")
    assert undone(shop, started) == (1, 2, 3)  # Susu is gone; Teh's price, Roti 0's count and Kopi stay
    found = {name: (price, pieces) for (name, _), (price, pieces, *_) in shelf(shop).items()}
    assert found == {
        "Teh": (6_500, 10), "Roti 0": (2_000, 7), "Roti 1": (2_000, 5), "Roti 2": (2_000, 5), "Kopi": (7_000, 7)
    }  # fmt: skip
    assert not any(rack for *_, rack in shelf(shop).values())
    assert is_sound(shop.id)


def test_what_was_sold_or_reserved_since_stays_so_and_nothing_falls_below_it(shop):
    ids = add_products(shop.id, [TEH, UNPRICED, *rolls(2)], by="o")
    teh, gula, gone, held = (variant_of(shop, each) for each in ids)
    started = imported(shop, "nama,stok,modal\nTeh,4,\nGula,6,8000\nRoti 0,9,\nRoti 1,9,\n")
    for variant, pieces in ((teh, 2), (gula, 1), (gone, 6)):
        sold(shop, variant, pieces)
    sold(shop, held, 7, kind="reserve")
    with in_business(shop.id):
        before = fetch("select count(*) from catalog_stockmove")[0][0]
    undo_import(shop.id, started, by="o")
    with in_business(shop.id):
        stocks = dict(fetch("select variant_id, array[on_hand, reserved, value] from catalog_stock"))
        assert fetch("select count(*) from catalog_stockmove")[0][0] == before + 3
    assert stocks[teh] == [8, 0, 24_000]  # 10, counted as 4, 2 sold: the 6 are back at what they left with
    assert stocks[gula] == [5, 0, 40_000]  # the cost that a sale has used stays
    assert stocks[gone] == [0, 0, 0]  # 5, counted as 9, 6 sold: 3 of the 4 were left
    assert stocks[held] == [7, 7, 7_000]
    assert import_of(shop.id, started).counts["left"] == 3
    assert is_sound(shop.id)


def test_what_it_made_leaves_the_stock_at_the_owners_account_and_can_be_brought_back(shop):
    before = stands(shop)
    started = imported(shop, "nama,harga,stok,modal\nKopi,7000,5,4000\n")
    written = stands(shop)
    assert undone(shop, started) == (1, 0, 0)
    assert stands(shop) == before
    with in_business(shop.id):
        [(kopi,)] = fetch("select id from catalog_product")
    restore_product(shop.id, kopi, by="o")
    assert stands(shop) == written


def test_a_choice_that_somebody_made_the_only_one_stays(shop):
    add_products(shop.id, [ProductDraft("Kaos", 0, variants=(VariantDraft("M", 80_000, 0, 0),))], by="o")
    started = imported(shop, "nama,pilihan,harga\nKaos,L,85000\nKaos,XL,90000\n")
    medium = my_catalog(shop.id, limit=9)[0][0].variants[0].id
    with in_business(shop.id):
        fetch("update catalog_variant set deleted_at = now() where id = %s", (medium,))
    assert undone(shop, started) == (0, 0, 2)
    assert [name for _, name in shelf(shop)] == ["L", "XL"]


def test_after_the_costs_were_corrected_pieces_go_at_the_average_of_now(shop):
    [roti] = add_products(shop.id, [ProductDraft("Roti", 2_000, stock=5, unit_cost=1_000)], by="o")
    started = imported(shop, "nama,stok\nRoti,9\n")
    correct_cost(shop.id, variant_of(shop, roti), 1_200, by="o")
    assert undone(shop, started) == (0, 1, 0)
    assert stands(shop)[0][("Roti", "")][:3] == (2_000, 5, 6_000)


def test_an_import_of_another_shop_an_old_one_and_an_unfinished_one_stay(shop, neighbour):
    started = imported(shop, "nama,harga\nKopi,7000\n")
    with pytest.raises(NotFound):
        undo_import(neighbour.id, started, by="x")
    waiting = start_import(shop.id, b"nama,harga\nTeh,1000\n", file_name="b.csv", by="o")
    with pytest.raises(NoLongerUndone):
        undo_import(shop.id, waiting, by="o")
    with frozen(now() + timedelta(days=8)):
        forget_files()
        with pytest.raises(NoLongerUndone):
            undo_import(shop.id, started, by="o")
    assert [name for name, _ in shelf(shop)] == ["Kopi"]


def test_what_was_kept_for_it_is_forgotten_after_a_week(shop):
    add_products(shop.id, [TEH], by="o")
    imported(shop, "nama,harga\nTeh,7000\n")
    with frozen(now() + timedelta(days=6)):
        forget_files()
    with in_business(shop.id):
        assert fetch("select before->>'price', after->>'price' from catalog_importchange") == [("5000", "7000")]
    with frozen(now() + timedelta(days=8)):
        forget_files()
    with in_business(shop.id):
        assert fetch("select count(*) from catalog_importchange")[0][0] == 0


def test_it_takes_as_many_statements_for_many_rows_as_for_one_and_a_long_one_is_a_job_that_can_be_stopped(shop):
    def lines(name, many):
        old = [ProductDraft(f"{name} {n}", 1_000, stock=3, unit_cost=700) for n in range(many)]
        add_products(shop.id, old, by="o")
        changed = "".join(f"{name} {n},2000,{n % 9}\n" for n in range(many))
        return "nama,harga,stok\n" + changed + "".join(f"{name} baru {n},1000,2\n" for n in range(many))

    few, some = imported(shop, lines("Kue", 1)), imported(shop, lines("Roti", 400))
    with counted() as one:
        undone(shop, few)
    with counted() as many:
        assert undone(shop, some) == (400, 400, 0)
    assert len(one) == len(many) < 45
    before = stands(shop)
    started = start_import(shop.id, lines("Teh", AT_ONCE // 2 + 1).encode(), file_name="a.csv", by="o")
    check_import(shop.id, started)
    confirm_import(shop.id, started, by="o")
    write_import(shop.id, started)
    written = stands(shop)
    undo_import(shop.id, started, by="o")
    assert import_of(shop.id, started).state == "undoing" and cancel_import(shop.id, started)
    take_back_import(shop.id, started)
    assert (import_of(shop.id, started).state, stands(shop)) == ("done", written)
    undo_import(shop.id, started, by="o")
    for _ in range(2):
        take_back_import(shop.id, started)
    assert import_of(shop.id, started).state == "undone"
    old = {each: facts for each, facts in stands(shop)[0].items() if not each[0].startswith("Teh")}
    assert old == before[0]
    assert len(shelf(shop)) > 0


def test_the_page_asks_once_says_what_came_of_it_and_offers_it_no_more(page, shop):
    ids = add_products(shop.id, [TEH, UNPRICED], by="o")
    started = imported(shop, "nama,harga\nTeh,7000\nGula,8000\nKopi,7000\n")
    change_product(shop.id, ids[0], ProductChange(price=6_500), by="o")
    path = f"produk/impor/{started}"
    assert "Ya, batalkan impor" in page.get(path).content.decode()
    assert page.post(path, aksi="kembalikan").status_code == 302
    shown = page.get(path).content.decode()
    assert "Impor ini sudah dibatalkan." in shown and "1 tidak diubah lagi" in shown and "Ya, batalkan impor" not in shown
    assert "Kopi" in page.get("produk", saring="dihapus").content.decode()
    with frozen(now() + timedelta(days=8)):
        old = imported(shop, "nama,harga\nSusu,7000\n")
        assert page.post(f"produk/impor/{old}", aksi="kembalikan").status_code == 302
