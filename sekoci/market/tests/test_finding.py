"""Finding: what is found, and what never is."""

from datetime import UTC, datetime

import pytest

from sekoci.catalog.actions import ProductChange, change_product, remove_product, restore_product
from sekoci.kit import clock
from sekoci.kit.events import deliver
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.market import rules
from sekoci.market.queries import Search, find
from sekoci.registry.actions import change_business, publish_shop
from sekoci.registry.models import Business

pytestmark = pytest.mark.django_db

AT_MELATI = ["Keripik Singkong Pedas", "Keripik Tempe Renyah 250 gr", "Rempeyek Kacang"]
"""The shop's own name counts too, so that its rempeyek is found by `keripik`; what is called so comes first."""


def goods(words: str = "", **facts: object) -> list[str]:
    return [each.item.name for each in find(Search(words, **facts)).products]


def stalls(words: str = "", **facts: object) -> list[str]:
    return [each.shop.name for each in find(Search(words, shops=True, **facts)).shops]


@pytest.mark.parametrize(
    "typed",
    [
        "keripik singkong", "KRIPIK  singkong", "kripikk singkong pedes", "singkong", "sing", "jual keripik singkong", "singkogn",
        "keripik singkon", "ketela", "keripik singkong melati", "keripik singkong laweyan", "singkong solo",
    ],
)  # fmt: skip
def test_a_product_is_found_as_people_write_it(market, typed):
    assert goods(typed) == ["Keripik Singkong Pedas"]


def test_numbers_are_found_with_their_unit_and_nothing_is_found_by_half(market):
    assert goods("keripik 250g") == ["Keripik Tempe Renyah 250 gr"]
    assert goods("250 gram") == ["Keripik Tempe Renyah 250 gr"]
    assert goods("keripik durian") == []
    assert goods("juice") == ["Jus Alpukat", "Jus Mangga"]
    assert goods("?!") == []


def test_an_area_holds_what_lies_in_it(market):
    assert set(goods("keripik")) == {*AT_MELATI, "Keripik Pisang Makassar"}
    for area in ("33", "33.72", "33.72.01"):
        assert sorted(goods("keripik", area=area)) == AT_MELATI
    assert goods("keripik", area="73") == ["Keripik Pisang Makassar"]
    assert goods("keripik", area="99") == []
    assert stalls(area="33.72.01") == ["Jus Bu Sri", "Keripik Melati"]
    assert stalls("kopi") == ["Kopi Daeng"]


def test_kinds_of_business_and_their_groups(market):
    assert stalls(kind="keripik-camilan") == ["Keripik Melati"]
    assert stalls(kind="makanan", area="33") == ["Jus Bu Sri", "Keripik Melati"]
    assert goods("tempe", kind="kopi") == []
    assert stalls(kind="x' | '@33") == []


def test_what_is_called_so_comes_before_what_a_shop_of_that_name_sells(market):
    assert goods("keripik", area="33")[-1] == "Rempeyek Kacang"


def test_near_a_place_means_the_cells_around_it_the_nearest_first(market):
    found = find(Search("keripik", near="33.72"))
    assert sorted(each.item.name for each in found.products) == AT_MELATI
    assert all(each.metres is not None and each.metres < 10_000 for each in found.products)
    assert goods("keripik", near="73.71.01") == ["Keripik Pisang Makassar"]


def test_open_now_asks_the_clock_of_each_shop(market, monkeypatch):
    monday = datetime(2026, 11, 23, 3, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: monday)
    assert stalls(area="33", open_now=True) == ["Keripik Melati"]
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 3, tzinfo=UTC))
    assert stalls(area="33", open_now=True) == ["Jus Bu Sri", "Keripik Melati"]


def test_a_holiday_closes_a_shop_that_is_open_in_an_ordinary_week(market, shop, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 25, 3, tzinfo=UTC))
    change_business(shop.id, opening_hours={"closed": ["2026-12-25"]})
    assert "Keripik Melati" not in stalls(open_now=True)
    assert "Keripik Melati" in stalls()


def test_prices_sort_and_pages_follow_each_other_without_gap(market):
    first = find(Search("", sort="harga", limit=3))
    rest = find(Search("", sort="harga", limit=10, cursor=first.next))
    prices = [each.item.price for each in (*first.products, *rest.products)]
    assert prices == sorted(prices)
    assert len(prices) == 7
    assert rest.next is None


@pytest.mark.parametrize("shops", [True, False])
def test_any_question_takes_at_most_nine_statements(market, shops):
    with counted() as statements:
        find(Search("keripik zzzzzz", area="33.72", near="33.72.01", shops=shops, open_now=True))
        assert len(statements) <= 9
    with counted() as statements:
        find(Search("keripik", area="33.72", near="33.72.01", shops=shops))
    assert len(statements) <= 8


def test_what_is_hidden_is_not_found_even_before_anybody_heard_of_it(market, shop):
    publish_shop(shop.id, public=False)
    assert goods("keripik tempe") == []
    assert "Keripik Melati" not in stalls()
    deliver("market")
    with across_businesses():
        assert fetch("select 1 from market_product where business_id = %s", (shop.id,)) == []
        assert fetch("select 1 from market_shop where business_id = %s", (shop.id,)) == []
    publish_shop(shop.id)
    deliver("market")
    assert goods("keripik tempe") == ["Keripik Tempe Renyah 250 gr"]


def test_a_closed_business_and_a_removed_or_hidden_product_are_gone(market, shop, other_shop):
    [tempe] = [each.item.id for each in find(Search("keripik tempe")).products]
    remove_product(shop.id, tempe, by="test")
    assert goods("keripik tempe") == []
    deliver("market")
    restore_product(shop.id, tempe, by="test")
    deliver("market")
    assert goods("keripik tempe") == ["Keripik Tempe Renyah 250 gr"]
    change_product(shop.id, tempe, ProductChange(is_listed=False), by="test")
    assert goods("keripik tempe") == []
    with in_business(other_shop.id):
        Business.objects.filter(id=other_shop.id).update(closed_at=clock.now())
    assert goods("kopi") == []


def test_a_shop_that_moves_or_is_called_otherwise_takes_its_products_along(market, shop):
    change_business(shop.id, area_code="73.71.01", name="Renyah Jaya")
    deliver("market")
    assert "Keripik Singkong Pedas" in goods("keripik", area="73")
    assert "Keripik Singkong Pedas" not in goods("keripik", area="33")
    assert goods("rempeyek renyah jaya") == ["Rempeyek Kacang"]


@pytest.mark.parametrize(
    "typed", ["'; drop table x --", "a' | 'b", "\\", "\x00keripik", "@33", "#-76_1107", "'':*", "!keripik", "(" * 50]
)
def test_what_is_typed_never_becomes_a_question_of_its_own(market, typed):
    assert isinstance(goods(typed), list)
    assert isinstance(stalls(typed), list)


def test_opening_hours_become_minutes_of_a_week_in_utc():
    assert rules.open_week({}, "Asia/Jakarta") is None
    assert rules.open_week({"closed": ["2026-01-01"]}, "Asia/Jakarta") is None
    assert rules.open_week({"tue": [["08:00", "17:00"]]}, "Asia/Jakarta") == "{[1500,2040)}"
    assert rules.open_week({"mon": [["05:00", "09:00"]]}, "Asia/Jakarta") == "{[9960,10080),[0,120)}"
    assert rules.open_week({"sun": [["22:00", "02:00"]]}, "Asia/Makassar") == "{[9480,9720)}"
    assert rules.minute_of_week(datetime(2026, 11, 23, 0, 1, tzinfo=UTC)) == 1
