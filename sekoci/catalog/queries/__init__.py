"""What can be asked of the catalogue: by buyers' pages, by the owner's, and by `sekoci verify`."""

from sekoci.catalog.photos import photo_path, photo_url
from sekoci.catalog.queries.listed import LISTED, Listed, listed_products
from sekoci.catalog.queries.low import LowStock, Worries, worries
from sekoci.catalog.queries.moves import (
    MoveLine,
    OrderMove,
    StockLine,
    StockList,
    moves_for_order,
    moves_of,
    stock_list,
    stock_of,
)
from sekoci.catalog.queries.owned import (
    MyProduct,
    MyProducts,
    MyProductWhole,
    MyVariant,
    headings_of,
    my_catalog,
    my_product,
    my_products,
)
from sekoci.catalog.queries.problems import problems
from sekoci.catalog.queries.purchases import Purchase, PurchaseLine, debt_of, purchase
from sekoci.catalog.queries.shelf import (
    Shelf,
    ShelfItem,
    ShelfVariant,
    UnknownCursor,
    first_photos,
    front_version,
    product,
    products,
    products_across,
    shelf,
)

__all__ = [
    "LISTED",
    "Listed",
    "LowStock",
    "MoveLine",
    "MyProduct",
    "MyProductWhole",
    "MyProducts",
    "MyVariant",
    "OrderMove",
    "Purchase",
    "PurchaseLine",
    "Shelf",
    "ShelfItem",
    "ShelfVariant",
    "StockLine",
    "StockList",
    "UnknownCursor",
    "Worries",
    "debt_of",
    "first_photos",
    "front_version",
    "headings_of",
    "listed_products",
    "moves_for_order",
    "moves_of",
    "my_catalog",
    "my_product",
    "my_products",
    "photo_path",
    "photo_url",
    "problems",
    "product",
    "products",
    "products_across",
    "purchase",
    "shelf",
    "stock_list",
    "stock_of",
    "worries",
]
