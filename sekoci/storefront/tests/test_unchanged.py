"""A page that the visitor has already, with real commits."""

from uuid import uuid4

import brotli
import pytest

from sekoci.kit import sql
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import change_business, publish_shop
from sekoci.storefront.tests.people import text_of


@pytest.mark.usefixtures("committed")
def test_a_repeat_costs_one_statement_and_what_the_owner_changed_is_seen_at_once(shop, buyer):
    put_on_shelf(shop)
    known = {"If-None-Match": buyer.see()["ETag"]}
    with sql.counted() as statements:
        assert buyer.see(headers=known).status_code == 304
    assert len(statements) == 1
    change_business(shop.id, name="Keripik Mawar")
    assert "Keripik Mawar" in text_of(buyer.see(headers=known))
    publish_shop(shop.id, public=False)
    assert buyer.see(headers=known).status_code == 404


@pytest.mark.usefixtures("committed")
def test_what_one_visitor_was_shown_the_next_gets_without_drawing_until_it_changes(shop, buyer):
    goods = put_on_shelf(shop)
    first = buyer.see()
    with sql.counted() as statements:
        second = buyer.see()
    assert len(statements) == 1
    assert (second.content, second["ETag"], second["Vary"]) == (first.content, first["ETag"], first["Vary"])
    packed = buyer.see(headers={"Accept-Encoding": "br"})
    assert brotli.decompress(packed.content) == first.content
    change_business(shop.id, name="Keripik Mawar")
    assert "Keripik Mawar" in text_of(buyer.see())
    buyer.send("/keranjang", {"barang": goods})
    assert "1 barang" in text_of(buyer.see())
    buyer.client.cookies.clear()
    assert "1 barang" not in text_of(buyer.see())


@pytest.mark.usefixtures("committed")
def test_a_page_that_is_no_longer_there_is_not_shown_to_the_next_visitor(shop, buyer):
    put_on_shelf(shop)
    assert [buyer.see(f"/p/{uuid4()}").status_code for _ in range(2)] == [404, 404]
    assert buyer.see().status_code == 200
    publish_shop(shop.id, public=False)
    assert buyer.see().status_code == 404
