"""Where providers call back."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.payments.actions import hear_notice
from sekoci.payments.providers import pretend

router = Router(tags=["payments"])
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
