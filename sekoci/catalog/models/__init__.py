"""What the catalogue keeps."""

from sekoci.catalog.models.discounts import Discount, VoucherUse
from sekoci.catalog.models.goods import Certificate, Product, Stock, StockMove, Variant
from sekoci.catalog.models.imports import ImportChange, ProductImport

__all__ = [
    "Certificate",
    "Discount",
    "ImportChange",
    "Product",
    "ProductImport",
    "Stock",
    "StockMove",
    "Variant",
    "VoucherUse",
]
