"""Products and stocks as other systems are told of them: by id, for handlers, inside `across_businesses`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class StockNow:
    """A variant with its stock; `last_move` is the newest of its moves, so that the same state is told once."""

    business_id: int
    product_id: UUID
    variant_id: UUID
    product: str
    variant: str
    price: int
    on_hand: int
    reserved: int
    last_move: UUID | None

    @property
    def stock(self) -> int:
        return self.on_hand - self.reserved


@dataclass(frozen=True)
class ProductNow:
    """A product with its variants; one that was removed is told as such, without them."""

    business_id: int
    id: UUID
    name: str
    description: str
    unit: str
    is_listed: bool
    is_removed: bool
    version: str
    variants: tuple[StockNow, ...]


STOCKS = """
    select v.business_id, v.product_id, v.id, p.name, v.name, v.price, s.on_hand, s.reserved, last.id
    from catalog_variant v
    join catalog_product p on p.id = v.product_id
    join catalog_stock s on s.variant_id = v.id
    left join lateral (
        select m.id from catalog_stockmove m where m.business_id = v.business_id and m.variant_id = v.id
        order by m.id desc limit 1
    ) last on true
"""


def stocks_now(variant_ids: Collection[UUID]) -> list[StockNow]:
    """The stocks of these variants; one statement."""
    return [StockNow(*row) for row in fetch(f"{STOCKS} where v.id = any(%s) order by v.id", (list(variant_ids),))]


def products_now(product_ids: Collection[UUID]) -> list[ProductNow]:
    """These products with the variants they have now; two statements."""
    rows = fetch(
        "select business_id, id, name, description, unit, is_listed, deleted_at is not null, xmin::text from catalog_product"
        " where id = any(%s) order by id",
        (list(product_ids),),
    )
    found = fetch(
        f"{STOCKS} where v.product_id = any(%s) and v.deleted_at is null order by v.position, v.id", (list(product_ids),)
    )
    variants = [StockNow(*row) for row in found]
    products: list[ProductNow] = []
    for row in rows:
        facts: list[Any] = [*row, tuple(each for each in variants if each.product_id == row[1] and not row[6])]
        products.append(ProductNow(*facts))
    return products
