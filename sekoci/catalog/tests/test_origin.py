"""Where a thing was made, and by whom; and both, with papers, over JSON."""

import json

import pytest
from django.urls import reverse

from sekoci.catalog.actions import ProductChange, ProductDraft, add_products, change_product
from sekoci.catalog.queries import my_product, shelf
from sekoci.catalog.tests.people import LAWEYAN
from sekoci.kit.errors import Invalid
from sekoci.registry.actions import make_api_key, publish_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def batik(shop):
    publish_shop(shop.id)
    [identity] = add_products(shop.id, [ProductDraft("Batik", 90_000, stock=2, made_in=LAWEYAN, maker="Bu Sri")], by="o")
    return identity


def origin_of(shop, product):
    whole = my_product(shop.id, product)
    return whole.made_in, whole.maker


def test_a_product_says_where_it_was_made_and_a_change_of_its_name_keeps_that(shop, batik):
    change_product(shop.id, batik, ProductChange(name="Batik tulis"), by="o")
    assert origin_of(shop, batik) == (LAWEYAN, "Bu Sri")
    [item] = shelf(shop.id).items
    assert (item.made_in, item.maker) == (LAWEYAN, "Bu Sri")
    change_product(shop.id, batik, ProductChange(made_in="", maker=""), by="o")
    assert origin_of(shop, batik) == ("", "")


def test_a_place_that_is_none_is_refused_and_nothing_changes(shop, batik):
    with pytest.raises(Invalid):
        change_product(shop.id, batik, ProductChange(name="Lain", made_in="99.99"), by="o")
    with pytest.raises(Invalid):
        add_products(shop.id, [ProductDraft("A", 1), ProductDraft("B", 1, made_in="99.99")], by="o")
    assert [item.name for item in shelf(shop.id).items] == ["Batik"]


def test_buyers_read_it_on_the_page_of_the_product(client, shop, batik):
    body = client.get(f"/{shop.slug}/p/{batik}").content.decode()
    assert "Dibuat di Laweyan, Kota Surakarta, oleh Bu Sri" in body
    change_product(shop.id, batik, ProductChange(maker=""), by="o")
    assert "Dibuat di Laweyan, Kota Surakarta</span>" in client.get(f"/{shop.slug}/p/{batik}").content.decode()


def test_the_owner_marks_a_product_and_takes_the_mark_away(client, owner, shop, batik):
    client.force_login(owner)
    page = reverse("catalog:origin", args=[shop.slug, batik])
    change_product(shop.id, batik, ProductChange(made_in="", maker=""), by="o")
    shown = client.get(page).content.decode()
    assert "Minta izinnya dulu" in shown and f'value="{LAWEYAN}"' in shown
    sent = {"place": "Laweyan", "found_for": "Laweyan", "area_code": LAWEYAN, "maker": "Pak Joko"}
    assert client.post(page, sent | {"area_code": ""}).status_code == 422
    assert client.post(page, sent).status_code == 302
    assert origin_of(shop, batik) == (LAWEYAN, "Pak Joko")
    client.post(page, {"hapus": "ya"})
    assert origin_of(shop, batik) == ("", "")


def test_an_integrator_sets_and_reads_all_of_it(client, shop, batik):
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}

    def call(method, path, body=None):
        answer = client.generic(method, f"/api/v1/{path}", json.dumps(body or {}), "application/json", headers=headers)
        return answer.status_code, answer.json() if answer.content else None

    status, mine = call("PATCH", f"my/products/{batik}", {"category": "Kain", "maker": "Bu Tin"})
    place = {"code": LAWEYAN, "name": "Laweyan", "path": "Laweyan, Kota Surakarta, Jawa Tengah"}
    assert (status, mine["category"], mine["maker"], mine["made_in"]) == (200, "Kain", "Bu Tin", place)
    assert call("PATCH", f"my/products/{batik}", {"made_in": "99.99"})[0] == 422
    body = {"kind": "halal", "number": "ID33110000123456789", "product": str(batik)}
    first, again = call("POST", "my/certificates", body), call("POST", "my/certificates", body)
    assert first == again and first[0] == 200
    assert call("GET", "my/certificates")[1]["items"] == [first[1]]
    assert call("POST", "my/certificates", body | {"number": "KH1"})[0] == 422
    [public] = client.get(f"/api/v1/shops/{shop.slug}/products").json()["items"]
    assert (public["category"], public["made_in"], public["maker"]) == ("Kain", place["path"], "Bu Tin")
    assert public["certificates"] == [{"kind": "halal", "number": "ID33110000123456789"}]
    assert client.get(f"/api/v1/shops/{shop.slug}").json()["kind"] == "keripik-camilan"
    assert call("DELETE", f"my/certificates/{first[1]['id']}")[0] == 204
    assert call("GET", "my/certificates")[1]["items"] == []
