"""What the catalogue announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProductsChanged:
    """Products of a business that were added, changed, hidden, removed or brought back. Stock is not told: it changes all day."""

    business_id: int
    product_ids: list[str]


@dataclass(frozen=True)
class StocksCounted:
    """Variants whose stock the owner changed: bought in, corrected, a purchase undone. What orders move, orders tell."""

    business_id: int
    variant_ids: list[str]
