"""What can be asked of the catalogue."""

from sekoci.catalog.photos import photo_path, photo_url
from sekoci.catalog.queries.low import LowStock, low_stock
from sekoci.catalog.queries.shelf import (
    Shelf,
    ShelfItem,
    ShelfVariant,
    UnknownCursor,
    product,
    products,
    shelf,
    shelf_version,
)

__all__ = [
    "LowStock",
    "Shelf",
    "ShelfItem",
    "ShelfVariant",
    "UnknownCursor",
    "low_stock",
    "photo_path",
    "photo_url",
    "product",
    "products",
    "shelf",
    "shelf_version",
]
