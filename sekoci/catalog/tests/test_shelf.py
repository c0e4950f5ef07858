"""What buyers see of a shop: page by page, by words, and when it changed."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from sekoci.catalog.actions import (
    Move,
    ProductChange,
    ProductDraft,
    VariantChange,
    VariantDraft,
    add_products,
    change_product,
    lock_stock,
    move_stock,
    remove_product,
    restore_product,
)
from sekoci.catalog.queries import UnknownCursor, front_version, product, products, shelf
from sekoci.catalog.tests.people import a_shop, an_owner
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch


def names(found) -> list[str]:
    return [item.name for item in found.items]


def test_pages_follow_each_other_without_a_gap_or_a_repeat(shop, neighbour):
    add_products(
        shop.id,
        [ProductDraft(f"Kue {n:02}", 1_000, variants=(VariantDraft("A", 1), VariantDraft("B", 2))) for n in range(23)],
        by="o",
    )
    add_products(neighbour.id, [ProductDraft("Bukan milik kita", 1_000)], by="o")
    seen, cursor, pages = [], None, 0
    while True:
        page = shelf(shop.id, cursor=cursor, limit=10)
        seen += names(page)
        pages, cursor = pages + 1, page.next
        if cursor is None:
            break
    assert seen == [f"Kue {n:02}" for n in range(23)]
    assert pages == 3


def test_a_page_that_is_exactly_full_is_the_last(shop):
    add_products(shop.id, [ProductDraft(f"Kue {n}", 1_000) for n in range(4)], by="o")
    assert shelf(shop.id, limit=4).next is None
    assert shelf(shop.id, limit=3).next is not None


def test_a_shelf_is_one_statement_however_full(shop):
    add_products(shop.id, [ProductDraft(f"Kue {n}", 1_000) for n in range(60)], by="o")
    with in_business(shop.id), counted() as statements:
        shelf(shop.id, limit=50)
    assert len(statements) == 1
    with in_business(shop.id), counted() as statements:
        front_version(shop.id)
    assert len(statements) == 1


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "0_zz", "0_" + "0" * 31, "99999999999_" + "0" * 32, "9999999999_" + "0" * 32, "0_" + "0" * 32 + "\n", "\x00"],
)
def test_a_cursor_that_is_not_ours_is_refused(shop, cursor):
    with pytest.raises(UnknownCursor):
        shelf(shop.id, cursor=cursor)


def test_search_finds_every_word_in_any_case_and_takes_signs_as_they_are(shop):
    add_products(
        shop.id,
        [ProductDraft(name, 1_000) for name in ("Keripik Tempe", "Keripik pisang 100%", "Tempe mendoan", "Es _teh_")],
        by="o",
    )
    assert names(shelf(shop.id, search="KERIPIK")) == ["Keripik Tempe", "Keripik pisang 100%"]
    assert names(shelf(shop.id, search="  tempe keri ")) == ["Keripik Tempe"]
    assert names(shelf(shop.id, search="%")) == ["Keripik pisang 100%"]
    assert names(shelf(shop.id, search="_")) == ["Es _teh_"]
    assert names(shelf(shop.id, search="soto")) == []
    assert names(shelf(shop.id, search="kripk tmpe")) == ["Keripik Tempe"]
    assert names(shelf(shop.id, search="kripk tmep")) == []
    assert names(shelf(shop.id, search="krpik tempee")) == ["Keripik Tempe"]
    assert names(shelf(shop.id, search="jual keripik pis")) == ["Keripik pisang 100%"]
    assert len(shelf(shop.id, search="\x00 ").items) == 4


def test_hidden_and_removed_products_are_not_shown_but_sold_out_ones_are(shop):
    ids = add_products(
        shop.id,
        [
            ProductDraft("Ada", 1_000, stock=1),
            ProductDraft("Habis", 1_000),
            ProductDraft("Simpan", 1_000, is_listed=False),
            ProductDraft("Hapus", 1_000),
        ],
        by="o",
    )
    remove_product(shop.id, ids[3], by="o")
    assert [(item.name, item.stock) for item in shelf(shop.id).items] == [("Ada", 1), ("Habis", 0)]
    assert [item.name for item in products(shop.id, ids)] == ["Ada", "Habis"]


def test_a_neighbours_product_is_nothing(shop, neighbour):
    [theirs] = add_products(neighbour.id, [ProductDraft("Rahasia", 1_000)], by="o")
    assert product(shop.id, theirs) is None
    assert products(shop.id, [theirs]) == ()


def test_reading_the_version_leaves_the_scope_as_it_was(shop, neighbour):
    def scope() -> str:
        return fetch("select current_setting('app.business', true)")[0][0] or ""

    assert front_version(neighbour.id)[0]
    assert scope() == ""
    with in_business(shop.id):
        assert front_version(neighbour.id)[0]
        assert scope() == str(shop.id)
    assert front_version(0)[0] is None


def test_the_version_is_this_shops_own(shop, neighbour):
    before = front_version(shop.id)
    add_products(neighbour.id, [ProductDraft("Kue", 1_000, stock=5)], by="o")
    assert front_version(shop.id) == before
    add_products(shop.id, [ProductDraft("Kue", 1_000, stock=5)], by="o")
    assert front_version(shop.id) != before


@pytest.mark.usefixtures("committed")
def test_every_commit_gives_the_shelf_a_version_it_never_had():
    shop = a_shop(an_owner())
    [kue] = add_products(shop.id, [ProductDraft("Kue", 1_000, stock=5)], by="o")
    variant = product(shop.id, kue).variant_id
    seen = [front_version(shop.id)]

    def sell(kind: str, pieces: int) -> None:
        with in_business(shop.id):
            lock_stock([variant])
            move_stock([Move(shop.id, variant, kind, 0, pieces, 0, 0)], at=now())

    for change in (
        lambda: sell("reserve", 1),
        lambda: sell("release", -1),
        lambda: change_product(shop.id, kue, ProductChange(price=2_000), by="o"),
        lambda: change_product(shop.id, kue, ProductChange(variants=(VariantChange("A", 3_000, variant),)), by="o"),
        lambda: remove_product(shop.id, kue, by="o"),
        lambda: restore_product(shop.id, kue, by="o"),
    ):
        change()
        assert front_version(shop.id) not in seen
        seen.append(front_version(shop.id))
        assert front_version(shop.id) == seen[-1]


@pytest.mark.usefixtures("committed")
def test_a_sale_that_began_earlier_and_committed_later_changes_the_version_too():
    shop = a_shop(an_owner())
    first, second = add_products(shop.id, [ProductDraft("Kue", 1_000, stock=5), ProductDraft("Teh", 1_000, stock=5)], by="o")
    variants = [product(shop.id, each).variant_id for each in (first, second)]
    written, seen = Barrier(2, timeout=10), Barrier(2, timeout=10)

    def slow_sale() -> None:
        with in_business(shop.id):
            lock_stock(variants[:1])
            move_stock([Move(shop.id, variants[0], "reserve", 0, 1, 0, 0)], at=now())
            written.wait()
            seen.wait()
        connection.close()

    thread = Thread(target=slow_sale)
    thread.start()
    written.wait()
    with in_business(shop.id):
        lock_stock(variants[1:])
        move_stock([Move(shop.id, variants[1], "reserve", 0, 1, 0, 0)], at=now())
    between = front_version(shop.id)
    seen.wait()
    thread.join()
    assert front_version(shop.id) != between
