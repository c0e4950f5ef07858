"""What the catalogue announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProductsChanged:
    """Products of a business that were added, changed, hidden, removed or brought back. Stock is not told: it changes all day."""

    business_id: int
    product_ids: list[str]
