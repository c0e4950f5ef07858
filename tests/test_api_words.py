"""What the description says of answers is what is answered: problems, their headers, their language, their list."""

import json

import pytest

from sekoci.catalog.actions import ProductDraft, VariantDraft, add_products
from sekoci.catalog.queries import product
from sekoci.kit.ids import new_id
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import make_api_key, publish_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def owned(client, shop):
    """The owner's calls, with a key."""
    publish_shop(shop.id)
    key = make_api_key(shop.id, label="uji").key

    def call(method, address, body=None):
        said = json.dumps(body) if body is not None else ""
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(new_id())}
        return client.generic(method, f"/api/v1{address}", said, "application/json", headers=headers)

    return call


def order(client, shop, *lines):
    body = {"buyer": {"name": "Sri", "phone": "081234567890"}, "fulfilment": "pickup", "payment": "cash", "lines": list(lines)}
    return client.post(
        f"/api/v1/shops/{shop.slug}/orders", json.dumps(body), "application/json", headers={"Idempotency-Key": str(new_id())}
    )


def test_every_problem_is_described_as_what_it_is(described):
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"]
            for status, answer in answers.items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (path, method, status)
            assert "503" in answers
            assert ("401" in answers) == ("security" in operation) or "notices" in path
            assert "requestBody" not in operation or {"413", "422"} <= set(answers)
            assert "201" not in answers or "Location" in answers["201"]["headers"]


def test_what_is_not_valid_in_an_address_is_described(client, described):
    answer = client.get("/api/v1/areas?limit=51")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "422" in described["paths"]["/api/v1/areas"]["get"]["responses"]


def test_a_missing_key_is_asked_for(client):
    answer = client.get("/api/v1/my/orders")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_what_was_made_is_found_where_the_answer_says(client, shop, owned):
    keripik = put_on_shelf(shop)
    for made in (
        order(client, shop, {"product": str(keripik), "quantity": 1}),
        owned("POST", "/my/products", {"name": "Teh", "price": 2_000}),
        owned("POST", "/my/sales", {"lines": [{"product": str(keripik), "quantity": 1}], "payment": "cash"}),
    ):
        assert made.status_code == 201, made.content
        there = made["Location"].split("/api/v1", 1)[1]
        found = client.get(f"/api/v1{there}") if "token=" in there else owned("GET", there)
        assert (found.status_code, found.json()["id"]) == (200, made.json()["id"])


@pytest.mark.parametrize(
    ("asked", "language"), [("en", "en"), ("en-US,id;q=0.5", "en"), ("id,en;q=0.5", "id"), ("fr", "id"), ("", "id"), ("*", "id")]
)
def test_a_machine_is_answered_in_the_language_it_accepts(client, asked, language):
    answer = client.get("/api/v1/shops/tidak-ada", headers={"Accept-Language": asked})
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]
    assert answer.json()["detail"].startswith("Not found" if language == "en" else "Tidak ditemukan")


def test_every_code_is_explained_where_its_problem_leads(client):
    problem = client.get("/api/v1/shops/tidak-ada").json()
    address, code = problem["type"].split("/api/v1", 1)[1].split("#")
    page = client.get(f"/api/v1{address}")
    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    html = page.content.decode()
    for each in (code, "not_enough_stock", "no_key", "invalid", "refund_too_much"):
        assert html.count(f'id="{each}"') == 1, each


def test_a_refusal_about_a_line_names_the_line(client, shop, owned):
    publish_shop(shop.id)
    keripik, teh = put_on_shelf(shop, stock=3), put_on_shelf(shop, name="Teh")
    sizes = (VariantDraft("S", 1_000, 1, 0), VariantDraft("M", 1_000, 1, 0))
    [baju] = add_products(shop.id, [ProductDraft("Baju", 1_000, variants=sizes)], by="o")
    fine = {"product": str(teh), "quantity": 1}
    strange = {"product": str(keripik), "variant": str(product(shop.id, teh).variant_id), "quantity": 1}
    for wrong, status, field in (
        (strange, 422, "lines.1.variant"),
        ({"product": str(keripik), "quantity": 4}, 409, "lines.1.quantity"),
        ({"product": str(new_id()), "quantity": 1}, 404, "lines.1.product"),
        ({"product": str(baju), "quantity": 1}, 422, "lines.1.variant"),
    ):
        answer = order(client, shop, fine, wrong)
        assert (answer.status_code, answer.json().get("field")) == (status, field)
    assert "bukan dari Keripik tempe" in order(client, shop, strange).json()["detail"]


def test_a_list_says_nothing_of_timelines_and_one_order_does(client, shop, owned, described):
    placed = order(client, shop, {"product": str(put_on_shelf(shop)), "quantity": 1}).json()
    [row] = owned("GET", "/my/orders").json()["items"]
    assert "steps" not in row
    assert [step["status"] for step in owned("GET", f"/my/orders/{placed['id']}").json()["steps"]] == ["placed"]
    shapes = described["components"]["schemas"]
    assert "steps" not in shapes["MyOrderRow"]["properties"]
    assert "steps" in shapes["MyOrderOut"]["required"]
