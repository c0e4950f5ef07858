"""The market as JSON."""

import pytest

from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db
MARKET = "/api/v1/market"


def test_the_same_rules_find_the_same_things(client, market, shop):
    page = client.get(MARKET, {"q": "kripik singkogn", "area": "33.72", "near": "33.72.01"}).json()
    [item] = page["items"]
    assert (item["name"], item["price"], item["shop"]["slug"]) == ("Keripik Singkong Pedas", 10_001, shop.slug)
    assert item["metres"] is not None
    assert page["next"] is None
    assert not page["partial"]
    shops = client.get(MARKET, {"show": "shops", "area": "33"}).json()["items"]
    assert [each["shop"]["name"] for each in shops] == ["Jus Bu Sri", "Keripik Melati"]


def test_pages_follow_each_other_and_what_is_hidden_is_in_none(client, market, shop):
    first = client.get(MARKET, {"sort": "price", "limit": 4}).json()
    rest = client.get(MARKET, {"sort": "price", "limit": 4, "cursor": first["next"]}).json()
    prices = [each["price"] for each in first["items"] + rest["items"]]
    assert len(prices) == 7
    assert prices == sorted(prices)
    publish_shop(shop.id, public=False)
    assert len(client.get(MARKET).json()["items"]) == 4


@pytest.mark.parametrize("wrong", [{"area": "x"}, {"limit": "0"}, {"cursor": "kacau"}, {"show": "all"}, {"sort": "dear"}])
def test_what_cannot_be_read_is_a_problem(client, market, wrong):
    answer = client.get(MARKET, wrong)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
