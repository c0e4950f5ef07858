"""Where providers call back, and what they said, for the owner's side."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict

from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.payments.actions import hear_notice, review_notice
from sekoci.payments.providers import pretend
from sekoci.payments.queries import NoticeFilter, NoticeRow, notices_of
from sekoci.registry.pages import KeyRequest, OwnerKey

router = Router(tags=["payments"])
mine = Router(tags=["my shop"], auth=OwnerKey())
MOST_BYTES = 16_384


SIGNED = [
    {"in": "header", "name": name, "schema": {"type": "string"}, "description": meaning}
    for name, meaning in (
        ("X-Timestamp", "Unix seconds, at most 300 away"),
        ("X-Signature", "Lower-case hex HMAC-SHA256 of `<X-Timestamp>.<raw body>`"),
    )
]
SAID = {
    "type": "object",
    "required": ["reference", "transaction", "status", "amount"],
    "properties": {
        "reference": {"type": "string"},
        "transaction": {"type": "string", "maxLength": 40},
        "status": {"type": "string", "enum": ["pending", "paid", "expired"]},
        "amount": {"type": "integer", "minimum": 1},
    },
}


class NoticeTooLong(Refusal):
    code, status = "notice_too_long", 413
    id = "Kabar terlalu panjang: paling banyak {most} byte."
    en = "The notice is too long: at most {most} bytes."


class HeardOut(BaseModel):
    """What became of it; `repeated`: it had come before, and nothing changed."""

    outcome: Literal["settled", "repeated", "unknown", "cancelled", "different", "noted"]
    repeated: bool


@router.post(
    "/payments/pretend/notices",
    response={200: HeardOut, 401: Problem, 404: Problem, 413: Problem},
    summary="The pretend acquirer says that a buyer has paid",
    openapi_extra={"parameters": SIGNED, "requestBody": {"content": {"application/json": {"schema": SAID}}}},
)
def post_notice(request: HttpRequest) -> HttpResponse:
    """Answers 200 whatever a genuine notice says, so that the provider stops; a forged one is written down and refused."""
    if not pretend.is_on():
        raise NotFound()
    if len(request.body) > MOST_BYTES:
        raise NoticeTooLong(most=MOST_BYTES)
    heard = hear_notice("pretend", request.body, request.headers)
    return json_response({"outcome": heard.outcome, "repeated": not heard.is_new})


class NoticeOut(BaseModel):
    """What a provider said. `in_doubt`: rupiah that fit nothing and wait for the owner's word."""

    id: UUID
    outcome: Literal["settled", "repeated", "cancelled", "different", "noted"]
    amount: int
    in_doubt: int
    asked: int | None
    order: UUID | None
    order_code: str
    received_at: datetime
    resolution: Literal["", "accepted", "returned", "kept", "seen"]


class NoticePageOut(BaseModel):
    items: list[NoticeOut]
    next: int | None


class ReviewIn(BaseModel):
    """What the money was; `paid_from`: where it was taken from to give it back. `seen`: a notice with nothing `in_doubt`, which
    says another sum of a transaction that is in the books already."""

    model_config = ConfigDict(extra="forbid")

    resolution: Literal["accepted", "returned", "kept", "seen"]
    paid_from: Literal["cash", "bank"] = "cash"


class ReviewOut(BaseModel):
    """`repeated`: the same was said before, and nothing changed."""

    resolution: Literal["accepted", "returned", "kept", "seen"]
    repeated: bool


@mine.get(
    "/my/payments/notices",
    response={200: NoticePageOut, 401: Problem, 422: Problem},
    summary="What providers said",
    auth=OwnerKey("money:read"),
)
def list_notices(
    request: KeyRequest,
    show: Literal["open", "done", "settled", "all"] = "open",
    cursor: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> HttpResponse:
    """`open` needs the owner's word; newest first, thirty at a time."""
    page = notices_of(request.auth, NoticeFilter(show), offset=cursor)
    following = cursor + len(page.rows) if page.more else None
    return json_response({"items": [_notice(row) for row in page.rows], "next": following})


@mine.post(
    "/my/payments/notices/{uuid:notice_id}/review",
    response={200: ReviewOut, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    summary="Say what doubtful money was",
    auth=OwnerKey("payments:write"),
)
def post_review(request: KeyRequest, notice_id: UUID, body: ReviewIn) -> HttpResponse:
    new = review_notice(request.auth, notice_id, as_=body.resolution, by="api", paid_from=body.paid_from)
    return json_response({"resolution": body.resolution, "repeated": not new})


def _notice(row: NoticeRow) -> dict[str, object]:
    return {
        "id": row.id,
        "outcome": row.outcome,
        "amount": row.amount,
        "in_doubt": row.suspense if row.is_open else 0,
        "asked": row.asked,
        "order": row.order_id,
        "order_code": row.order_code,
        "received_at": row.received_at.isoformat(),
        "resolution": row.resolution,
    }
