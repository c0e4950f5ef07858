"""Buying more, counting, saying what it cost: stock and books move together, once."""

from datetime import date

import pytest

from sekoci.books.actions import AlreadyRecorded, EntryDraft, Line, record_entries
from sekoci.books.rules import BANK, CASH, INVENTORY, OWNER, SHRINKAGE, SUPPLIERS
from sekoci.catalog.actions import (
    BoughtLine,
    Move,
    ProductDraft,
    ProductGone,
    StillReserved,
    TooMuchStock,
    TooMuchWorth,
    add_products,
    buy_in,
    correct_cost,
    correct_stock,
    lock_stock,
    move_stock,
)
from sekoci.catalog.queries import product
from sekoci.catalog.tests.people import balances, stocks
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch


@pytest.fixture
def keripik(shop):
    """A variant with 10 pieces that cost 1,000 each."""
    [identity] = add_products(shop.id, [ProductDraft("Keripik", 2_000, stock=10, unit_cost=1_000)], by="owner:1")
    return product(shop.id, identity).variant_id


def moves(business_id):
    with in_business(business_id):
        return fetch("select kind, on_hand, value, unit_cost, note from catalog_stockmove order by at, id")


@pytest.mark.parametrize(("paid_from", "account"), [("cash", CASH), ("bank", BANK), ("owner", OWNER), ("supplier", SUPPLIERS)])
def test_bought_pieces_are_on_the_shelf_and_paid_from_where_the_owner_said(shop, keripik, paid_from, account):
    before = balances(shop.id).get(account, 0)
    buy_in(shop.id, [BoughtLine(keripik, 5, 1_300)], paid_from=paid_from, by="owner:1")
    assert stocks(shop.id) == [("", 15, 0, 16_500)]
    assert balances(shop.id)[account] == before - 6_500
    assert balances(shop.id)[INVENTORY] == 16_500
    assert moves(shop.id)[-1] == ("purchase", 5, 6_500, 1_300, paid_from)


def test_a_purchase_sent_twice_counts_once(shop, keripik):
    mine = new_id()
    for _ in range(3):
        assert buy_in(shop.id, [BoughtLine(keripik, 5, 0)], paid_from="cash", by="o", purchase_id=mine) == mine
    assert stocks(shop.id) == [("", 15, 0, 10_000)]
    assert len(moves(shop.id)) == 2


def test_no_stock_moves_without_its_entry(shop, keripik):
    mine = new_id()
    with in_business(shop.id):
        line = Line(INVENTORY, CASH, 1)
        record_entries([EntryDraft(shop.id, "purchase", str(mine), "Lain", date(2026, 11, 21), now(), (line,))])
    with pytest.raises(AlreadyRecorded):
        buy_in(shop.id, [BoughtLine(keripik, 5, 700)], paid_from="cash", by="o", purchase_id=mine)
    assert stocks(shop.id) == [("", 10, 0, 10_000)]


def test_a_purchase_of_many_takes_as_many_statements_as_one(shop):
    ids = add_products(shop.id, [ProductDraft(f"B{n}", 1_000) for n in range(50)], by="o")
    variants = [product(shop.id, each).variant_id for each in ids]
    with counted() as one:
        buy_in(shop.id, [BoughtLine(variants[0], 1, 500)], paid_from="cash", by="o")
    with counted() as many:
        buy_in(shop.id, [BoughtLine(each, 2, 500) for each in variants], paid_from="cash", by="o")
    assert len(one) == len(many) <= 8


@pytest.mark.parametrize(
    ("quantity", "cost", "paid_from", "field"),
    [
        (0, 1, "cash", "quantity"),
        (-1, 1, "cash", "quantity"),
        (10**12, 1, "cash", "quantity"),
        (1, -1, "cash", "unit_cost"),
        (1, 10**15, "cash", "unit_cost"),
        (1, 1, "pinjaman", "paid_from"),
    ],
)
def test_a_purchase_that_makes_no_sense_is_refused_and_nothing_changed(shop, keripik, quantity, cost, paid_from, field):
    with pytest.raises(Invalid) as refused:
        buy_in(shop.id, [BoughtLine(keripik, quantity, cost)], paid_from=paid_from, by="o")
    assert refused.value.field == field
    assert stocks(shop.id) == [("", 10, 0, 10_000)]


def test_more_than_anybody_can_have_is_refused_politely(shop, keripik):
    dear = [BoughtLine(keripik, 1_000_000, 100_000_000_000)] * 100
    with pytest.raises(TooMuchStock):
        buy_in(shop.id, dear, paid_from="cash", by="o")
    assert stocks(shop.id) == [("", 10, 0, 10_000)]


def test_missing_pieces_leave_at_the_moving_average(shop, keripik):
    buy_in(shop.id, [BoughtLine(keripik, 5, 1_300)], paid_from="cash", by="o")
    assert correct_stock(shop.id, keripik, 12, reason="rusak", by="o") == -3
    assert stocks(shop.id) == [("", 12, 0, 13_200)]
    assert balances(shop.id)[SHRINKAGE] == 3_300
    assert balances(shop.id)[INVENTORY] == 13_200
    assert moves(shop.id)[-1] == ("correction", -3, -3_300, 1_100, "rusak")


def test_found_pieces_come_in_at_the_moving_average_or_the_last_known_cost(shop, keripik):
    assert correct_stock(shop.id, keripik, 11, reason="", by="o") == 1
    assert stocks(shop.id) == [("", 11, 0, 11_000)]
    correct_stock(shop.id, keripik, 0, reason="hilang", by="o")
    assert stocks(shop.id) == [("", 0, 0, 0)]
    correct_stock(shop.id, keripik, 4, reason="ketemu", by="o")
    assert stocks(shop.id) == [("", 4, 0, 4_000)]
    assert balances(shop.id)[INVENTORY] == 4_000


def test_counting_the_same_again_changes_nothing(shop, keripik):
    correct_stock(shop.id, keripik, 7, reason="rusak", by="o")
    before = moves(shop.id)
    assert correct_stock(shop.id, keripik, 7, reason="rusak", by="o") == 0
    assert moves(shop.id) == before


def test_what_buyers_reserved_cannot_be_counted_away(shop, keripik):
    with in_business(shop.id):
        lock_stock([keripik])
        move_stock([Move(shop.id, keripik, "reserve", 0, 4, 0, 1_000)], at=now())
    with pytest.raises(StillReserved) as refused:
        correct_stock(shop.id, keripik, 3, reason="", by="o")
    assert "4" in refused.value.sentence("id")
    assert stocks(shop.id) == [("", 10, 4, 10_000)]
    assert correct_stock(shop.id, keripik, 4, reason="", by="o") == -6


def test_a_cost_said_later_changes_the_value_and_the_owners_capital(shop):
    [identity] = add_products(shop.id, [ProductDraft("Teh", 5_000, stock=8)], by="o")
    teh = product(shop.id, identity).variant_id
    assert correct_cost(shop.id, teh, 3_000, by="o") == 24_000
    assert balances(shop.id) == {INVENTORY: 24_000, OWNER: -24_000}
    assert correct_cost(shop.id, teh, 3_000, by="o") == 0
    assert correct_cost(shop.id, teh, 2_500, by="o") == -4_000
    assert balances(shop.id) == {INVENTORY: 20_000, OWNER: -20_000}
    assert stocks(shop.id) == [("", 8, 0, 20_000)]


def test_a_neighbours_stock_is_not_found(shop, neighbour):
    [identity] = add_products(neighbour.id, [ProductDraft("Kopi", 1_000, stock=3)], by="o")
    theirs = product(neighbour.id, identity).variant_id
    for verb in (
        lambda: buy_in(shop.id, [BoughtLine(theirs, 1, 1)], paid_from="cash", by="o"),
        lambda: correct_stock(shop.id, theirs, 1, reason="", by="o"),
        lambda: correct_cost(shop.id, theirs, 1, by="o"),
        lambda: correct_stock(shop.id, new_id(), 1, reason="", by="o"),
    ):
        with pytest.raises(ProductGone):
            verb()
    assert stocks(neighbour.id) == [("", 3, 0, 0)]


def test_a_stock_worth_more_than_a_thousand_trillion_is_a_typing_error(shop):
    with pytest.raises(TooMuchWorth):
        add_products(shop.id, [ProductDraft("Emas", 1, stock=1_000_000, unit_cost=100_000_000_000)], by="o")
    [identity] = add_products(shop.id, [ProductDraft("Emas", 1, stock=10_000, unit_cost=100_000_000_000)], by="o")
    emas = product(shop.id, identity).variant_id
    before = stocks(shop.id), balances(shop.id)
    assert before[0] == [("", 10_000, 0, 10**15)]
    with pytest.raises(TooMuchWorth):
        buy_in(shop.id, [BoughtLine(emas, 1, 1)], paid_from="cash", by="o")
    with pytest.raises(TooMuchWorth):
        correct_stock(shop.id, emas, 10_001, reason="", by="o")
    assert (stocks(shop.id), balances(shop.id)) == before
    correct_stock(shop.id, emas, 9_999, reason="", by="o")
    correct_stock(shop.id, emas, 0, reason="", by="o")
    buy_in(shop.id, [BoughtLine(emas, 1_000_000, 1)], paid_from="cash", by="o")
    with pytest.raises(TooMuchWorth) as refused:
        correct_cost(shop.id, emas, 100_000_000_000, by="o")
    assert "Rp1.000 triliun" in refused.value.sentence("id")


def test_a_purchase_is_one_sum_and_worth_no_more_in_all(shop):
    ids = add_products(shop.id, [ProductDraft(name, 1) for name in ("Emas", "Perak")], by="o")
    with pytest.raises(TooMuchWorth):
        buy_in(
            shop.id,
            [BoughtLine(product(shop.id, each).variant_id, 6_000, 100_000_000_000) for each in ids],
            paid_from="cash",
            by="o",
        )
    assert stocks(shop.id) == [("", 0, 0, 0)] * 2
