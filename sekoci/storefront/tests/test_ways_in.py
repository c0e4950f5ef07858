"""An order knows by which of the shop's links its buyer came."""

from datetime import timedelta

import pytest

from sekoci.kit.clock import now
from sekoci.orders.queries import count_by_way_in, orders_of
from sekoci.orders.tests.people import put_on_shelf

pytestmark = pytest.mark.django_db


def ways_in(shop):
    return [order.way_in for order in orders_of(shop.id).items]


def test_a_buyer_who_came_by_a_link_is_known_by_it(shop, buyer):
    keripik = put_on_shelf(shop)
    buyer.see("?dari=wa")
    buyer.see(f"/p/{keripik}?dari=ig")
    buyer.ordered(keripik)
    assert ways_in(shop) == ["ig"]
    assert count_by_way_in(shop.id, since=now() - timedelta(hours=1)) == {"ig": 1}


def test_a_page_that_the_visitor_already_has_counts_too(shop, buyer):
    tag = buyer.see("?dari=poster")["ETag"]
    buyer.client.cookies.clear()
    again = buyer.see("?dari=poster", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.cookies["dari"].value == "poster"


def test_links_that_are_none_of_ours_count_as_none(shop, buyer):
    keripik = put_on_shelf(shop)
    assert "dari" not in buyer.see("?dari=evil%0d%0aSet-Cookie:x").cookies
    buyer.client.cookies["dari"] = "x" * 300
    buyer.ordered(keripik)
    assert ways_in(shop) == [""]


def test_the_owner_sees_it_on_the_order(shop, owner, buyer):
    keripik = put_on_shelf(shop)
    buyer.see("?dari=meja")
    buyer.ordered(keripik)
    [order] = orders_of(shop.id).items
    buyer.client.force_login(owner.person)
    assert "Datang lewat Papan meja" in buyer.client.get(f"/kelola/{shop.slug}/pesanan/{order.id}").content.decode()
