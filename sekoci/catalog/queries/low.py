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


def low_stock(business_id: int, *, limit: int = 20) -> list[LowStock]:
    """What runs out, the emptiest first. One statement."""
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, case v.name when '' then p.name else p.name || ' - ' || v.name end, p.unit, s.on_hand - s.reserved
            from catalog_product p
            join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            join catalog_stock s on s.variant_id = v.id
            where p.business_id = %s and p.deleted_at is null and p.is_listed and s.on_hand - s.reserved <= p.low_stock_at
            order by s.on_hand - s.reserved, p.name limit %s
            """,
            (business_id, limit),
        )
    return [LowStock(*row) for row in rows]
