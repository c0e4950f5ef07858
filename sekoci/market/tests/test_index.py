"""The index and the rows it is made from."""

import pytest

from sekoci.catalog.actions import ProductChange, change_product
from sekoci.kit.events import deliver
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.market import actions, handlers
from sekoci.market.queries import Search, find
from sekoci.market.tests.conftest import sells
from sekoci.operations.verify import market as promises
from sekoci.operations.verify import verify

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[object, ...]]:
    with across_businesses():
        shops = fetch("select slug, area_code, hours, words, reach from market_shop order by business_id")
        return shops + fetch("select id, business_id, price, words from market_product order by id")


def broken() -> list[str]:
    with across_businesses():
        return [row for promise in promises.PROMISES for row in promise.run().wrong]


def test_made_anew_it_is_what_it_was(market):
    before = rows()
    assert actions.rebuild_index() == (3, 7)
    assert rows() == before


def test_twice_is_once(market, shop):
    with across_businesses():
        fetch("update market_product set changed_at = '2020-01-01'")
    actions.index_shops([shop.id, shop.id])
    actions.index_products([each.item.id for each in find(Search("keripik")).products])
    with across_businesses():
        assert fetch("select distinct extract(year from changed_at)::int from market_product") == [(2020,)]


def test_a_thousand_products_take_no_more_statements_than_one(market, shop):
    one = sells(shop, "Satu")
    many = sells(shop, *(f"Macam {number}" for number in range(200)))
    with counted() as few:
        actions.index_products(one)
    with counted() as more:
        actions.index_products(many)
    assert len(few) == len(more)


def test_whoever_dies_between_the_change_and_the_index_is_caught_up(market, shop, monkeypatch):
    sells(shop, "Getuk Lindri")
    monkeypatch.setattr(handlers, "index_products", _dies)
    with pytest.raises(RuntimeError):
        deliver("market")
    assert find(Search("getuk")).products == ()
    monkeypatch.undo()
    deliver("market")
    assert [each.item.name for each in find(Search("getuk")).products] == ["Getuk Lindri"]


def test_verify_waits_for_what_is_announced_and_names_what_is_wrong(market, shop):
    assert broken() == []
    [getuk] = sells(shop, "Getuk Lindri")
    assert broken() == []
    deliver("market")
    change_product(shop.id, getuk, ProductChange(price=7_777), by="test")
    assert broken() == []
    deliver("market")
    with across_businesses():
        fetch("update catalog_product set name = 'Lain' where id = %s", (getuk,))
    assert broken() == [f"product {getuk} of {shop.id} is found by what it was"]
    with across_businesses():
        fetch("delete from market_product where id = %s", (getuk,))
    assert broken() == [f"product {getuk} of {shop.id} is not found"]
    with across_businesses():
        fetch("update registry_business set has_public_shop = false where id = %s", (shop.id,))
    assert f"shop {shop.id} is found, but not public" in broken()
    actions.rebuild_index()
    assert broken() == []


def test_verify_looks_at_the_market(market):
    assert [check.wrong for check in verify().checks if "market" in check.what] == [[], []]


def _dies(*args: object) -> None:
    raise RuntimeError("killed")
