"""The owner's own lists: what is sold out, running low, hidden, removed; why a stock changed; and whether it all adds up."""

import pytest

from sekoci.catalog.actions import (
    BoughtLine,
    Move,
    ProductChange,
    ProductDraft,
    VariantDraft,
    add_products,
    buy_in,
    change_product,
    correct_stock,
    lock_stock,
    move_stock,
    remove_product,
)
from sekoci.catalog.queries import (
    moves_of,
    my_product,
    my_products,
    problems,
    product,
    stock_list,
    stock_of,
    worries,
)
from sekoci.catalog.queries.moves import SORTS as STOCK_SORTS
from sekoci.catalog.queries.owned import SORTS
from sekoci.catalog.tests.people import worth_of_stock
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch


@pytest.fixture
def products(shop):
    """Banyak: 50; Menipis: 2 left of 5; Habis: 0; Simpan: hidden; Kaos: M 9, L 0; Lama: removed with 4 pieces."""
    ids = add_products(
        shop.id,
        [
            ProductDraft("Banyak", 9_000, stock=50, unit_cost=4_000),
            ProductDraft("Menipis", 5_000, stock=5, unit_cost=1_000),
            ProductDraft("Habis", 7_000),
            ProductDraft("Simpan", 1_000, stock=1, is_listed=False),
            ProductDraft("Kaos", 0, variants=(VariantDraft("M", 80_000, 9, 50_000), VariantDraft("L", 85_000))),
            ProductDraft("Lama", 1_000, stock=4, unit_cost=500),
        ],
        by="o",
    )
    found = dict(zip(("banyak", "menipis", "habis", "simpan", "kaos", "lama"), ids, strict=True))
    low, old = (product(shop.id, found[name]).variant_id for name in ("menipis", "lama"))
    with in_business(shop.id):
        lock_stock([low, old])
        move_stock([Move(shop.id, old, "reserve", 0, 1, 0, 0)], at=now())
        move_stock([Move(shop.id, low, "reserve", 0, 3, 0, 0)], at=now())
    remove_product(shop.id, found["lama"], by="o")
    return found


def names(found) -> list[str]:
    return [item.name for item in found.items]


@pytest.mark.parametrize(
    ("only", "wanted"),
    [
        ("", ["Banyak", "Menipis", "Habis", "Simpan", "Kaos"]),
        ("habis", ["Habis"]),
        ("menipis", ["Menipis", "Kaos"]),
        ("tersembunyi", ["Simpan"]),
        ("dihapus", ["Lama"]),
    ],
)
def test_the_list_shows_what_was_asked_for_and_counts_the_rest(shop, products, only, wanted):
    found = my_products(shop.id, only=only)
    assert names(found) == wanted
    assert found.counts == {"": 5, "habis": 1, "menipis": 2, "tersembunyi": 1, "dihapus": 1}


@pytest.mark.parametrize(
    ("sort", "first"), [("", "Banyak"), ("nama", "Banyak"), ("harga", "Simpan"), ("stok", "Habis"), ("baru", "Kaos")]
)
def test_the_list_is_sorted_as_asked(shop, products, sort, first):
    assert names(my_products(shop.id, sort=sort))[0] == first
    assert set(SORTS) == {"", "nama", "harga", "stok", "baru"}


def test_the_list_goes_on_where_it_stopped_and_takes_two_statements(shop, products):
    with in_business(shop.id), counted() as statements:
        first = my_products(shop.id, limit=3)
    assert len(statements) == 2
    rest = my_products(shop.id, start=first.next, limit=3)
    assert names(first) + names(rest) == ["Banyak", "Menipis", "Habis", "Simpan", "Kaos"]
    assert rest.next is None


def test_the_owner_sees_what_is_reserved_and_hidden(shop, neighbour, products):
    menipis = my_product(shop.id, products["menipis"])
    assert (menipis.is_plain, menipis.stock, menipis.variants[0].reserved, menipis.variants[0].unit_cost) == (True, 2, 3, 1_000)
    assert my_product(shop.id, products["simpan"]).is_listed is False
    assert my_product(shop.id, products["lama"]) is None
    assert my_product(shop.id, products["lama"], removed_too=True).is_removed
    assert my_product(neighbour.id, products["banyak"]) is None


def test_what_runs_out_is_named_the_emptiest_first(shop, products):
    assert [(each.name, each.stock) for each in worries(shop.id).low] == [("Habis", 0), ("Kaos - L", 0), ("Menipis", 2)]
    change_product(shop.id, products["menipis"], ProductChange(low_stock_at=1), by="o")
    assert [each.name for each in worries(shop.id, limit=2).low] == ["Habis", "Kaos - L"]
    assert len(worries(shop.id).low) == 2


def test_stock_is_listed_by_variant_with_its_worth(shop, products):
    found = stock_list(shop.id)
    assert names(found) == ["Banyak", "Habis", "Kaos - M", "Kaos - L", "Menipis", "Simpan"]
    assert found.counts == {"": 6, "habis": 2, "menipis": 2, "tanpa-modal": 1, "dihapus": 1}
    assert found.worth == worth_of_stock(shop.id) == 200_000 + 5_000 + 450_000 + 500
    assert names(stock_list(shop.id, only="dihapus")) == ["Lama"]
    assert names(stock_list(shop.id, only="tanpa-modal")) == ["Simpan"]
    assert names(stock_list(shop.id, search="kaos l")) == ["Kaos - L"]
    assert names(stock_list(shop.id, sort="nilai"))[:2] == ["Kaos - M", "Banyak"]
    assert names(stock_list(shop.id, sort="gerak"))[0] == "Menipis"
    for sort in STOCK_SORTS:
        assert len(stock_list(shop.id, sort=sort).items) == 6


def test_every_change_of_a_stock_is_told_the_latest_first(shop, neighbour, products):
    banyak = product(shop.id, products["banyak"]).variant_id
    buy_in(shop.id, [BoughtLine(banyak, 5, 4_400)], paid_from="bank", by="o")
    correct_stock(shop.id, banyak, 54, reason="rusak", by="o")
    told, before = moves_of(shop.id, banyak, limit=2)
    assert [(each.kind, each.on_hand, each.note) for each in told] == [("correction", -1, "rusak"), ("purchase", 5, "bank")]
    rest, end = moves_of(shop.id, banyak, before=before)
    assert [(each.kind, each.on_hand) for each in rest] == [("opening", 50)]
    assert end is None
    assert moves_of(neighbour.id, banyak) == ((), None)
    assert stock_of(neighbour.id, banyak) is None
    assert stock_of(shop.id, banyak).on_hand == 54


def wrong() -> dict[str, list[str]]:
    return {each.what: each.wrong for each in problems() if each.wrong}


def test_a_sound_shop_has_no_problems_and_is_counted(shop, products):
    assert wrong() == {}
    assert [each.counted for each in problems()] == [8, 7, 6]


@pytest.mark.parametrize("column", ["on_hand", "reserved", "value"])
def test_a_stock_that_is_not_what_its_moves_say_is_named(shop, products, column):
    banyak = product(shop.id, products["banyak"]).variant_id
    with in_business(shop.id):
        fetch(f"update catalog_stock set {column} = {column} + 1 where variant_id = %s", (banyak,))  # noqa: S608
    [[text]] = wrong().values()
    assert str(banyak) in text
    assert str(shop.id) in text


def test_a_move_without_a_stock_and_a_product_without_anything_to_sell_are_named(shop, products):
    banyak = product(shop.id, products["banyak"]).variant_id
    with in_business(shop.id):
        fetch("delete from catalog_stock where variant_id = %s", (banyak,))
    found = wrong()
    assert any("moves without a stock" in text for text in found["stocks equal the sums of their moves"])
    assert any("Banyak" in text for text in found["every product has something to sell"])
