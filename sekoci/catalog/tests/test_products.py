"""An owner lists what she sells, changes it, takes it away and brings it back."""

from uuid import UUID

import pytest

from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog.actions import (
    Move,
    ProductChange,
    ProductDraft,
    ProductGone,
    VariantChange,
    VariantDraft,
    add_products,
    change_product,
    lock_stock,
    move_stock,
    remove_product,
    restore_product,
)
from sekoci.catalog.queries import moves_of, product, shelf
from sekoci.catalog.tests.people import balances, is_sound, stocks
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch

KERIPIK = ProductDraft("Keripik tempe", 15_000, stock=20, unit_cost=9_000, unit="bungkus")
KAOS = ProductDraft(
    "Kaos",
    0,
    variants=(VariantDraft("M", 80_000, 5, 50_000), VariantDraft("L", 85_000, 0), VariantDraft("XL", 90_000, 2, 52_000)),
)


def rows_in(business_id: int) -> dict[str, int]:
    tables = ("catalog_product", "catalog_variant", "catalog_stock", "catalog_stockmove", "books_entry", "books_entryline")
    with in_business(business_id):
        return {table: fetch(f"select count(*) from {table}")[0][0] for table in tables}  # noqa: S608  names are ours


def test_a_new_product_is_on_the_shelf_and_its_stock_in_the_books(shop):
    [keripik, kaos] = add_products(shop.id, [KERIPIK, KAOS], by="owner:1")
    found = shelf(shop.id)
    assert [(item.id, item.name, item.price, item.highest_price, item.stock) for item in found.items] == [
        (keripik, "Keripik tempe", 15_000, 15_000, 20),
        (kaos, "Kaos", 80_000, 90_000, 7),
    ]
    assert found.items[0].variants == () and found.items[0].variant_id is not None
    assert [(each.name, each.price, each.stock) for each in found.items[1].variants] == [
        ("M", 80_000, 5),
        ("L", 85_000, 0),
        ("XL", 90_000, 2),
    ]
    assert found.items[1].variant_id is None
    worth = 20 * 9_000 + 5 * 50_000 + 2 * 52_000
    assert balances(shop.id) == {INVENTORY: worth, OWNER: -worth}
    assert sum(value for *_, value in stocks(shop.id)) == worth


def test_one_refused_product_refuses_all_and_nothing_changed(shop):
    with pytest.raises(Invalid) as refused:
        add_products(shop.id, [KERIPIK, ProductDraft("Gratis", 0)], by="owner:1")
    assert refused.value.field == "price"
    assert set(rows_in(shop.id).values()) == {0}


def test_the_same_form_sent_twice_adds_one_product(shop):
    mine = new_id()
    draft = ProductDraft("Sirup", 20_000, stock=3, unit_cost=12_000, id=mine)
    assert add_products(shop.id, [draft], by="owner:1") == [mine]
    before = rows_in(shop.id)
    assert add_products(shop.id, [draft], by="owner:1") == [mine]
    assert add_products(shop.id, [draft, draft], by="owner:1") == [mine, mine]
    assert rows_in(shop.id) == before


def test_a_thousand_products_take_as_many_statements_as_one(shop):
    with counted() as one:
        add_products(shop.id, [KAOS], by="owner:1")
    with counted() as many:
        add_products(shop.id, [ProductDraft(f"Barang {n}", 1_000 + n, stock=n, unit_cost=500) for n in range(1000)], by="owner:1")
    assert len(one) == len(many) <= 9


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ProductDraft("", 1_000), "name"),
        (ProductDraft("  \u200b ", 1_000), "name"),
        (ProductDraft("x" * 121, 1_000), "name"),
        (ProductDraft("Teh", -5), "price"),
        (ProductDraft("Teh", 10**12), "price"),
        (ProductDraft("Teh", 1_000, stock=-1), "stock"),
        (ProductDraft("Teh", 1_000, stock=1_000_001), "stock"),
        (ProductDraft("Teh", 1_000, unit_cost=-1), "unit_cost"),
        (ProductDraft("Teh", 1_000, unit="x" * 21), "unit"),
        (ProductDraft("Teh", 1_000, description="x" * 2001), "description"),
        (ProductDraft("Teh", 1_000, low_stock_at=-1), "low_stock_at"),
        (ProductDraft("Teh", 0, variants=(VariantDraft("", 1_000),)), "variant"),
        (ProductDraft("Teh", 0, variants=(VariantDraft("A", 1_000), VariantDraft("a", 2_000))), "variant"),
        (ProductDraft("Teh", 0, variants=(VariantDraft("A", 0),)), "price"),
        (ProductDraft("Teh", 0, variants=tuple(VariantDraft(f"{n}", 1_000) for n in range(51))), "variants"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(shop, draft, field):
    with pytest.raises(Invalid) as refused:
        add_products(shop.id, [draft], by="owner:1")
    assert refused.value.field == field
    assert refused.value.sentence("id") != refused.value.sentence("en")


def test_a_change_touches_only_what_it_names(shop):
    [keripik] = add_products(shop.id, [KERIPIK], by="owner:1")
    before = product(shop.id, keripik)
    change_product(shop.id, keripik, ProductChange(price=17_500), by="owner:1")
    after = product(shop.id, keripik)
    assert (before.price, after.price, after.highest_price) == (15_000, 17_500, 17_500)
    assert (after.name, after.unit, after.stock, after.variant_id) == (before.name, "bungkus", 20, before.variant_id)
    change_product(shop.id, keripik, ProductChange(name="Keripik  pedas", is_listed=False), by="owner:1")
    assert product(shop.id, keripik) is None
    change_product(shop.id, keripik, ProductChange(is_listed=True), by="owner:1")
    assert product(shop.id, keripik).name == "Keripik pedas"


def test_variants_are_renamed_added_and_removed_in_one_change(shop):
    [kaos] = add_products(shop.id, [KAOS], by="owner:1")
    m, _l, xl = product(shop.id, kaos).variants
    with counted() as statements:
        change_product(
            shop.id,
            kaos,
            ProductChange(
                variants=(
                    VariantChange("XXL", 95_000, xl.id),
                    VariantChange("S", 70_000, stock=4, unit_cost=40_000),
                    VariantChange("M", 80_000, m.id),
                )
            ),
            by="owner:1",
        )
    assert len(statements) <= 12
    after = product(shop.id, kaos).variants
    assert [(each.name, each.price, each.stock) for each in after] == [("XXL", 95_000, 2), ("S", 70_000, 4), ("M", 80_000, 5)]
    assert [each.id for each in after][::2] == [xl.id, m.id]
    assert balances(shop.id)[INVENTORY] == sum(value for *_, value in stocks(shop.id)) == 354_000 + 160_000


def test_a_plain_product_becomes_one_with_choices_and_keeps_its_stock(shop):
    [keripik] = add_products(shop.id, [KERIPIK], by="owner:1")
    plain = product(shop.id, keripik).variant_id
    change = ProductChange(variants=(VariantChange("Original", 15_000, plain), VariantChange("Pedas", 16_000)))
    change_product(shop.id, keripik, change, by="owner:1")
    assert [(each.name, each.stock) for each in product(shop.id, keripik).variants] == [("Original", 20), ("Pedas", 0)]
    with pytest.raises(Invalid):
        change_product(shop.id, keripik, ProductChange(price=1_000), by="owner:1")


def test_a_change_with_a_choice_of_another_product_is_refused_and_nothing_changed(shop, neighbour):
    [keripik, kaos] = add_products(shop.id, [KERIPIK, KAOS], by="owner:1")
    [theirs] = add_products(neighbour.id, [KERIPIK], by="owner:2")
    own = product(shop.id, keripik).variant_id
    for foreign in (product(shop.id, kaos).variants[0].id, product(neighbour.id, theirs).variant_id, new_id()):
        with pytest.raises(Invalid):
            change_product(
                shop.id,
                keripik,
                ProductChange(name="Lain", variants=(VariantChange("A", 1, own), VariantChange("B", 1, foreign))),
                by="owner:1",
            )
    assert product(shop.id, keripik).name == "Keripik tempe"
    assert product(shop.id, kaos).variants[0].price == 80_000
    assert product(neighbour.id, theirs).price == 15_000


def test_a_removed_product_leaves_shelf_stock_and_books_and_comes_back_with_all_of_it(shop):
    [keripik] = add_products(shop.id, [KERIPIK], by="owner:1")
    variant = product(shop.id, keripik).variant_id
    with in_business(shop.id):
        lock_stock([variant])
        move_stock([Move(shop.id, variant, "reserve", 0, 2, 0, 9_000)], at=now())
    remove_product(shop.id, keripik, by="owner:1")
    remove_product(shop.id, keripik, by="owner:1")
    assert shelf(shop.id).items == ()
    assert product(shop.id, keripik) is None
    assert stocks(shop.id) == [("", 2, 2, 18_000)]
    assert balances(shop.id) == {INVENTORY: 18_000, OWNER: -180_000, SHRINKAGE: 162_000}
    for _ in range(2):
        restore_product(shop.id, keripik, by="owner:1")
        assert shelf(shop.id).items[0].stock == 18
        assert stocks(shop.id) == [("", 20, 2, 180_000)]
        assert balances(shop.id) == {INVENTORY: 180_000, OWNER: -180_000, SHRINKAGE: 0}
    told = [(move.on_hand, move.note) for move in moves_of(shop.id, variant)[0]]
    assert told[:2] == [(18, "dikembalikan ke toko"), (-18, "dihapus dari toko")]
    remove_product(shop.id, keripik, by="owner:1")
    restore_product(shop.id, keripik, by="owner:1")
    assert stocks(shop.id) == [("", 20, 2, 180_000)]
    assert is_sound(shop.id)


def test_what_is_left_of_a_removed_variant_is_written_off_and_never_comes_back_with_the_product(shop):
    both = (VariantDraft("M", 80_000, 5, 50_000), VariantDraft("L", 85_000, 2, 60_000))
    [kaos] = add_products(shop.id, [ProductDraft("Kaos", 0, variants=both)], by="owner:1")
    m = product(shop.id, kaos).variants[0]
    change_product(shop.id, kaos, ProductChange(variants=(VariantChange("M", 80_000, m.id),)), by="owner:1")
    assert stocks(shop.id) == [("M", 5, 0, 250_000), ("L", 0, 0, 0)]
    remove_product(shop.id, kaos, by="owner:1")
    assert balances(shop.id)[INVENTORY] == 0
    restore_product(shop.id, kaos, by="owner:1")
    assert stocks(shop.id) == [("M", 5, 0, 250_000), ("L", 0, 0, 0)]
    assert balances(shop.id)[INVENTORY] == 250_000
    assert is_sound(shop.id)


@pytest.mark.parametrize("verb", ["change", "remove", "restore"])
def test_a_neighbours_product_is_not_found(shop, neighbour, verb):
    [theirs] = add_products(neighbour.id, [KERIPIK], by="owner:2")
    verbs = {
        "change": lambda identity: change_product(shop.id, identity, ProductChange(name="Milik saya"), by="owner:1"),
        "remove": lambda identity: remove_product(shop.id, identity, by="owner:1"),
        "restore": lambda identity: restore_product(shop.id, identity, by="owner:1"),
    }
    for identity in (theirs, UUID(int=5)):
        with pytest.raises(ProductGone):
            verbs[verb](identity)
    assert product(neighbour.id, theirs).name == "Keripik tempe"
