"""What can be asked of the market: who sells what, where; which areas have shops; every public address."""

from sekoci.market.kept import forget_pages
from sekoci.market.queries.addresses import (
    ADDRESSES_AT_ONCE,
    Address,
    area_codes,
    count_addresses,
    product_addresses,
    shop_addresses,
)
from sekoci.market.queries.areas import AreaCount, counts_found, counts_within, is_answered
from sekoci.market.queries.finding import Found, FoundProduct, FoundShop, Search, find

__all__ = [
    "ADDRESSES_AT_ONCE",
    "Address",
    "AreaCount",
    "Found",
    "FoundProduct",
    "FoundShop",
    "Search",
    "area_codes",
    "count_addresses",
    "counts_found",
    "counts_within",
    "find",
    "forget_pages",
    "is_answered",
    "product_addresses",
    "shop_addresses",
]
