"""Letters that PostgreSQL cannot keep (NUL, half a surrogate pair) in whatever a request may carry: an answer, never a bug.

Addresses are read from the table of addresses, names of fields from the sources and forms, bodies from the API's own
description, so that a new page, field or call cannot be forgotten.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django import forms
from django.test import Client
from django.urls import resolve

import sekoci
from sekoci.kit.ids import new_id
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import make_api_key, publish_shop
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
SOURCES = Path(sekoci.__file__).parent
ODD = "a\0b"
HALF = "a\ud800b"


@pytest.fixture
def there(client, owner, shop) -> dict[str, str]:
    """A published shop whose owner is logged in, with one order: what stands in addresses."""
    client.force_login(owner.person)
    publish_shop(shop.id)
    product = put_on_shelf(shop, stock=1_000)
    placed = place_orders([wish(shop, (product, 1))])[0]
    return {"slug": shop.slug, "uuid": str(placed.order_id), "product_id": str(product), "int": str(shop.id), "str": ODD}


@cache
def names_read(method: str, module: str = "") -> list[str]:
    """Names of what a module's views read out of `request.GET` or `request.POST`, and, of a POST, the fields of all forms."""
    pattern = re.compile(rf'(?:request\.{method}|asked)\.get\("([\w.-]+)"')
    texts = [file.read_text() for file in (SOURCES / module).rglob("*.py") if "tests" not in file.parts]
    found = {name for text in texts for name in pattern.findall(text)}
    if method == "POST":
        for kind in _forms(forms.BaseForm):
            found |= set(kind.base_fields)
    return sorted(found)


def module_of(address: str) -> str:
    """`orders`, whose view answers there."""
    return resolve(unquote(address)).func.__module__.split(".")[1]


def _forms(kind: type) -> list[Any]:
    below = [one for child in kind.__subclasses__() for one in (child, *_forms(child))]
    return [one for one in below if one.__module__.startswith("sekoci.") and hasattr(one, "base_fields")]


def pages() -> list[str]:
    return [route for route in routes() if not route.startswith(("api/", "static/", "healthz"))]


def address_of(route: str, values: dict[str, str]) -> str:
    """The address with an odd letter wherever free text may stand."""
    return quote(fill(route.removesuffix("$").removeprefix("^"), values), safe="/")


def test_the_names_are_read(there):
    assert len(pages()) > 50
    assert {"cari", "dari", "saring"} <= set(names_read("GET"))
    assert {"kunci", "alasan", "apa", "name", "phone", "text"} <= set(names_read("POST"))


def test_pages_asked_with_odd_letters_answer(client, there):
    for route in pages():
        address = address_of(route, there | {"verb": "batal"})
        for name in names_read("GET", module_of(address)):
            answer = client.get(address, {name: ODD})
            assert answer.status_code < 500, (address, name)
        assert client.get(f"{address}?{quote(ODD)}={quote(ODD)}").status_code < 500


def test_forms_filled_with_odd_letters_answer(client, there):
    names = names_read("POST")
    for route in pages():
        address = address_of(route, there | {"verb": "batal"})
        for sent in (dict.fromkeys(names, ODD), dict.fromkeys(names, "1") | {ODD: ODD}):
            answer = client.post(address, sent)
            assert answer.status_code < 500, (address, sent)


@pytest.mark.parametrize("odd", [ODD, HALF.encode("utf-8", "replace").decode()])
def test_what_views_read_by_themselves_is_cleaned(client, there, shop, odd):
    """Fields that no form cleans, in forms that are otherwise right."""
    sale = {f"n-{there['product_id'].replace('-', '')}": "1", "cara": "cash"}
    home = f"/kelola/{shop.slug}"
    order = f"{home}/pesanan/{there['uuid']}"
    for address, sent in (
        (f"{home}/jual", sale | {"kunci": odd, "uang": "5000", "apa": odd}),
        (f"{order}/terima", {"alasan": odd}),
        (f"{order}/serahkan-tunai", {"alasan": odd}),
    ):
        assert client.post(address, sent).status_code == 302, address
    sent = dict.fromkeys(("jumlah", "dari", "alasan", "kunci", "keluar", f"n-{there['product_id']}"), odd)
    assert client.post(f"{order}/kembalikan", sent).status_code == 422
    second = place_orders([wish(shop, (put_on_shelf(shop), 1))])[0]
    assert client.post(f"{home}/pesanan/{second.order_id}/batal", {"alasan": odd}).status_code == 302


def test_a_cookie_with_odd_letters_is_a_strangers(client, there):
    for name in ("sesi", "keranjang", "messages", "csrf", "bahasa"):
        cookie = {"Cookie": f'{name}="abcdefgh\\000{"i" * 23}"'}
        assert Client().get("/kelola", headers=cookie).status_code == 302
        assert Client().get(f"/{there['slug']}/keranjang", headers=cookie).status_code == 200


def bodies_of(schema: dict[str, Any], all_of: dict[str, Any], odd: str, real: dict[str, str]) -> Any:
    """A body as the description wants it, with an odd letter in every text that may be free."""
    if "$ref" in schema:
        return bodies_of(all_of[schema["$ref"].rsplit("/", 1)[-1]], all_of, odd, real)
    if "anyOf" in schema or "allOf" in schema:
        return bodies_of((schema.get("anyOf") or schema["allOf"])[0], all_of, odd, real)
    if "enum" in schema or "const" in schema:
        return schema.get("const") or schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {
                name: real[name] if name in real else bodies_of(part, all_of, odd, real)
                for name, part in schema.get("properties", {}).items()
            }
        case "array":
            return [bodies_of(schema["items"], all_of, odd, real)] if schema.get("items") else []
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
    return {"uuid": str(new_id()), "date": "2026-11-21"}.get(schema.get("format", ""), odd)


@pytest.mark.parametrize("odd", [ODD, HALF])
def test_calls_with_odd_letters_answer(client, there, shop, odd):
    described = client.get("/api/v1/openapi.json").json()
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}
    real = {"product": there["product_id"], "phone": "0812 3456 7899", "fulfilment": "pickup", "payment": "cash"}
    real_body = {**real, "variant": None, "quantity": 1}
    for path, calls in described["paths"].items():
        for method, call in calls.items():
            free = {"slug": shop.slug, "order_id": there["uuid"], "product_id": there["product_id"]}
            asked = [one["name"] for one in call.get("parameters", ()) if one["in"] == "query"]
            content = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            body = bodies_of(content, described["components"]["schemas"], odd, real_body) if content else {}
            for values in (free, {}):
                place = re.sub(r"\{(\w+)\}", lambda part, known=values: known.get(part[1], ODD), path)
                for query in ("", *(f"?{name}={quote(ODD)}" for name in asked)):
                    given = headers | {"Idempotency-Key": str(new_id())}
                    address = quote(place, safe="/") + query
                    answer = client.generic(
                        method.upper(), address, json.dumps(body), content_type="application/json", headers=given
                    )
                    assert answer.status_code < 500, (method, address, body, answer.content)
