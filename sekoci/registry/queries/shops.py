"""A shop as everybody else needs it: one statement, always fresh."""

import dataclasses
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sekoci.kit import clock
from sekoci.kit.scope import reading
from sekoci.kit.sql import fetch
from sekoci.registry import rules
from sekoci.registry.queries.directory import business_id_of


@dataclass(frozen=True)
class Shop:
    """What pages and other modules may know of a business. `phone` is E.164; `delivery_fee` rupiah; `zone` IANA."""

    id: int
    slug: str
    name: str
    sells: str
    kind: str
    about: str
    area_code: str
    area_path: str
    zone: str
    address: str
    phone: str
    offers_pickup: bool
    offers_delivery: bool
    delivery_fee: int
    delivery_way: str
    """Empty: `delivery_fee` is the price, whatever is ordered from wherever. Else `delivery` knows the terms."""
    accepts_cash: bool
    bank_account: str
    opening_hours: dict[str, Any]
    has_public_shop: bool
    withheld_why: str
    """Why staff keep it hidden; empty: they do not."""
    is_demo: bool
    latitude: float | None
    longitude: float | None
    """Of the middle of its area; None where nobody knows."""
    is_open_now: bool

    @property
    def area_address(self) -> str:
        """Its area as it stands in an address of the web: `laweyan-33.72.01`."""
        return rules.area_address(self.area_code, self.area_path.partition(", ")[0])


MOST_REMEMBERED = 2_000
_remembered: dict[int, tuple[str, Shop]] = {}

SHOP = """
    select b.id, b.slug, b.name, b.sells, b.kind, b.about, b.area_id, a.path, b.zone, b.address, b.phone, b.offers_pickup,
           b.offers_delivery, b.delivery_fee, b.delivery_way, b.accepts_cash, b.bank_account, b.opening_hours,
           b.has_public_shop, b.withheld_why, b.is_demo, a.latitude, a.longitude
    from registry_business b join registry_area a on a.code = b.area_id
    where b.id = any(%s) and b.closed_at is null
"""
COLUMNS = [field.name for field in dataclasses.fields(Shop)][:-1]


def shop_by_slug(slug: str) -> Shop | None:
    """The public shop at this address; None where there is none or it is not public yet.

    One statement inside `in_business(its id)`; outside it enters the business by itself (one small statement more).
    """
    business_id = business_id_of("slug", slug)
    shop = shop_of(business_id) if business_id is not None else None
    return shop if shop and shop.has_public_shop else None


def shop_of(business_id: int) -> Shop | None:
    """The shop of a business, public or not; None once it is closed for good. One statement inside `in_business`."""
    with reading(business_id):
        return shops_of([business_id]).get(business_id)


def shop_even_closed(business_id: int) -> Shop | None:
    """`shop_of`, also once it is closed for good: then without phone and address. For whoever still holds a paper of it."""
    with reading(business_id):
        rows = fetch(SHOP.replace(" and b.closed_at is null", ""), ([business_id],), prepared=True)
    return read_shop(rows[0]) if rows else None


def shop_at(business_id: int, version: str) -> Shop | None:
    """`shop_of`, remembered in the process for as long as the shop stands at this version (`catalog.queries.front_version`)."""
    known = _remembered.get(business_id)
    if known and known[0] == version:
        shop = known[1]
        return dataclasses.replace(shop, is_open_now=rules.is_open(shop.opening_hours, shop.zone, clock.now()))
    fresh = shop_of(business_id)
    # Inside a transaction we may be looking at our own change, which could still be made again or rolled back.
    if fresh and not connection.in_atomic_block:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[business_id] = version, fresh
    return fresh


def shops_of(business_ids: Collection[int]) -> dict[int, Shop]:
    """The shops of these businesses, public or not, without those closed for good. One statement, in the current scope."""
    return {row[0]: read_shop(row) for row in fetch(SHOP, (list(business_ids),), prepared=True)}


def shop_and_role(business_id: int, person_id: int) -> tuple[Shop, str] | None:
    """The shop, and what this person is in it; None for somebody who does not belong there. One statement."""
    role = "(select role from registry_membership where business_id = b.id and person_id = %s and until is null)"
    with reading(business_id):
        rows = fetch(SHOP.replace("a.longitude", f"a.longitude, {role}", 1), (person_id, [business_id]), prepared=True)
    return (read_shop(rows[0][:-1]), rows[0][-1]) if rows and rows[0][-1] else None


def zones_of(business_ids: Collection[int]) -> dict[int, str]:
    """The IANA zone in which each of these businesses counts its days. One statement, in the current scope."""
    return dict(fetch("select id, zone from registry_business where id = any(%s)", (list(business_ids),)))


def names_of(business_ids: Collection[int]) -> dict[int, str]:
    """What these businesses are called, closed ones too. One statement if there are any, in the current scope."""
    return dict(fetch("select id, name from registry_business where id = any(%s)", (list(business_ids),))) if business_ids else {}


def read_shop(row: tuple[Any, ...]) -> Shop:
    """A row of the statement SHOP as a Shop, open or not at this moment."""
    facts = dict(zip(COLUMNS, row, strict=True))
    facts["opening_hours"] = json.loads(facts["opening_hours"])
    return Shop(**facts, is_open_now=rules.is_open(facts["opening_hours"], facts["zone"], clock.now()))
