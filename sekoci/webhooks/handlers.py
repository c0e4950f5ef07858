"""What other systems are told after something happened below: orders, payments, stock, products."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sekoci.catalog.events import ProductsChanged, StocksCounted
from sekoci.catalog.queries import ProductNow, StockNow, products_now, stocks_now
from sekoci.kit.events import on
from sekoci.orders.events import OrdersMoved, OrdersPlaced
from sekoci.orders.pages import order_as_json
from sekoci.orders.queries import OrderView, businesses_of_orders, orders_across
from sekoci.payments.events import PaymentsRefunded, PaymentsSettled
from sekoci.payments.queries import PaymentView, payments_of
from sekoci.registry.pages import says_on_settings
from sekoci.registry.queries import Shop
from sekoci.webhooks.actions import News, tell
from sekoci.webhooks.queries import anybody_listens, listeners, targets_of

STOCK = "stock.changed"


@says_on_settings("webhooks")
def how_many(shop: Shop) -> str:
    """The names of those that are told."""
    return ", ".join(target.name for target in targets_of(shop.id) if target.state in ("on", "paused"))


@on(OrdersPlaced, consumer="webhooks")
def tell_of_new_orders(event: OrdersPlaced) -> None:
    orders = _heard_of("order.placed", event.order_ids)
    tell("order.placed", [News(each.business_id, str(each.id), {"order": _order(each)}) for each in orders])
    _tell_of_stock(orders)


@on(OrdersMoved, consumer="webhooks")
def tell_of_moved_orders(event: OrdersMoved) -> None:
    """`status` is the step this is about; the order is told as it stands, which may be further on."""
    orders = _heard_of("order.moved", event.order_ids)
    news = [News(each.business_id, f"{each.id}:{event.state}", {"status": event.state, "order": _order(each)}) for each in orders]
    tell("order.moved", news)
    _tell_of_stock(orders)


@on(PaymentsSettled, consumer="webhooks")
def tell_of_payments(event: PaymentsSettled) -> None:
    if anybody_listens(["payment.settled"]):
        payments = payments_of([UUID(each) for each in event.order_ids]).values()
        tell("payment.settled", [News(each.business_id, str(each.id), {"payment": _payment(each)}) for each in payments])


@on(PaymentsRefunded, consumer="webhooks")
def tell_of_refunds(event: PaymentsRefunded) -> None:
    order_ids = [UUID(each) for each in event.order_ids]
    if anybody_listens(["payment.refunded"]):
        payments = payments_of(order_ids)
        pairs = [(payments[order_id], refund) for order_id, refund in zip(order_ids, event.refund_ids, strict=True)]
        news = [News(each.business_id, refund, {"refund": refund, "payment": _payment(each)}) for each, refund in pairs]
        tell("payment.refunded", news)
    if anybody_listens([STOCK]):
        _tell_of_stock(orders_across(order_ids))


@on(ProductsChanged, consumer="webhooks")
def tell_of_products(event: ProductsChanged) -> None:
    if anybody_listens(["product.changed", STOCK]):
        products = products_now([UUID(each) for each in event.product_ids])
        news = [News(each.business_id, f"{each.id}:{each.version}", {"product": _product(each)}) for each in products]
        tell("product.changed", news)
        _tell_of_variants({variant.variant_id for each in products for variant in each.variants})


@on(StocksCounted, consumer="webhooks")
def tell_of_counted_stock(event: StocksCounted) -> None:
    if anybody_listens([STOCK]):
        _tell_of_variants({UUID(each) for each in event.variant_ids})


def _heard_of(kind: str, order_ids: list[str]) -> list[OrderView]:
    """The orders whose businesses have a target that wants to hear of them or of their stock; usually nobody has."""
    ids = [UUID(each) for each in order_ids]
    if not anybody_listens([kind, STOCK]):
        return []
    businesses = businesses_of_orders(ids)
    wanted = {*listeners(kind, businesses), *listeners(STOCK, businesses)}
    return [each for each in orders_across(ids) if each.business_id in wanted] if wanted else []


def _tell_of_stock(orders: Collection[OrderView]) -> None:
    _tell_of_variants({line.variant_id for each in orders for line in each.lines if line.variant_id})


def _tell_of_variants(variant_ids: Collection[UUID]) -> None:
    """The stock as it is now: the same state is told once, and what changed twice in between is told once."""
    if variant_ids:
        stocks = stocks_now(variant_ids)
        tell(STOCK, [News(each.business_id, f"{each.variant_id}:{each.last_move}", {"stock": _stock(each)}) for each in stocks])


def _order(order: OrderView) -> dict[str, Any]:
    """As the owner's JSON shows it, without the buyer's own key to it."""
    facts = order_as_json(order)
    return {name: value for name, value in facts.items() if name not in ("token", "url")}


def _payment(payment: PaymentView) -> dict[str, Any]:
    return {
        "id": payment.id,
        "order": payment.order_id,
        "order_code": payment.order_code,
        "method": payment.method,
        "status": payment.status,
        "amount": payment.amount,
        "refunded": payment.refunded,
        "currency": "IDR",
        "settled_at": payment.settled_at.isoformat() if payment.settled_at else None,
        "said_by": "provider" if payment.is_said_by_notice else "shop",
    }


def _stock(each: StockNow) -> dict[str, Any]:
    return {
        "product": each.product_id,
        "variant": each.variant_id,
        "name": f"{each.product} - {each.variant}" if each.variant else each.product,
        "stock": each.stock,
        "on_hand": each.on_hand,
        "reserved": each.reserved,
    }


def _product(each: ProductNow) -> dict[str, Any]:
    variants = [
        {"id": one.variant_id, "name": one.variant, "price": one.price, "stock": one.stock, "currency": "IDR"}
        for one in each.variants
    ]
    return {
        "id": each.id,
        "name": each.name,
        "description": each.description,
        "unit": each.unit,
        "listed": each.is_listed,
        "removed": each.is_removed,
        "variants": variants,
    }
