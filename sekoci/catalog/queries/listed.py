"""What may be found of the products that are listed: for an index of many shops."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.sql import fetch

LISTED = """
    select p.id, p.business_id, p.name, left(p.description, 300) as description, p.category,
           string_agg(v.name, ' ' order by v.position, v.id) as variants, min(v.price) as price
    from catalog_product p join catalog_variant v on v.product_id = p.id and v.deleted_at is null
    where p.deleted_at is null and p.is_listed
"""
"""Listed products with what may be found of them, to be ended by `group by p.id`. `md5(listed::text)` changes with any of it."""


CAN_BE_BOUGHT = """coalesce((
    select true from catalog_variant v join catalog_stock s on s.variant_id = v.id
    where v.product_id = {product} and v.deleted_at is null and s.on_hand > s.reserved limit 1), false)"""
"""A part for a statement of whoever lists products of many shops: whether any piece is left of the product in a column. Not
`exists`: the planner may hash all stocks there are for that."""
LOWEST_NOW = """least({price}, (
    select min(least(usual.price, coalesce(d.amount, usual.price - usual.price * d.percent / 10000)))
    from catalog_discount d left join catalog_variant v on v.id = d.variant_id and v.deleted_at is null,
    lateral (select coalesce(v.price, {price}) as price) usual
    where d.business_id = {business} and d.kind = 'price' and (d.product_id is null or d.product_id = {product})
      and (d.variant_id is null or v.id is not null)
      and d.starts_at <= %(at)s and coalesce(d.ends_at, 'infinity') > %(at)s))"""
"""Another: what the product's cheapest variant costs at `%(at)s`, of its lowest ordinary price; as `rules.price_of` says it."""


@dataclass(frozen=True)
class Listed:
    """What may be found of a product; `price` is its lowest, `fingerprint` changes with any of it."""

    id: UUID
    business_id: int
    name: str
    description: str
    category: str
    variants: str
    price: int
    fingerprint: UUID


def listed_products(*, of: Collection[int] = (), ids: Collection[UUID] = ()) -> list[Listed]:
    """The listed products of these businesses, or those among these ids. One statement, in the current scope."""
    rows = fetch(
        f"select listed.*, md5(listed::text)::uuid from ({LISTED} and (p.business_id = any(%s) or p.id = any(%s)) group by p.id)"  # noqa: S608
        " listed order by 1",
        (list(of), list(ids)),
    )
    return [Listed(*row) for row in rows]
