"""How many statements each page takes: every address of the table that answers a GET, so that a new page cannot be forgotten."""

import logging

from tests.addresses import fill, routes

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
    for route in sorted(routes()):
        if "(" in route or route.startswith(SKIPPED):
            continue
        try:
            path = fill(route, values)
        except KeyError:  # it names something that we have none of
            continue
        visitor.get(path)
        with sql.counted() as statements:
            answer = visitor.get(path)
        if answer.status_code == 200:
            counts[f"/{route}"] = len(statements)
    logging.disable(logging.NOTSET)
    return counts


def _values(slug: str) -> dict[str, str]:
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
    ids = {"product_id": product_id, "variant_id": variant_id, "order_id": order_id, "token": token, "owner": owner}
    return {"slug": slug, **{name: str(value) for name, value in ids.items()}}
