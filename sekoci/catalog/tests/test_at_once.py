"""Many at once: the same thing sent by many threads happens once, different things all happen, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from sekoci.catalog.actions import BoughtLine, ProductDraft, PurchaseKeyReused, add_products, buy_in, correct_stock
from sekoci.catalog.queries import product
from sekoci.catalog.tests.people import a_shop, an_owner, is_sound, stocks
from sekoci.kit.ids import new_id

pytestmark = pytest.mark.usefixtures("committed")
MANY = 12


def at_once(*verbs: Callable[[], object]) -> list[object]:
    def run(verb: Callable[[], object]) -> object:
        try:
            return verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, verb) for verb in verbs]]


def test_one_form_sent_by_many_taps_adds_one_product():
    shop = a_shop(an_owner())
    draft = ProductDraft("Sirup", 20_000, stock=3, unit_cost=12_000, id=new_id())
    answers = at_once(*[lambda: add_products(shop.id, [draft], by="o")] * MANY)
    assert answers == [[draft.id]] * MANY
    assert stocks(shop.id) == [("", 3, 0, 36_000)]
    assert is_sound(shop.id)


def test_one_key_sent_by_many_adds_one_product_and_all_get_the_same_answer():
    shop = a_shop(an_owner())
    answers = at_once(*[lambda: add_products(shop.id, [ProductDraft("Sirup", 20_000, stock=3, key="k")], by="api")] * MANY)
    assert len({answer[0] for answer in answers}) == 1
    assert stocks(shop.id) == [("", 3, 0, 0)]


def test_one_purchase_sent_many_times_at_once_counts_once():
    shop = a_shop(an_owner())
    [identity] = add_products(shop.id, [ProductDraft("Sirup", 20_000)], by="o")
    variant, purchase = product(shop.id, identity).variant_id, new_id()
    at_once(*[lambda: buy_in(shop.id, [BoughtLine(variant, 5, 700)], paid_from="cash", by="o", purchase_id=purchase)] * MANY)
    assert stocks(shop.id) == [("", 5, 0, 3_500)]
    assert is_sound(shop.id)


def test_one_key_for_purchases_of_different_products_at_once_buys_one_of_them():
    shop = a_shop(an_owner())
    ids = add_products(shop.id, [ProductDraft(f"Kue {n}", 1_000) for n in range(MANY)], by="o")
    variants, purchase = [product(shop.id, each).variant_id for each in ids], new_id()

    def buy(variant: UUID) -> str:
        try:
            buy_in(shop.id, [BoughtLine(variant, 5, 700)], paid_from="cash", by="o", purchase_id=purchase)
        except PurchaseKeyReused as refused:
            return refused.code
        return "bought"

    answers = at_once(*[lambda each=each: buy(each) for each in variants])
    assert sorted(answers) == ["bought"] + ["key_reused"] * (MANY - 1)
    assert sum(row[1] for row in stocks(shop.id)) == 5
    assert is_sound(shop.id)


def test_purchases_and_counts_of_many_lose_nothing():
    shop = a_shop(an_owner())
    ids = add_products(shop.id, [ProductDraft(f"Kue {n}", 1_000, stock=10, unit_cost=333) for n in range(3)], by="o")
    variants = [product(shop.id, each).variant_id for each in ids]
    lines = [BoughtLine(variant, 2, 501) for variant in variants]
    buys = [
        lambda: buy_in(shop.id, lines, paid_from="cash", by="o"),
        lambda: buy_in(shop.id, lines[::-1], paid_from="bank", by="o"),
    ]
    counts = [lambda each=each: correct_stock(shop.id, each, 7, reason="hitung", by="o") for each in variants]
    at_once(*buys * 4, *counts)
    at_once(*[lambda each=each: correct_stock(shop.id, each, 1, reason="hitung", by="o") for each in variants])
    assert [row[1] for row in stocks(shop.id)] == [1, 1, 1]
    assert is_sound(shop.id)
