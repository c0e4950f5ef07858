"""What runs out."""

from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class LowStock:
    """A variant on sale whose free pieces are at or below the product's own mark."""

    product_id: UUID
    name: str
    unit: str
    stock: int


@dataclass(frozen=True)
class Worries:
    """What an owner should look at: what runs out, and how many kinds lie there whose cost nobody has said."""

    low: tuple[LowStock, ...]
    without_cost: int


def worries(business_id: int, *, limit: int = 20) -> Worries:
    """What runs out, the emptiest first, and how many kinds have no cost, so that profit looks too large. One statement."""
    with in_business(business_id):
        rows = fetch(
            """
            with listed as (
                select p.id, case v.name when '' then p.name else p.name || ' - ' || v.name end as name, p.unit,
                       s.on_hand - s.reserved as free, p.low_stock_at, s.on_hand > 0 and s.value = 0 as is_without_cost
                from catalog_product p
                join catalog_variant v on v.product_id = p.id and v.deleted_at is null
                join catalog_stock s on s.variant_id = v.id
                where p.business_id = %s and p.deleted_at is null and p.is_listed
            )
            select counted.number, low.*
            from (select count(*) filter (where is_without_cost) as number from listed) counted
            left join (
                select id, name, unit, free from listed where free <= low_stock_at order by free, name limit %s
            ) low on true
            order by low.free, low.name
            """,
            (business_id, limit),
        )
    return Worries(tuple(LowStock(*row[1:]) for row in rows if row[1]), rows[0][0])
