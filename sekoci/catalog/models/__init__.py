"""What the catalogue keeps."""

from sekoci.catalog.models.discounts import Discount, VoucherUse
from sekoci.catalog.models.goods import Certificate, Product, Stock, StockMove, Variant
from sekoci.catalog.models.imports import ProductImport

__all__ = [
    "Certificate",
    "Discount",
    "Product",
    "ProductImport",
    "Stock",
    "StockMove",
    "Variant",
    "VoucherUse",
]
