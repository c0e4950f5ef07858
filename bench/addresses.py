"""How many statements each page takes: every address of the table that answers a GET, so that a new page cannot be forgotten."""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

SKIPPED = ("api/v1/docs", "api/v1/openapi.json", "api/v1/", "dev/", "keluar", "healthz")


def statements_by_address(slug: str) -> dict[str, int]:
    """Statements of each page that answers 200, seen by the shop's owner; setting the scope counts, savepoints do not."""
    from django.test import Client

    from sekoci.accounts.models import Person
    from sekoci.kit import sql

    logging.disable(logging.ERROR)
    values = _values(slug)
    visitor = Client(SERVER_NAME="127.0.0.1")
    visitor.force_login(Person.objects.get(pk=values.pop("owner")))
    counts = {}
    for route in sorted(_routes(get_resolver().url_patterns, "")):
        path = _fill(route, values)
        if path is None or route.startswith(SKIPPED):
            continue
        visitor.get(path)
        with sql.counted() as statements:
            answer = visitor.get(path)
        if answer.status_code == 200:
            counts[f"/{route}"] = len(statements)
    logging.disable(logging.NOTSET)
    return counts


def _values(slug: str) -> dict[str, Any]:
    """One of each thing that an address may name."""
    from sekoci.kit.scope import in_business
    from sekoci.kit.sql import fetch
    from sekoci.registry.queries import shop_by_slug

    shop = shop_by_slug(slug)
    assert shop
    with in_business(shop.id):
        [(product_id, variant_id)] = fetch("select product_id, id from catalog_variant limit 1")
        [(order_id, token)] = fetch("select id, token from orders_order where source <> 'counter' order by id desc limit 1")
        [(owner,)] = fetch("select person_id from registry_membership where role = 'owner' limit 1")
    return {
        "slug": slug, "product_id": product_id, "variant_id": variant_id, "order_id": order_id, "token": token, "owner": owner,
    }  # fmt: skip


def _routes(patterns: Sequence[Any], before: str) -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route


def _fill(route: str, values: dict[str, Any]) -> str | None:
    """The address with its parts filled in; None where it names something we have none of."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    if not set(names) <= set(values) or "(" in route:
        return None
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(values[part[1]]), route)
