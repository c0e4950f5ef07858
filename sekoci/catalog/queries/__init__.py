"""What can be asked of the catalogue."""

from sekoci.catalog.photos import photo_path, photo_url
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
    "Shelf",
    "ShelfItem",
    "ShelfVariant",
    "UnknownCursor",
    "photo_path",
    "photo_url",
    "product",
    "products",
    "shelf",
    "shelf_version",
]
