"""JSON: the systems that are told, set up and watched by a program with the scope `webhooks:write`.

Each call is there twice: for a shop's key below `/my/webhooks`, for an organisation's below `/office/webhooks`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import KeyRequest, OfficeKey, OfficeKeyRequest, OwnerKey
from sekoci.webhooks import actions
from sekoci.webhooks.queries import message_of, messages_of, target_of, targets_of
from sekoci.webhooks.whose import OfOrganisation, Whose, scope_of

router = Router(tags=["webhooks"], auth=OwnerKey())
offices = Router(tags=["organisations: webhooks"], auth=OfficeKey())
ONE = "/{uuid:target_id}"
Kind = Literal[
    "order.placed", "order.moved", "payment.settled", "payment.refunded", "stock.changed", "product.changed", "program.stage"
]
"""A shop may choose all but the last, an organisation the last."""
Url = Annotated[str, Field(max_length=500, examples=["https://erp.example.com/sekoci"])]
Kinds = Annotated[list[Kind], Field(min_length=1, max_length=20)]
Name = Annotated[str, Field(max_length=40)]


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class TargetIn(BaseModel):
    """Who is told of what. Without a `name` it is called by its host."""

    model_config = ConfigDict(extra="forbid")

    url: Url
    kinds: Kinds
    name: Name = ""


class TargetChangeIn(BaseModel):
    """What is left out stays. `off` keeps what waits for 72 hours; `on` sends it at once, and brings back a removed one."""

    model_config = ConfigDict(extra="forbid")

    url: Url | None = None
    kinds: Kinds | None = None
    name: Name | None = None
    state: Literal["on", "off"] | None = None


class TargetOut(Shown):
    """A target. `paused`: silent for 72 hours. `gone`: it answered 410. `waiting` and `failed` count its messages."""

    id: UUID
    url: str
    name: str
    kinds: list[str]
    state: Literal["on", "paused", "gone", "off", "removed"]
    created_at: datetime
    last_ok_at: datetime | None
    failing_since: datetime | None
    waiting: int
    failed: int


class NewTargetOut(TargetOut):
    """`secret` is seen here and never again."""

    secret: str


class TargetsOut(BaseModel):
    items: list[TargetOut]


class SecretOut(BaseModel):
    """For 24 hours the old one signs too."""

    secret: str


class MessageRowOut(Shown):
    """Something that was told; `status` is that of the last answer, null where none came."""

    id: UUID
    kind: str
    state: Literal["waiting", "delivered", "failed"]
    created_at: datetime
    tries: int
    next_at: datetime | None
    status: int | None


class AttemptOut(Shown):
    at: datetime
    ms: int
    status: int | None
    said: str


class MessageOut(MessageRowOut):
    """`payload` is the very text that was signed; `attempts` newest first."""

    payload: str
    attempts: list[AttemptOut]


class MessagePageOut(BaseModel):
    items: list[MessageRowOut]
    next: UUID | None


class ReplayedOut(BaseModel):
    count: int


Asked = KeyRequest | OfficeKeyRequest
ERRORS = {401: Problem, 404: Problem, 409: Problem, 422: Problem}
View = TypeVar("View", bound=Callable[..., HttpResponse])
Verb = Literal["get", "post", "patch", "delete"]


def both(verb: Verb, path: str, *, response: dict[int, Any], summary: str) -> Callable[[View], View]:
    """A call of shops' keys and of organisations'."""

    def keep(view: View) -> View:
        mine, theirs = OwnerKey("webhooks:write"), OfficeKey("webhooks:write")
        getattr(router, verb)(f"/my/webhooks{path}", auth=mine, response=response, summary=summary)(view)
        getattr(offices, verb)(
            f"/office/webhooks{path}",
            auth=theirs,
            response=response,
            summary=summary,
            operation_id=f"office_webhooks_{view.__name__}",
        )(view)
        return view

    return keep


@both("get", "", response={200: TargetsOut, 401: Problem}, summary="Who is told, removed ones last")
def list_targets(request: Asked) -> HttpResponse:
    return _json(TargetsOut(items=[TargetOut.model_validate(each) for each in targets_of(_whose(request))]))


@both("post", "", response={201: NewTargetOut, **ERRORS}, summary="Tell another address")
def connect(request: Asked, body: TargetIn) -> HttpResponse:
    """An address is told once: the second time answers 409 `already_connected`. At most ten."""
    made = actions.connect_target(_whose(request), url=body.url, kinds=body.kinds, name=body.name)
    known = TargetOut.model_validate(target_of(_whose(request), made.id))
    return _json(
        NewTargetOut(**known.model_dump(), secret=made.secret), status=201, location=f"{_below(request)}/webhooks/{made.id}"
    )


@both("get", ONE, response={200: TargetOut, **ERRORS}, summary="One of them")
def get_target(request: Asked, target_id: UUID) -> HttpResponse:
    return _target(_whose(request), target_id)


@both("patch", ONE, response={200: TargetOut, **ERRORS}, summary="Change, switch on or off")
def change_target(request: Asked, target_id: UUID, body: TargetChangeIn) -> HttpResponse:
    """What waits goes to the new address."""
    with scope_of(_whose(request)):
        known = target_of(_whose(request), target_id)
        if body.model_fields_set - {"state"}:
            name = known.name if body.name is None else body.name
            actions.change_target(
                _whose(request), target_id, url=body.url or known.url, kinds=body.kinds or known.kinds, name=name
            )
        if body.state:
            switch = actions.switch_on if body.state == "on" else actions.switch_off
            switch(_whose(request), target_id)
    return _target(_whose(request), target_id)


@both("delete", ONE, response={204: None, **ERRORS}, summary="Tell it no more")
def remove_target(request: Asked, target_id: UUID) -> HttpResponse:
    """For thirty days it can be switched on again. Removing twice changes nothing."""
    actions.remove_target(_whose(request), target_id)
    return HttpResponse(status=204)


@both("post", f"{ONE}/secret", response={200: SecretOut, **ERRORS}, summary="Exchange its secret")
def exchange_secret(request: Asked, target_id: UUID) -> HttpResponse:
    """The new one is seen here and never again; for 24 hours both sign."""
    return _json(SecretOut(secret=actions.exchange_secret(_whose(request), target_id).secret))


@both("post", f"{ONE}/test", response={200: MessageOut, **ERRORS}, summary="Send it a test")
def send_test(request: Asked, target_id: UUID) -> HttpResponse:
    """Read the message again after some seconds to see how it went."""
    return _message(_whose(request), target_id, actions.send_test(_whose(request), target_id))


@both("post", f"{ONE}/replay", response={200: ReplayedOut, **ERRORS}, summary="Send now all that failed or waits")
def replay_failed(request: Asked, target_id: UUID) -> HttpResponse:
    return _json(ReplayedOut(count=actions.replay_failed(_whose(request), target_id)))


@both("get", f"{ONE}/messages", response={200: MessagePageOut, **ERRORS}, summary="What it was told, newest first")
def list_messages(
    request: Asked,
    target_id: UUID,
    state: Annotated[Literal["failed", "waiting"] | None, Query()] = None,
    cursor: Annotated[UUID | None, Query()] = None,
) -> HttpResponse:
    target_of(_whose(request), target_id)
    page = messages_of(_whose(request), target_id, only=state or "", before=cursor)
    return _json(MessagePageOut(items=[MessageRowOut.model_validate(each) for each in page.items], next=page.next))


@both("get", f"{ONE}/messages/{{uuid:message_id}}", response={200: MessageOut, **ERRORS}, summary="A message")
def get_message(request: Asked, target_id: UUID, message_id: UUID) -> HttpResponse:
    return _message(_whose(request), target_id, message_id)


@both("post", f"{ONE}/messages/{{uuid:message_id}}/replay", response={200: MessageOut, **ERRORS}, summary="Send it again")
def replay_message(request: Asked, target_id: UUID, message_id: UUID) -> HttpResponse:
    """With the same id, whatever came of it before."""
    actions.replay_message(_whose(request), target_id, message_id)
    return _message(_whose(request), target_id, message_id)


def _whose(request: Asked) -> Whose:
    return request.auth if isinstance(request.auth, int) else OfOrganisation(request.auth.organisation_id)


def _below(request: Asked) -> str:
    return "my" if isinstance(request.auth, int) else "office"


def _target(one: Whose, target_id: UUID) -> HttpResponse:
    return _json(TargetOut.model_validate(target_of(one, target_id)))


def _message(one: Whose, target_id: UUID, message_id: UUID) -> HttpResponse:
    return _json(MessageOut.model_validate(message_of(one, target_id, message_id)))


def _json(body: BaseModel, *, status: int = 200, location: str = "") -> HttpResponse:
    answer = json_response(body.model_dump(mode="json"), status=status, location=location)
    answer["Cache-Control"] = "no-store"
    return answer
