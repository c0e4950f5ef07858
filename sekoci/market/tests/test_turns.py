"""In which order goods stand: what can be bought first, shops by turns, the cheapest by what it costs at this moment."""

from datetime import UTC, datetime, timedelta

import pytest

from sekoci.catalog.actions import DiscountDraft, ProductDraft, VariantDraft, add_products, make_discount, stop_discount
from sekoci.catalog.queries import product
from sekoci.kit import clock
from sekoci.kit.events import deliver
from sekoci.kit.sql import counted
from sekoci.market.queries import Search, find, finding
from sekoci.market.tests.conftest import sells

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


def goods(words: str = "", **facts: object) -> list[str]:
    return [each.item.name for each in find(Search(words, **{"limit": 50} | facts)).products]


@pytest.fixture
def flood(market, shop, neighbour):
    """Thirty keripik of one shop, two of the neighbour."""
    sells(shop, *(f"Keripik {number:02}" for number in range(30)))
    sells(neighbour, "Keripik Bayam", "Keripik Usus")
    deliver("market")


@pytest.mark.parametrize("facts", [{}, {"sort": "baru"}, {"near": "33.72.01"}])
def test_a_shop_of_many_goods_shows_three_before_the_others_had_their_turn(flood, facts):
    found = find(Search("keripik", area="33.72", limit=50, **facts)).products
    first = [each.shop.name for each in found[:5]]
    assert (first.count("Keripik Melati"), first.count("Jus Bu Sri")) == (3, 2)
    assert [each.has_more for each in found].count(True) == 1
    assert len(found) == 30 + 3 + 2
    assert not any(each.has_more for each in find(Search("keripik 1", area="33.72", **facts)).products)  # nobody else has any


def test_pages_of_turns_follow_each_other_without_gap_and_take_no_statement_more(flood):
    seen, cursor = [], None
    for _ in range(9):
        with counted() as statements:
            page = find(Search("", limit=7, cursor=cursor))
        assert len(statements) <= 8
        seen += [each.item.id for each in page.products]
        cursor = page.next
        if cursor is None:
            break
    assert (len(seen), len(set(seen)), cursor) == (39, 39, None)


def test_one_shop_that_fills_all_that_is_looked_at_leaves_room_for_others(flood, monkeypatch):
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 8)
    for words in ("keripik", ""):
        shops = {each.shop.name for each in find(Search(words, area="33.72", limit=50)).products[:6]}
        assert shops == {"Keripik Melati", "Jus Bu Sri"}, words


def test_what_is_sold_out_comes_last_whatever_is_asked(market, shop):
    add_products(shop.id, [ProductDraft(name="Keripik Habis", price=1), ProductDraft(name="Keripik", price=2)], by="test")
    deliver("market")
    for facts in ({}, {"sort": "harga"}, {"sort": "baru"}, {"near": "33.72.01"}):
        assert set(goods("keripik", area="33.72", **facts)[-2:]) == {"Keripik Habis", "Keripik"}, facts


def test_the_cheapest_is_so_by_its_price_of_the_moment(market, shop, neighbour):
    sizes = (VariantDraft("Kecil", 9_000, 5), VariantDraft("Besar", 50_000, 5))
    [jamu] = add_products(shop.id, [ProductDraft(name="Jamu", price=0, variants=sizes)], by="test")
    deliver("market")
    small, large = product(shop.id, jamu).variants

    def cheap() -> list[tuple[str, int]]:
        return [(each.item.name, each.item.price) for each in find(Search("", sort="harga")).products][:2]

    with clock.frozen(NOON):
        assert cheap() == [("Jamu", 9_000), ("Keripik Tempe Renyah 250 gr", 10_000)]
        for facts, lowest in (
            ({"amount": 8_000}, 8_000),
            ({"percent": 1_111}, 8_001),
            ({"variant_id": large.id, "amount": 7_000}, 7_000),
            ({"variant_id": large.id, "percent": 9_000}, 5_000),
            ({"variant_id": small.id, "percent": 5_000}, 4_500),
            ({"product_id": None, "percent": 5_000}, 4_500),
        ):
            made = make_discount(shop.id, DiscountDraft("price", **{"starts_at": NOON, "product_id": jamu} | facts))
            assert cheap()[0] == ("Jamu", lowest), facts
            stop_discount(shop.id, made)
        make_discount(neighbour.id, DiscountDraft("price", NOON, NOON + timedelta(hours=1), percent=5_000))
        assert cheap()[0] == ("Jus Alpukat", 6_000)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert cheap()[0] == ("Jamu", 9_000)
