"""Products and stock over JSON: an integrator does what the owner's pages do, within one business, and twice is once."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products
from sekoci.catalog.queries import product
from sekoci.catalog.tests.people import balances, stocks
from sekoci.kit.ids import new_id
from sekoci.registry.actions import make_api_key

KERIPIK = {"name": "Keripik", "price": 15_000, "stock": 20, "cost": 9_000, "unit": "bungkus"}


@pytest.fixture
def api(client, shop):
    """`api("post", "products", {...}, key="k")` as this shop; the answer."""
    bearer = make_api_key(shop.id, label="tes").key

    def call(method: str, path: str, body=None, *, key: str = "", token: str = bearer):
        headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
        text = body if isinstance(body, str) else json.dumps(body)
        sent = {} if body is None else {"data": text, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1/my/{path}", headers=headers, **sent)

    return call


def test_a_product_is_added_changed_removed_and_brought_back(api, shop):
    added = api("post", "products", KERIPIK)
    assert added.status_code == 201
    keripik = added.json()
    assert keripik | {"id": 0, "variant": 0} == {
        "id": 0, "variant": 0, "name": "Keripik", "price": 15_000, "currency": "IDR", "stock": 20, "on_hand": 20, "reserved": 0,
        "cost": 9_000, "unit": "bungkus", "category": "", "made_in": None, "maker": "", "description": "", "photo": None,
        "low_stock_at": 3, "listed": True, "variants": [],
    }  # fmt: skip
    path = f"products/{keripik['id']}"
    changed = api("patch", path, {"price": 17_000, "listed": False})
    assert changed.json() == keripik | {"price": 17_000, "listed": False}
    assert api("get", path).json() == changed.json()
    assert api("get", "products").json() == {"items": [changed.json()], "next": None}
    assert api("delete", path).status_code == 204
    assert api("delete", path).status_code == 204
    assert api("get", path).status_code == 404
    assert api("patch", path, {"price": 1}).status_code == 404
    assert api("post", f"{path}/restore").json() == changed.json()


def test_variants_come_and_go(api):
    sent = {
        "name": "Kaos",
        "variants": [{"name": "M", "price": 80_000, "stock": 5, "cost": 50_000}, {"name": "L", "price": 85_000}],
    }
    kaos = api("post", "products", sent).json()
    assert (kaos["price"], kaos["stock"], kaos["variant"], kaos["cost"]) == (80_000, 5, None, None)
    large = kaos["variants"][1]
    changed = api(
        "patch",
        f"products/{kaos['id']}",
        {"variants": [{"id": large["id"], "name": "XL", "price": 90_000}, {"name": "S", "price": 70_000, "stock": 1}]},
    ).json()
    assert [(each["name"], each["price"], each["stock"]) for each in changed["variants"]] == [("XL", 90_000, 0), ("S", 70_000, 1)]


def test_the_same_key_adds_one_product(api, shop, neighbour):
    first, second = (api("post", "products", KERIPIK, key="k-1") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert api("post", "products", KERIPIK, key="k-2").json()["id"] != first.json()["id"]
    theirs = make_api_key(neighbour.id, label="tes").key
    assert api("post", "products", KERIPIK, key="k-1", token=theirs).status_code == 201
    assert len(stocks(shop.id)) == 2


def test_stock_is_bought_and_counted(api, shop):
    keripik = api("post", "products", KERIPIK).json()
    path = f"products/{keripik['id']}/stock"
    for _ in range(2):
        bought = api("post", f"{path}/purchases", {"quantity": 10, "cost": 12_000, "paid_from": "bank"}, key="nota-7")
    assert bought.json() == keripik | {"stock": 30, "on_hand": 30, "cost": 10_000}
    counted = api("post", f"{path}/counts", {"counted": 28, "reason": "rusak"})
    assert counted.json() == keripik | {"stock": 28, "on_hand": 28, "cost": 10_000}
    assert balances(shop.id)["1-3100"] == 280_000
    assert balances(shop.id)["1-1200"] == -120_000


@pytest.mark.parametrize("other", [{"name": "Kerupuk"}, {"price": 16_000}, {"stock": 21}, {"cost": 0}, {"listed": False}])
def test_a_key_cannot_mean_another_product(api, shop, other):
    first = api("post", "products", KERIPIK, key="k-1").json()
    refused = api("post", "products", KERIPIK | other, key="k-1")
    assert (refused.status_code, refused.json()["code"]) == (422, "key_reused")
    api("patch", f"products/{first['id']}", {"price": 20_000})
    assert api("post", "products", KERIPIK, key="k-1").json() == first | {"price": 20_000}
    assert len(stocks(shop.id)) == 1


def test_a_key_cannot_mean_another_purchase(api, shop):
    """Two products, one key: the second used to move stock without an entry in the books."""
    keripik, teh = (api("post", "products", KERIPIK | {"name": name}).json() for name in ("Keripik", "Teh"))
    bought = {"quantity": 10, "cost": 12_000}
    assert api("post", f"products/{keripik['id']}/stock/purchases", bought, key="nota").status_code == 200
    before = balances(shop.id), stocks(shop.id)
    for product_id, body in (
        (teh["id"], bought),
        (keripik["id"], bought | {"quantity": 11}),
        (keripik["id"], bought | {"cost": 12_001}),
        (keripik["id"], bought | {"paid_from": "bank"}),
    ):
        refused = api("post", f"products/{product_id}/stock/purchases", body, key="nota")
        assert (refused.status_code, refused.json()["code"]) == (422, "key_reused")
    assert api("post", f"products/{keripik['id']}/stock/purchases", bought, key="nota").status_code == 200
    assert (balances(shop.id), stocks(shop.id)) == before


def test_a_variant_has_to_be_named_where_there_are_several(api, shop):
    sent = {"name": "Kaos", "variants": [{"name": "M", "price": 1}, {"name": "L", "price": 1}]}
    kaos = api("post", "products", sent).json()
    path = f"products/{kaos['id']}/stock/purchases"
    for variant in ({}, {"variant": str(new_id())}):
        refused = api("post", path, {"quantity": 1, "cost": 1, **variant})
        assert (refused.status_code, refused.json()["field"]) == (422, "variant")
    done = api("post", path, {"quantity": 3, "cost": 1, "variant": kaos["variants"][1]["id"]})
    assert [each["stock"] for each in done.json()["variants"]] == [0, 3]


def test_a_photo_is_kept(client, api, shop, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    keripik = api("post", "products", KERIPIK).json()
    content = io.BytesIO()
    Image.new("RGB", (400, 300), (9, 9, 9)).save(content, "JPEG")
    bearer = {"Authorization": f"Bearer {make_api_key(shop.id, label='foto').key}"}
    path = f"/api/v1/my/products/{keripik['id']}/photo"

    def send(data: bytes):
        return client.post(path, {"photo": SimpleUploadedFile("a.jpg", data)}, headers=bearer)

    shown = send(content.getvalue()).json()["photo"]
    assert b"".join(client.get("/media/" + shown.split("/media/")[1]).streaming_content)[8:12] == b"WEBP"
    for wrong, status, code in ((b"%PDF-", 422, "not_a_photo"), (b"\xff\xd8\xff" + bytes(21_000_000), 413, "too_large")):
        refused = send(wrong)
        assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (status, code, "photo")
    assert client.post(path, headers=bearer).status_code == 422
    assert api("get", f"products/{keripik['id']}").json()["photo"] == shown


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("{", "body"),
        ([], "body"),
        ({}, "name"),
        ({"name": "Teh"}, "price"),
        ({"name": "Teh", "price": "5000"}, "price"),
        ({"name": "Teh", "price": 5000.5}, "price"),
        ({"name": "Teh", "price": -5}, "price"),
        ({"name": "Teh", "price": 10**18}, "price"),
        ({"name": "Teh", "price": True}, "price"),
        ({"name": "Teh", "price": 1, "stock": 1_000_001}, "stock"),
        ({"name": "Teh", "price": 1, "cost": -1}, "cost"),
        ({"name": "\u200b", "price": 1}, "name"),
        ({"name": "x" * 121, "price": 1}, "name"),
        ({"name": "Teh", "price": 1, "harga": 2}, "harga"),
        ({"name": "Teh", "price": 1, "listed": "yes"}, "listed"),
        ({"name": "Teh", "variants": [{"name": "A", "price": 1}, {"name": "a", "price": 1}]}, "variant"),
        ({"name": "Teh", "variants": [{"name": "A", "price": 0}]}, "variants.0.price"),
    ],
)
def test_what_is_malformed_names_its_field_and_adds_nothing(api, shop, body, field):
    refused = api("post", "products", body)
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    if body != "{":
        assert refused.json()["field"] == field
    assert stocks(shop.id) == []


def test_pages_follow_each_other(api, shop):
    add_products(
        shop.id,
        [ProductDraft(f"Kue {n:02}", 1_000, variants=(VariantDraft("A", 1), VariantDraft("B", 2))) for n in range(60)],
        by="o",
    )
    first = api("get", "products").json()
    rest = api("get", f"products?cursor={first['next']}").json()
    assert [each["name"] for each in first["items"] + rest["items"]] == [f"Kue {n:02}" for n in range(60)]
    assert rest["next"] is None
    assert [each["name"] for each in api("get", "products?search=59").json()["items"]] == ["Kue 59"]
    assert api("get", "products?cursor=zzz").json()["field"] == "cursor"


def test_what_goods_cost_is_told_to_keys_that_may_see_money(api, shop):
    shelf = make_api_key(shop.id, label="etalase", scopes=["products:read", "products:write"]).key
    both = {"name": "Kaos", "variants": [{"name": "M", "price": 80_000, "stock": 5, "cost": 50_000}]}
    for body, costs in ((KERIPIK, [9_000]), (both, [None, 50_000])):
        added = api("post", "products", body, token=shelf).json()
        alone = api("get", f"products/{added['id']}", token=shelf).json()
        [listed] = [each for each in api("get", "products", token=shelf).json()["items"] if each["id"] == added["id"]]
        for said in (added, alone, listed):
            assert {said["cost"], *(each["cost"] for each in said["variants"])} == {None}
        whole = api("get", f"products/{added['id']}").json()
        assert [whole["cost"], *(each["cost"] for each in whole["variants"])] == costs


def test_another_businesss_products_are_not_found(api, shop, neighbour):
    [theirs] = add_products(neighbour.id, [ProductDraft("Rahasia", 1_000, stock=3)], by="o")
    for method, path, body in (
        ("get", f"products/{theirs}", None),
        ("patch", f"products/{theirs}", {"price": 1}),
        ("delete", f"products/{theirs}", None),
        ("post", f"products/{theirs}/restore", None),
        ("post", f"products/{theirs}/photo", None),
        ("post", f"products/{theirs}/stock/purchases", {"quantity": 1, "cost": 1}),
        ("post", f"products/{theirs}/stock/counts", {"counted": 0}),
    ):
        refused = api(method, path, body)
        assert refused.status_code == 404, path
        assert "Rahasia" not in refused.content.decode()
    assert product(neighbour.id, theirs).stock == 3


def test_without_a_key_that_works_nothing_is_told(api, client):
    assert client.get("/api/v1/my/products").status_code == 401
    assert api("get", "products", token="sk_wrong").status_code == 401
    assert api("post", "products", KERIPIK, token="").status_code == 401
