"""Ordering over JSON, the buyer's side: nobody logs in, an order is known by its token."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sekoci.accounts.pages import address_of
from sekoci.kit.errors import NotFound
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.orders.actions import Asked, order_from_shop
from sekoci.orders.queries import order_by_token
from sekoci.orders.rest.shapes import OrderOut, order_json, placed_json

router = Router(tags=["orders"])
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BuyerIn(Sent):
    name: Annotated[Line, StringConstraints(max_length=80)]
    phone: Annotated[Line, StringConstraints(max_length=32)]


class LineIn(Sent):
    product: UUID
    variant: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]


class OrderIn(Sent):
    buyer: BuyerIn
    fulfilment: Literal["pickup", "delivery"]
    address: Annotated[str, StringConstraints(max_length=300)] | None = None
    area: Annotated[str, StringConstraints(pattern=r"^(?:\d{2}(?:\.\d{2}){1,2}(?:\.\d{4})?)?$")] = ""
    """The village or district to deliver to, where the shop prices its delivery by place."""
    payment: Literal["cash", "transfer", "qris"]
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=200)]
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    voucher: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""


REFUSALS = {404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem}


@router.post("/shops/{slug}/orders", response={200: OrderOut, 201: OrderOut, **REFUSALS}, summary="Order")
def post_order(
    request: HttpRequest,
    slug: str,
    body: OrderIn,
    key: Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")],
) -> HttpResponse:
    """The same key and body again answers 200 with the same order; the same key with another body is refused (422)."""
    asked = Asked(
        name=body.buyer.name,
        phone=body.buyer.phone,
        fulfilment=body.fulfilment,
        address=body.address or "",
        area=body.area,
        method=body.payment,
        note=body.note,
        voucher=body.voucher,
        lines=tuple((line.product, line.variant, line.quantity, None) for line in body.lines),
    )
    placed = order_from_shop(slug, asked, source="api", key=key, address=address_of(request))
    if not placed.repeated and asked.method != "qris":
        return json_response(placed_json(placed, asked.method), status=201, location=_address(placed.order_id, placed.token))
    order = order_by_token(placed.token)
    if order is None:
        raise NotFound()
    if placed.repeated:
        return json_response(order_json(order))
    return json_response(order_json(order), status=201, location=_address(order.id, order.token))


@router.get(
    "/orders/{uuid:order_id}", response={200: OrderOut, 404: Problem, 422: Problem}, summary="The buyer's view of an order"
)
def get_order(request: HttpRequest, order_id: UUID, token: Annotated[str, Query(max_length=64)]) -> HttpResponse:
    order = order_by_token(token)
    if order is None or order.id != order_id:
        raise NotFound()
    return json_response(order_json(order))


def _address(order_id: UUID, token: str) -> str:
    return f"orders/{order_id}?token={token}"
