"""Ordering over JSON, the owner's side: a bearer key stands for one business."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Query, Router
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from sekoci.accounts.actions import note_view
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.orders import actions
from sekoci.orders.queries import OrderView, order_of, orders_of
from sekoci.orders.rest.shapes import MyOrderOut, MyOrderPage, Status, my_order_json, my_order_row
from sekoci.orders.rules import MOST_LINES, MOST_PIECES
from sekoci.registry.pages import KeyRequest, OwnerKey

router = Router(tags=["my shop"], auth=OwnerKey())
BY = "api"
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
PartKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=80,
        pattern=r"^[\x21-\x7e]+$",
        description="Required with `amount`; without `amount` the whole is given back once, and no key is needed.",
    ),
]
ANSWERS = {200: MyOrderOut, 401: Problem, 404: Problem, 409: Problem, 422: Problem}


class ReasonIn(BaseModel):
    """Why; and where money that was paid is taken from to give it back.

    Left out, `refund_from` is where the money lies: `cash` for what was paid in cash, `bank` for a transfer or QRIS.
    """

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, StringConstraints(max_length=200)] = ""
    refund_from: Literal["cash", "bank"] | None = None


class BackIn(BaseModel):
    """So many pieces of one variant of the order are on the shelf again."""

    model_config = ConfigDict(extra="forbid")

    variant: UUID
    quantity: Annotated[int, Field(strict=True, ge=0, le=MOST_PIECES)]


class RefundIn(ReasonIn):
    """`amount` of what was paid, all that is left unless said otherwise; `lines`: what is on the shelf again.

    Without `lines` all goods that are still out come back with the last of the money, unless `goods_back` is false, and none with
    a part of it. What was handed over unpaid comes back whole, without an amount: the debt ends.
    """

    amount: Annotated[int, Field(strict=True, ge=1, le=10**15)] | None = None
    goods_back: StrictBool = True
    lines: Annotated[list[BackIn], Field(max_length=MOST_LINES)] | None = None

    def pieces(self) -> dict[UUID, int] | None:
        """By variant; a variant named twice is counted together."""
        if self.lines is None:
            return None
        together: Counter[UUID] = Counter()
        for line in self.lines:
            together[line.variant] += line.quantity
        return dict(together)


class HandOverIn(BaseModel):
    """`paid_cash`: the buyer pays on the spot what is still open."""

    model_config = ConfigDict(extra="forbid")

    paid_cash: StrictBool = False


@router.get(
    "/my/orders",
    response={200: MyOrderPage, 401: Problem, 422: Problem},
    summary="Orders, newest first",
    auth=OwnerKey("orders:read"),
)
def list_orders(
    request: KeyRequest,
    status: Annotated[list[Status] | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> HttpResponse:
    page = orders_of(request.auth, states=status or (), cursor=cursor)
    _note(request.auth, page.items, what="row")
    return json_response({"items": [my_order_row(order) for order in page.items], "next": page.next})


@router.get(
    "/my/orders/{uuid:order_id}",
    response={200: MyOrderOut, 401: Problem, 404: Problem, 422: Problem},
    summary="An order",
    auth=OwnerKey("orders:read"),
)
def get_my_order(request: KeyRequest, order_id: UUID) -> HttpResponse:
    return _shown(request.auth, order_id)


@router.post("/my/orders/{uuid:order_id}/accept", response=ANSWERS, summary="Accept", auth=OwnerKey("orders:write"))
def accept(request: KeyRequest, order_id: UUID) -> HttpResponse:
    actions.accept_orders(request.auth, [order_id], by=BY)
    return _shown(request.auth, order_id)


@router.post("/my/orders/{uuid:order_id}/pack", response=ANSWERS, summary="Packed", auth=OwnerKey("orders:write"))
def pack(request: KeyRequest, order_id: UUID) -> HttpResponse:
    actions.pack_orders(request.auth, [order_id], by=BY)
    return _shown(request.auth, order_id)


@router.post("/my/orders/{uuid:order_id}/hand-over", response=ANSWERS, summary="Handed over", auth=OwnerKey("orders:write"))
def hand_over(request: KeyRequest, order_id: UUID, body: HandOverIn | None = None) -> HttpResponse:
    actions.hand_over_orders(request.auth, [order_id], by=BY, paid_cash=bool(body and body.paid_cash))
    return _shown(request.auth, order_id)


@router.post("/my/orders/{uuid:order_id}/send", response=ANSWERS, summary="Sent", auth=OwnerKey("orders:write"))
def send(request: KeyRequest, order_id: UUID) -> HttpResponse:
    actions.send_orders(request.auth, [order_id], by=BY)
    return _shown(request.auth, order_id)


@router.post("/my/orders/{uuid:order_id}/complete", response=ANSWERS, summary="Completed", auth=OwnerKey("orders:write"))
def complete(request: KeyRequest, order_id: UUID) -> HttpResponse:
    actions.complete_orders(request.auth, [order_id], by=BY)
    return _shown(request.auth, order_id)


@router.post(
    "/my/orders/{uuid:order_id}/confirm-payment", response=ANSWERS, summary="The money is there", auth=OwnerKey("payments:write")
)
def confirm_payment(request: KeyRequest, order_id: UUID) -> HttpResponse:
    actions.confirm_order_payments(request.auth, [order_id], by=BY)
    return _shown(request.auth, order_id)


@router.post(
    "/my/orders/{uuid:order_id}/cancel",
    response=ANSWERS,
    summary="Cancel; what was paid is given back",
    auth=OwnerKey("orders:write"),
)
def cancel(request: KeyRequest, order_id: UUID, body: ReasonIn | None = None) -> HttpResponse:
    why = body or ReasonIn()
    actions.cancel_orders(request.auth, [order_id], by=BY, reason=why.reason, refund_from=why.refund_from)
    return _shown(request.auth, order_id)


@router.post(
    "/my/orders/{uuid:order_id}/refund",
    response=ANSWERS,
    summary="Take back what was handed over or sent",
    auth=OwnerKey("payments:write"),
)
def refund(request: KeyRequest, order_id: UUID, body: RefundIn | None = None, key: PartKey = None) -> HttpResponse:
    """A part (`amount`) needs an `Idempotency-Key`, so that it is not given back twice. `lines` says which goods came back."""
    what = body or RefundIn()
    if what.amount is not None and not key:
        raise Invalid(field="Idempotency-Key", why_id="Kirim kunci untuk sebagian uang.", why_en="Send a key with an amount.")
    order = order_of(request.auth, order_id)
    if order is None or order.payment is None:
        raise NotFound()
    purse = what.refund_from or order.payment.purse
    back = actions.Return(what.amount, what.goods_back, purse, what.reason, key or "", what.pieces())
    actions.refund_order(request.auth, order_id, by=BY, what=back)
    return _shown(request.auth, order_id)


def _shown(business_id: int, order_id: UUID) -> HttpResponse:
    order = order_of(business_id, order_id)
    if order is None:
        raise NotFound()
    _note(business_id, [order], what="order")
    return json_response(my_order_json(order))


def _note(business_id: int, orders: Sequence[OrderView], *, what: str) -> None:
    """A program of the shop reads whose orders these are: as on its pages."""
    note_view([order.buyer_phone for order in orders], viewer=f"api:{business_id}", what=what, sparing=True)
