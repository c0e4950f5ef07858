"""A mistyped purchase is taken back: stock and books are what they would be without it, and what happened stays visible."""

import pytest

from sekoci.books.actions import pay_supplier
from sekoci.books.queries import EntryFilter, entries_between, money_between
from sekoci.books.rules import BANK, CASH, OWNER, SHRINKAGE, SUPPLIERS
from sekoci.catalog.actions import (
    BoughtLine,
    Move,
    PaidMeanwhile,
    ProductDraft,
    SoldMeanwhile,
    add_products,
    buy_in,
    correct_stock,
    lock_stock,
    move_stock,
    undo_purchase,
)
from sekoci.catalog.queries import moves_of, product, purchase
from sekoci.catalog.tests.people import balances, is_sound, stocks
from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business

TODAY = day_in("Asia/Jakarta")


@pytest.fixture
def keripik(shop):
    """A variant with 10 pieces that cost 1,000 each."""
    [identity] = add_products(shop.id, [ProductDraft("Keripik", 2_000, stock=10, unit_cost=1_000)], by="owner:1")
    return product(shop.id, identity).variant_id


def buy(shop, *lines, paid_from="cash"):
    return buy_in(shop.id, [BoughtLine(*line) for line in lines], paid_from=paid_from, by="o")


@pytest.mark.parametrize(("paid_from", "account"), [("cash", CASH), ("bank", BANK), ("owner", OWNER), ("supplier", SUPPLIERS)])
def test_stock_and_money_are_as_if_it_had_never_been(shop, keripik, paid_from, account):
    before = balances(shop.id)
    mine = buy(shop, (keripik, 500, 1_300), paid_from=paid_from)
    assert undo_purchase(shop.id, mine, by="o")
    assert not undo_purchase(shop.id, mine, by="o")
    assert stocks(shop.id) == [("", 10, 0, 10_000)]
    assert balances(shop.id) == before | {account: before.get(account, 0)}
    assert money_between(shop.id, TODAY, TODAY).cash_out == 0
    assert [(move.kind, move.on_hand, move.is_undone) for move in moves_of(shop.id, keripik)[0]] == [
        ("undo", -500, False),
        ("purchase", 500, True),
        ("opening", 10, False),
    ]
    rows = entries_between(shop.id, EntryFilter(TODAY, TODAY, show="all")).rows
    assert {(row.kind, row.is_undone) for row in rows} == {("opening", False), ("purchase", True), ("reversal", False)}
    assert is_sound(shop.id)


def test_what_was_bought_together_goes_back_together(shop, keripik):
    [identity] = add_products(shop.id, [ProductDraft("Teh", 2_000)], by="o")
    teh = product(shop.id, identity).variant_id
    mine = buy(shop, (keripik, 5, 1_300), (teh, 3, 700), (teh, 2, 0))
    assert undo_purchase(shop.id, mine, by="o")
    assert stocks(shop.id) == [("", 10, 0, 10_000), ("", 0, 0, 0)]
    assert purchase(shop.id, mine).is_undone
    assert is_sound(shop.id)


@pytest.mark.parametrize(
    ("bought", "cost", "left", "worth"),
    [
        (5, 1_300, 8, 3 * 1_000),
        (5, 1_000_000, 8, 3 * 1_000),  # mistyped a thousandfold: the rest costs what it did before
        (5, 1_000, 5, 0),
        (5, 0, 5, 0),
    ],
)
def test_what_was_sold_in_between_leaves_a_difference_in_the_books(shop, keripik, bought, cost, left, worth):
    mine = buy(shop, (keripik, bought, cost))
    correct_stock(shop.id, keripik, left, reason="rusak", by="o")
    assert undo_purchase(shop.id, mine, by="o")
    [(_, on_hand, _, value)] = stocks(shop.id)
    assert on_hand == left - bought
    assert value == worth
    assert balances(shop.id)[SHRINKAGE] == 10_000 - value
    assert is_sound(shop.id)


def test_pieces_that_are_sold_or_promised_cannot_be_taken_back(shop, keripik):
    mine = buy(shop, (keripik, 5, 1_300))
    with in_business(shop.id):
        lock_stock([keripik])
        move_stock([Move(shop.id, keripik, "reserve", 0, 11, 0, 1_000)], at=now())
    before = balances(shop.id), stocks(shop.id)
    with pytest.raises(SoldMeanwhile) as refused:
        undo_purchase(shop.id, mine, by="o")
    assert "Keripik tinggal 4" in refused.value.sentence("id")
    assert (balances(shop.id), stocks(shop.id)) == before


def test_a_debt_that_is_paid_is_asked_about_first(shop, keripik):
    mine = buy(shop, (keripik, 5, 1_300), paid_from="supplier")
    pay_supplier(shop.id, amount=1_000, paid_from="cash", day=TODAY, key="k")
    with pytest.raises(PaidMeanwhile):
        undo_purchase(shop.id, mine, by="o")
    assert balances(shop.id)[SUPPLIERS] == -5_500


def test_found_pieces_do_not_cost_what_a_purchase_taken_back_said(shop, keripik):
    undo_purchase(shop.id, buy(shop, (keripik, 5, 9_999_999)), by="o")
    correct_stock(shop.id, keripik, 0, reason="", by="o")
    correct_stock(shop.id, keripik, 3, reason="", by="o")
    assert stocks(shop.id) == [("", 3, 0, 3_000)]


def test_a_neighbours_purchase_is_not_found(shop, neighbour, keripik):
    mine = buy(shop, (keripik, 5, 1_300))
    for here, which in ((neighbour, mine), (shop, new_id())):
        with pytest.raises(NotFound):
            undo_purchase(here.id, which, by="o")
        assert purchase(here.id, which) is None


def test_the_owner_gets_there_from_the_stock_and_from_the_money(client, owner, shop, keripik):
    mine, home = buy(shop, (keripik, 5, 1_300)), f"/kelola/{shop.slug}"
    client.force_login(owner)
    address = f"{home}/stok/pembelian/{mine}"
    [entry] = entries_between(shop.id, EntryFilter(TODAY, TODAY)).rows
    for page in (f"{home}/stok/{keripik}", f"{home}/uang", f"{home}/uang/batal/{entry.id}"):
        assert f'href="{address}"' in client.get(page).content.decode(), page
    asked = client.get(address).content.decode()
    assert "Batalkan pembelian?" in asked
    assert "Rp6.500" in asked
    assert "uang kas" in asked
    done = client.post(address, follow=True).content.decode()
    assert "Pembelian dibatalkan." in done
    assert "Pembelian 5 dibatalkan" in done
    assert address not in done
    assert "Pembelian ini sudah dibatalkan" in client.get(address).content.decode()
    assert stocks(shop.id) == [("", 10, 0, 10_000)]


def test_what_cannot_be_taken_back_says_why(client, owner, shop, keripik):
    mine = buy(shop, (keripik, 5, 1_300))
    correct_stock(shop.id, keripik, 4, reason="", by="o")
    client.force_login(owner)
    answer = client.post(f"/kelola/{shop.slug}/stok/pembelian/{mine}")
    assert answer.status_code == 409
    assert "Keripik tinggal 4 yang bebas" in answer.content.decode()


@pytest.mark.parametrize(
    ("paid_from", "said"),
    [
        ("cash", "Stok berkurang dan uangnya kembali."),
        ("bank", "Stok berkurang dan uangnya kembali."),
        ("owner", "Stok berkurang dan modal Anda dihitung kembali."),
        ("supplier", "Stok berkurang dan utangnya hilang."),
    ],
)
def test_the_owner_reads_what_undoing_does_to_their_money(client, owner, shop, keripik, paid_from, said):
    mine = buy(shop, (keripik, 5, 1_300), paid_from=paid_from)
    client.force_login(owner)
    page = client.get(f"/kelola/{shop.slug}/stok/pembelian/{mine}").content.decode()
    assert said in page
    assert [other for other in ("uangnya kembali", "modal Anda", "utangnya hilang") if other in page] == [
        other for other in ("uangnya kembali", "modal Anda", "utangnya hilang") if other in said
    ]


@pytest.mark.parametrize("paid", [1_000, 6_500])
def test_a_debt_paid_in_part_is_neither_unpaid_nor_undone_and_leads_to_the_money(client, owner, shop, keripik, paid):
    mine = buy(shop, (keripik, 5, 1_300), paid_from="supplier")
    pay_supplier(shop.id, amount=paid, paid_from="cash", day=TODAY, key="k")
    client.force_login(owner)
    address = f"/kelola/{shop.slug}/stok/pembelian/{mine}"
    for page in (client.get(address).content.decode(), client.post(address).content.decode()):
        assert "belum dibayar" not in page
        assert "Utangnya sudah dibayar, sebagian atau semua." in page
        assert f'href="/kelola/{shop.slug}/uang?masa=bulan"' in page
        assert "Ya, batalkan pembelian" not in page
