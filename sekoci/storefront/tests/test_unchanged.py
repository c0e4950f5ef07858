"""A page that the visitor has already, with real commits."""

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
