"""What staff see of orders: never the link that opens one as its buyer."""

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.orders.models import Order, OrderLine, OrderStep


@shows(Order)
class Orders(Shown):
    list_display = ("code", "business", "state", "buyer_name", "buyer_phone", "total", "placed_at")
    list_filter = ("state", "fulfilment", "placed_at")
    search_fields = ("code__iexact", "buyer_phone__exact", "business__slug__exact")
    more = (
        "source", "fulfilment", "address", "area_code", "note", "delivery_fee", "discount", "discounts", "expires_at", "way_in",
        "needs_attention",
    )  # fmt: skip
    phones = ("buyer_phone",)
    money = ("total", "delivery_fee", "discount", "unit_price")
    parts = (
        Part(OrderLine, "order", ("name", "quantity", "unit", "unit_price", "discount", "shortage")),
        Part(OrderStep, "order", ("at", "state", "by", "note")),
    )
