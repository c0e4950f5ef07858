"""Another business's ids on every page and call of the owner's side: not found, nothing leaks, nothing changes.

Generated from the table of addresses, so that a new page cannot be forgotten.
"""

import json
import uuid

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import make_api_key
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
TABLES = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped order by 1
"""


def owners_side() -> list[str]:
    return [route for route in routes() if route.startswith(("kelola/<", "api/v1/my/"))]


def has_id(route: str) -> bool:
    return "<uuid" in route


@pytest.fixture
def theirs(other_shop) -> dict[str, list[str]]:
    """Something of everything in the other shop, by id."""
    product = put_on_shelf(other_shop, name="Rahasia tetangga")
    placed = place_orders([wish(other_shop, (product, 1), buyer_name="Pembeli rahasia")])[0]
    key = make_api_key(other_shop.id, label="Kunci rahasia")
    ids = {str(product), str(placed.order_id), placed.token, str(key.id)}
    with across_businesses():
        for (table,) in fetch(TABLES):
            if fetch("select 1 from pg_attribute where attrelid = %s::regclass and attname = 'id'", (table,)):
                rows = fetch(f"select id::text from {table} where business_id = %s", (other_shop.id,))  # noqa: S608
                ids |= {row[0] for row in rows}
    return {"ids": sorted(ids)}


def everything_of(business_id: int) -> dict[str, str]:
    """A fingerprint of each table's rows of one business."""
    with across_businesses():
        tables = [table for (table,) in fetch(TABLES)]
        summed = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {} t where business_id = %s"
        prints = {table: fetch(summed.format(table), (business_id,))[0][0] for table in tables}
        prints["business"] = fetch("select md5(b::text) from registry_business b where id = %s", (business_id,))[0][0]
    return prints


SECRETS = ("Rahasia tetangga", "Pembeli rahasia", "Kunci rahasia")


def test_the_table_of_addresses_is_read(client):
    assert len([route for route in owners_side() if route.startswith("kelola/")]) > 6
    assert len([route for route in owners_side() if route.startswith("api/")]) > 8


def test_the_other_shops_pages_are_not_found(client, owner, shop, other_shop, theirs):
    client.force_login(owner.person)
    before = everything_of(other_shop.id)
    for route in owners_side():
        if ":slug>" not in route:
            continue
        for some_id in [one for one in theirs["ids"] if _is_uuid(one)][:6]:
            values = {"slug": other_shop.slug, "uuid": some_id, "int": "1", "str": "x"}
            address = fill(route, values)
            for answer in (client.get(address), client.post(address, {"verb": "x"})):
                assert answer.status_code in (404, 405), (address, answer.status_code)
                assert not any(secret in answer.content.decode() for secret in SECRETS), address
            if not has_id(route):
                break
    assert everything_of(other_shop.id) == before


def test_the_other_shops_ids_are_not_found_on_my_own_pages(client, owner, shop, other_shop, theirs):
    client.force_login(owner.person)
    before = everything_of(other_shop.id)
    for route in owners_side():
        if not route.startswith("kelola/") or not has_id(route):
            continue
        verbs = ("terima", "batal", "lunas", "x") if route.endswith(":verb>") else ("x",)
        for some_id in (one for one in theirs["ids"] if _is_uuid(one)):
            for verb in verbs:
                values = {"slug": shop.slug, "uuid": some_id, "int": "1", "str": "x", "verb": verb}
                address = fill(route, values)
                for answer in (client.get(address), client.post(address, {})):
                    assert answer.status_code in (404, 405), (address, answer.status_code)
                    assert not any(secret in answer.content.decode() for secret in SECRETS), address
    assert everything_of(other_shop.id) == before


def test_the_other_shops_ids_are_not_found_with_my_key(client, shop, other_shop, theirs):
    headers = {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}", "Idempotency-Key": str(uuid.uuid4())}
    before = everything_of(other_shop.id)
    for route in owners_side():
        if not route.startswith("api/"):
            continue
        for some_id in [one for one in theirs["ids"] if _is_uuid(one)]:
            address = fill(route, {"uuid": some_id, "int": "1", "str": "x", "slug": "x"})
            for method in ("get", "post", "put", "patch", "delete"):
                answer = client.generic(method.upper(), address, json.dumps({}), content_type="application/json", headers=headers)
                text = answer.content.decode()
                assert answer.status_code < 500, (method, address, text)
                assert not any(secret in text for secret in SECRETS), (method, address)
                if has_id(route):
                    assert answer.status_code in (404, 405, 422), (method, address, answer.status_code)
            if not has_id(route):
                break
    assert everything_of(other_shop.id) == before


def test_raw_sql_inside_one_business_sees_nothing_of_another(shop, other_shop, theirs):
    from sekoci.kit.scope import in_business

    with in_business(shop.id):
        for (table,) in fetch(TABLES):
            if table == "registry_directoryentry":
                continue
            rows = fetch(f"select count(*) from {table} where business_id = %s", (other_shop.id,))  # noqa: S608
            assert rows == [(0,)], table


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
