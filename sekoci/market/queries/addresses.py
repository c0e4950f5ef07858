"""Every address that everybody may read, a part at a time: what a sitemap is made from."""

from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

ADDRESSES_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Address:
    """A path from the root, and when what it shows last changed."""

    path: str
    changed_at: datetime


def count_addresses() -> tuple[int, int]:
    """How many shops and how many products. One statement."""
    with across_businesses():
        [(shops, products)] = fetch("select (select count(*) from market_shop), (select count(*) from market_product)")
    return shops, products


def shop_addresses(part: int) -> list[Address]:
    """The shops of a part, from 1."""
    with across_businesses():
        rows = fetch("select '/' || slug, changed_at from market_shop order by business_id limit %s offset %s", _span(part))
    return [Address(*row) for row in rows]


def product_addresses(part: int) -> list[Address]:
    """The products of a part, from 1."""
    with across_businesses():
        rows = fetch(
            """
            select '/' || shop.slug || '/p/' || product.id, product.changed_at
            from (select id, business_id, changed_at from market_product order by id limit %s offset %s) product
            join market_shop shop using (business_id) order by product.id
            """,
            _span(part),
        )
    return [Address(*row) for row in rows]


def area_codes() -> dict[str, datetime]:
    """Every area that has a shop, of each level, and when a shop there last changed. One statement."""
    with across_businesses():
        rows = fetch(
            """
            select left(area_code, length), max(changed_at) from market_shop, unnest(array[2, 5, 8, 13]) length
            where length(area_code) >= length group by 1 order by 1
            """
        )
    return dict(rows)


def _span(part: int) -> tuple[int, int]:
    return ADDRESSES_AT_ONCE, (part - 1) * ADDRESSES_AT_ONCE
