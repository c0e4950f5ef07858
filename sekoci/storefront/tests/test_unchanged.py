"""A page that the visitor has already, with real commits."""

import io
from datetime import timedelta
from uuid import uuid4

import brotli
import pytest
from django.test import Client
from PIL import Image

from sekoci.catalog.actions import DiscountDraft, ProductChange, change_product, keep_photo, make_discount
from sekoci.channels.actions import open_feed
from sekoci.kit import clock, sql
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


@pytest.fixture
def _morning():
    """Ten o'clock in Jakarta: certificates end with the day, so a page of a shop is another one after midnight."""
    with clock.frozen(clock.now().replace(hour=3, minute=0)):
        yield


@pytest.fixture
def for_machines(shop, settings, tmp_path):
    """What machines fetch of a shop with a product whose photo is large enough for them: its product, and the addresses."""
    settings.MEDIA_ROOT, file = tmp_path, io.BytesIO()
    Image.new("RGB", (900, 700), "brown").save(file, "JPEG")
    goods = put_on_shelf(shop, photo=keep_photo(shop.id, file))
    api, feed = f"/api/v1/shops/{shop.slug}/products", f"/data/katalog/{open_feed(shop.id)}"
    return goods, (api, f"{api}/{goods}/reviews", f"{feed}/meta.csv", f"{feed}/meta.xml", f"{feed}/google.xml")


@pytest.mark.usefixtures("committed", "_morning")
def test_machines_are_sent_goods_again_only_when_something_has_changed(shop, for_machines):
    goods, addresses = for_machines
    client = Client()
    known = {each: client.get(each)["ETag"] for each in addresses}
    assert len(set(known.values())) == len(addresses)

    def statuses():
        return {client.get(each, headers={"If-None-Match": known[each]}).status_code for each in addresses}

    with sql.counted() as statements:
        repeat = client.get(addresses[0], headers={"If-None-Match": f'"x", W/{known[addresses[0]]}'})
    assert (repeat.status_code, repeat.content, len(statements)) == (304, b"", 1)
    assert statuses() == {304}
    soon = clock.now() + timedelta(hours=1)
    span = {"starts_at": soon, "ends_at": soon + timedelta(hours=1)}
    make_discount(shop.id, DiscountDraft("price", product_id=goods, amount=12_000, **span))
    assert statuses() == {304}
    with clock.frozen(soon):
        assert statuses() == {200}
        assert all(b"12000" in client.get(each).content for each in addresses if "reviews" not in each)
    with clock.frozen(soon + timedelta(hours=1)):
        assert statuses() == {304}
    change_product(shop.id, goods, ProductChange(price=17_000), by="o")
    assert statuses() == {200}
    assert all(b"17000" in client.get(each).content for each in addresses if "reviews" not in each)


@pytest.mark.usefixtures("committed")
def test_the_tag_of_goods_stands_for_one_language_and_one_page_and_outlives_packing(shop, for_machines):
    _, (api, *_) = for_machines
    client = Client()
    for name in ("Teh", "Gula"):
        put_on_shelf(shop, name=name)
    packed = client.get(api, headers={"Accept-Encoding": "br"})
    assert packed["ETag"].startswith("W/") and "Accept-Encoding" in packed["Vary"]
    known = {"If-None-Match": packed["ETag"]}
    assert client.get(api, headers=known).status_code == 304
    assert client.get(api, headers=known | {"Accept-Language": "en"}).status_code == 200
    assert client.get(f"{api}?bahasa=en", headers=known).status_code == 200
    publish_shop(shop.id, public=False)
    assert client.get(api, headers=known).status_code == 404
