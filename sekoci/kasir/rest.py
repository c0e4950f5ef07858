"""Sales over the counter, over JSON: a bearer key stands for one business."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Router
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from sekoci.kasir import actions
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import KeyRequest, OwnerKey

router = Router(tags=["my shop"], auth=OwnerKey())


class SoldLineIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product: UUID
    variant: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    price: Annotated[int | None, Field(strict=True, ge=0, le=10**12)] = None
    """What a piece was charged at, rupiah: it stands, whatever the shop's price is or was. Left out: the shop's price."""


class SaleIn(BaseModel):
    """What was sold and how it was paid: products, a free `amount` in rupiah called `what`, or both.

    `sold_at` says when, for a sale that is told of later: at most 31 days ago, left out: now. It is booked on that day, with the
    discounts that ran then; of the shop's ordinary prices only today's are known, so send `price` where one may have changed
    since. Discounts apply by themselves, but to a line with a `price` neither a price for a time nor buy n pay m; `voucher` is a
    code, `discount` what the seller takes off in rupiah.
    """

    model_config = ConfigDict(extra="forbid")

    payment: Literal["cash", "transfer", "qris"]
    lines: Annotated[list[SoldLineIn], Field(max_length=200)] = []
    amount: Annotated[int, Field(strict=True, ge=0, le=10**12)] = 0
    what: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    voucher: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    discount: Annotated[int, Field(strict=True, ge=0, le=10**12)] = 0
    sold_at: AwareDatetime | None = None


class SaleOut(BaseModel):
    id: UUID
    code: str
    total: int
    discount: int
    currency: Literal["IDR"] = "IDR"
    needs_attention: bool


@router.post(
    "/my/sales",
    response={200: SaleOut, 201: SaleOut, 401: Problem, 404: Problem, 422: Problem},
    summary="A sale",
    auth=OwnerKey("counter:sell"),
)
def post_sale(
    request: KeyRequest,
    body: SaleIn,
    key: Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")],
) -> HttpResponse:
    """Record a sale that happened, just now or at `sold_at`. A stock that is short is flagged (`needs_attention`), never refused.

    A product that was removed meanwhile is sold all the same. A voucher that cannot be taken refuses the sale: send it without.
    """
    lines = [(line.product, line.variant, line.quantity, line.price) for line in body.lines]
    what = actions.Sold(lines, body.amount, body.what, body.voucher, body.discount, body.sold_at)
    sold = actions.sell(request.auth, what, method=body.payment, key=key, by="api")
    answer = {
        "id": str(sold.order_id),
        "code": sold.code,
        "total": sold.total,
        "discount": sold.discount,
        "currency": "IDR",
        "needs_attention": bool(sold.needs_attention),
    }
    if sold.repeated:
        return json_response(answer)
    return json_response(answer, status=201, location=f"my/orders/{answer['id']}")
