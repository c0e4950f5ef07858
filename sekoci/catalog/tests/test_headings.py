"""Shelf headings: the owner's own words by which buyers choose."""

import pytest
from django.urls import reverse

from sekoci.catalog.actions import ProductChange, ProductDraft, add_products, change_product
from sekoci.catalog.headings import offered_headings
from sekoci.catalog.queries import headings_of, my_product, shelf
from sekoci.kit.errors import Invalid
from sekoci.kit.sql import counted
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves(shop):
    """A public shop with two drinks, whose headings are spelled differently, a snack, a hidden thing, one without."""
    drafts = [
        ProductDraft("Teh", 5_000, stock=3, category="Minuman"),
        ProductDraft("Kopi", 5_000, stock=3, category="minuman"),
        ProductDraft("Keripik", 9_000, stock=3, category="Camilan & kue"),
        ProductDraft("Simpanan", 9_000, is_listed=False, category="Gudang"),
        ProductDraft("Lain", 9_000),
    ]
    publish_shop(shop.id)
    return add_products(shop.id, drafts, by="o")


def test_a_heading_holds_what_is_spelled_alike_and_hidden_things_have_none(shop, shelves):
    with counted() as statements:
        found = shelf(shop.id, category="MINUMAN")
    assert ([item.name for item in found.items], found.headings) == (["Teh", "Kopi"], ("Camilan & kue", "Minuman"))
    assert len([each for each in statements if "catalog_product" in each]) == 1
    assert [item.category for item in shelf(shop.id, search="kopi").items] == ["minuman"]
    assert headings_of(shop.id) == ["Camilan & kue", "Gudang", "Minuman"]
    assert shelf(shop.id, category="Tidak ada").items == ()


def test_a_heading_is_changed_kept_and_taken_away(shop, shelves):
    change_product(shop.id, shelves[0], ProductChange(category=" Teh\u200b dan  kopi "), by="o")
    change_product(shop.id, shelves[0], ProductChange(name="Teh tubruk"), by="o")
    assert my_product(shop.id, shelves[0]).category == "Teh dan kopi"
    change_product(shop.id, shelves[0], ProductChange(category=""), by="o")
    assert my_product(shop.id, shelves[0]).category == ""
    with pytest.raises(Invalid):
        change_product(shop.id, shelves[0], ProductChange(name="Lain", category="x" * 41), by="o")
    assert my_product(shop.id, shelves[0]).name == "Teh tubruk"


def test_a_key_from_before_there_were_headings_still_means_its_product(shop):
    plain = ProductDraft("Teh", 5_000, key="a")
    assert "category" not in repr(plain)
    assert plain.fingerprint() != ProductDraft("Teh", 5_000, key="a", category="Minuman").fingerprint()


def test_a_shop_is_offered_its_own_headings_before_the_usual_ones():
    assert offered_headings("kopi", "makanan", ["bubuk", "Es"]) == ["bubuk", "Es", "Biji", "Hampers"]
    assert offered_headings("", "", []) == []


def test_buyers_choose_by_heading_and_see_all_again(client, shop, shelves):
    page = client.get(f"/{shop.slug}")
    assert 'href="?rak=Camilan%20%26%20kue"' in page.content.decode()
    chosen = client.get(f"/{shop.slug}", {"rak": "Minuman"})
    body = chosen.content.decode()
    assert ">Teh<" in body and ">Kopi<" in body and ">Keripik<" not in body
    assert page["ETag"] != chosen["ETag"]
    assert "Lihat semua barang" in client.get(f"/{shop.slug}", {"rak": "Tidak ada"}).content.decode()


def test_a_shop_with_one_heading_shows_no_choice(client, shop):
    publish_shop(shop.id)
    add_products(shop.id, [ProductDraft("Teh", 5_000, category="Minuman"), ProductDraft("Lain", 5_000)], by="o")
    assert "?rak=" not in client.get(f"/{shop.slug}").content.decode()


def test_a_new_heading_is_seen_by_who_has_the_page(client, shop, shelves):
    tag = client.get(f"/{shop.slug}")["ETag"]
    assert client.get(f"/{shop.slug}", headers={"If-None-Match": tag}).status_code == 304
    change_product(shop.id, shelves[4], ProductChange(category="Aneka"), by="o")
    assert "Aneka" in client.get(f"/{shop.slug}", headers={"If-None-Match": tag}).content.decode()


def test_the_form_offers_headings_and_keeps_what_is_written(client, owner, shop, shelves):
    client.force_login(owner)
    page = reverse("catalog:change_product", args=[shop.slug, shelves[4]])
    body = client.get(page).content.decode()
    assert '<option value="Kacang">' in body and '<option value="bungkus">' in body
    sent = {"name": "Lain", "price": "9000", "category": "Aneka", "unit": "pcs", "is_listed": "on", "low_stock_at": "3"}
    assert client.post(page, sent).status_code == 302
    assert my_product(shop.id, shelves[4]).category == "Aneka"


def test_of_many_headings_the_fullest_are_shown(shop):
    drafts = [ProductDraft(f"Barang {n:02}", 5_000, category=f"Rak {n:02}") for n in range(1, 26)]
    add_products(shop.id, [*drafts, ProductDraft("Lagi", 5_000, category="rak 25")], by="o")
    assert shelf(shop.id).headings == (*(f"Rak {n:02}" for n in range(1, 20)), "Rak 25")
