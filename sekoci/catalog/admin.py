"""What staff see of goods, stock, certificates, discounts and imports."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.catalog.models import Certificate, Discount, Product, ProductImport, StockMove, Variant, VoucherUse
from sekoci.kit.backoffice import Part, Shown, shows


@shows(Product)
class Products(Shown):
    list_display = ("name", "business", "category", "is_listed", "created_at", "deleted_at")
    list_filter = ("is_listed", ("deleted_at", EmptyFieldListFilter), "created_at")
    search_fields = ("business__slug__exact", "name__icontains")
    more = ("description", "unit", "low_stock_at", "made_in", "maker", "updated_at")
    money = ("price", "stock__value")
    parts = (Part(Variant, "product", ("name", "price", "stock__on_hand", "stock__reserved", "stock__value", "deleted_at")),)


@shows(StockMove)
class StockMoves(Shown):
    list_display = ("at", "business", "variant__product__name", "kind", "on_hand", "reserved", "value")
    list_filter = ("kind", "at")
    search_fields = ("business__slug__exact",)
    more = ("variant__name", "unit_cost", "reference", "note")
    money = ("value", "unit_cost")


@shows(Certificate)
class Certificates(Shown):
    list_display = ("business", "kind", "number", "holder", "valid_until", "removed_at")
    list_filter = ("kind", ("removed_at", EmptyFieldListFilter), "valid_until")
    search_fields = ("number__icontains", "business__slug__exact")
    more = ("product", "created_at")


@shows(Discount)
class Discounts(Shown):
    list_display = ("business", "kind", "code", "product", "starts_at", "ends_at", "used")
    list_filter = ("kind", "starts_at")
    search_fields = ("code__iexact", "business__slug__exact")
    more = ("amount", "percent", "ceiling", "buy", "pay", "minimum", "most_uses", "per_phone", "created_at")
    money = ("amount", "ceiling", "minimum")
    parts = (Part(VoucherUse, "voucher", ("order_id", "amount", "at", "given_back_at")),)


@shows(ProductImport)
class Imports(Shown):
    list_display = ("business", "file_name", "state", "rows", "written", "created_at", "finished_at")
    list_filter = ("state", "created_at")
    search_fields = ("business__slug__exact",)
    more = ("by", "counts", "columns")
