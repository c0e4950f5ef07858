"""Orders as they go over the wire."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from pydantic import BaseModel

from sekoci.orders.queries import LineView, OrderView
from sekoci.orders.rules import Placed, PlacedLine

Status = Literal["placed", "accepted", "packed", "handed_over", "sent", "completed", "cancelled", "expired"]


class DiscountOut(BaseModel):
    """Why the price is what it is: a `price` for a time is in the lines already, the others are taken off (`amount`)."""

    kind: Literal["price", "bundle", "voucher", "seller"]
    name: str = ""
    amount: int = 0
    buy: int | None = None
    pay: int | None = None
    before: int | None = None
    now: int | None = None


class OrderLineOut(BaseModel):
    product: UUID | None
    variant: UUID | None
    name: str
    unit: str
    price: int
    quantity: int
    discount: int
    """Rupiah that are taken off the whole line."""
    total: int
    """What is left to pay for it."""


class PaymentOut(BaseModel):
    method: Literal["cash", "transfer", "qris"]
    status: Literal["waiting", "settled", "cancelled", "refunded"]
    qris: str | None = None
    refunded: int = 0
    """Rupiah given back so far; left out while it is nothing."""


class OrderOut(BaseModel):
    id: UUID
    code: str
    token: str
    status: Status
    total: int
    currency: Literal["IDR"] = "IDR"
    discount: int
    discounts: list[DiscountOut]
    lines: list[OrderLineOut]
    payment: PaymentOut
    url: str


class BuyerOut(BaseModel):
    name: str
    phone: str


class StepOut(BaseModel):
    status: Status
    at: datetime
    by: str
    note: str


class MyOrderRow(OrderOut):
    """What the owner sees of an order in the list, on top of what its buyer sees."""

    source: str
    way_in: str
    """By which of the shop's links the buyer came: `wa`, `ig`, `katalog`…; empty: by none that we know."""
    buyer: BuyerOut
    fulfilment: Literal["pickup", "delivery", "counter"]
    address: str
    area: str
    """Code of the village or district, where the shop asks for one."""
    note: str
    delivery_fee: int
    placed_at: datetime
    needs_attention: str


class MyOrderOut(MyOrderRow):
    """The same with its timeline, for one order asked for by its id."""

    steps: list[StepOut]


class MyOrderPage(BaseModel):
    items: list[MyOrderRow]
    next: str | None


def placed_json(placed: Placed, method: str) -> dict[str, Any]:
    """A new order as its buyer sees it, told from what was just placed: no look at the database."""
    lines = [_line(line) for line in placed.lines]
    return _order(
        placed, placed.grant.said, lines, _payment(method, "waiting" if placed.total else "settled", ""), placed.order_id
    )


def order_json(order: OrderView) -> dict[str, Any]:
    """An order as its buyer sees it now."""
    lines = [_line(line) for line in order.lines]
    paid = order.payment
    payment = _payment(paid.method, paid.status, paid.qris, paid.refunded) if paid else _payment("cash", "waiting", "")
    return _order(order, order.discounts or [], lines, payment, order.id)


def _order(
    order: Placed | OrderView,
    discounts: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    payment: dict[str, Any],
    order_id: UUID,
) -> dict[str, Any]:
    return {
        "id": str(order_id),
        "code": order.code,
        "token": order.token,
        "status": order.state,
        "total": order.total,
        "currency": "IDR",
        "discount": order.discount,
        "discounts": discounts,
        "lines": lines,
        "payment": payment,
        "url": f"{settings.PUBLIC_URL}/pesanan/{order.token}",
    }


def _line(line: PlacedLine | LineView) -> dict[str, Any]:
    return {
        "product": str(line.product_id) if line.product_id else None,
        "variant": str(line.variant_id) if line.variant_id else None,
        "name": line.name,
        "unit": line.unit,
        "price": line.unit_price,
        "quantity": line.quantity,
        "discount": line.discount,
        "total": line.total - line.discount,
    }


def _payment(method: str, status: str, qris: str, refunded: int = 0) -> dict[str, Any]:
    more = {"qris": qris, "refunded": refunded}
    return {"method": method, "status": status, **{name: value for name, value in more.items() if value}}


def my_order_json(order: OrderView) -> dict[str, Any]:
    """An order as its shop's owner sees it now, with its timeline."""
    steps = [{"status": step.state, "at": step.at.isoformat(), "by": step.by, "note": step.note} for step in order.steps]
    return my_order_row(order) | {"steps": steps}


def my_order_row(order: OrderView) -> dict[str, Any]:
    """The same for a list, where nobody looked for its timeline."""
    return order_json(order) | {
        "source": order.source,
        "way_in": order.way_in,
        "buyer": {"name": order.buyer_name, "phone": order.buyer_phone},
        "fulfilment": order.fulfilment,
        "address": order.address,
        "area": order.area_code,
        "note": order.note,
        "delivery_fee": order.delivery_fee,
        "placed_at": order.placed_at.isoformat(),
        "needs_attention": order.needs_attention,
    }
