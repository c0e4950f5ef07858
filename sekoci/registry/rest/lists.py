"""JSON: an organisation's program pushes a list of businesses, in parts, and reads what became of it."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Path, Router
from pydantic import BaseModel, ConfigDict, Field

from sekoci.kit.rest import Problem
from sekoci.registry import actions
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.parts import kept_parts
from sekoci.registry.pages import OfficeKey, OfficeKeyRequest
from sekoci.registry.queries.lists import lists_of
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rest.editions import ERRORS, AsidesOut, Cursor, EditionOut, Limit, answer, asides, sent_by

router = Router(tags=["organisations: lists"], auth=OfficeKey())
MAY = OfficeKey("lists:write")
PUSHES = "/office/pushes"
ONE = f"{PUSHES}/{{uuid:push_id}}"
MOST_ROWS = 5_000
State = Literal["open", "reading", "ready", "storing", "stored", "cancelled", "failed"]
Text = Annotated[str, Field(max_length=500)]
Count = Annotated[int, Field(strict=True, ge=0, le=10**12)]
Code = Annotated[str, Field(pattern=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$")]
Number = Annotated[int, Path(ge=1, le=actions.MOST_PARTS)]


class PushIn(BaseModel):
    """The list's name (a new one is begun where there is none), the day its data is of, and, for a new list, where its
    businesses are unless a row says otherwise: an area's code."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80, examples=["Mitra Solo"])]
    as_of: date
    area: Code | None = None


class RowIn(BaseModel):
    """A business as you have it. `key` is your own number of it, the same each time; without one it is known by what it says.

    The place: names or Kemendagri codes of village, district, regency, province, or `place` where you have it in one. Numbers of
    identity cards are not taken. `since`: the day or year it began or joined.
    """

    model_config = ConfigDict(extra="forbid")

    name: Text = ""
    owner: Text = ""
    phone: Text = ""
    street: Text = ""
    village: Text = ""
    district: Text = ""
    regency: Text = ""
    province: Text = ""
    place: Text = ""
    nib: Text = ""
    kbli: Text = ""
    kind: Text = ""
    sex: Literal["", "f", "m"] = ""
    latitude: Annotated[float | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180)] = None
    key: Annotated[str, Field(max_length=80)] = ""
    listing: bool | Text | None = None
    qris: bool | None = None
    trained: bool | None = None
    exports: bool | None = None
    last_order: date | None = None
    orders_90d: Count | None = None
    workers: Count | None = None
    sales_month: Count | None = None
    since: date | Annotated[int, Field(ge=1900, le=2100)] | None = None

    def cells(self) -> list[str]:
        return [_cell(getattr(self, field)) for field in FIELDS]


class PartIn(BaseModel):
    """Up to 5,000 rows, and at most 2.5 MB of JSON."""

    model_config = ConfigDict(extra="forbid")

    rows: Annotated[list[RowIn], Field(min_length=1, max_length=MOST_ROWS)]


class FinishIn(BaseModel):
    """How many parts there are. `accept_loss`: what the list has no more is really gone, even if it is more than a third."""

    model_config = ConfigDict(extra="forbid")

    parts: Annotated[int, Field(strict=True, ge=1, le=actions.MOST_PARTS)]
    accept_loss: bool = False


class PartOut(BaseModel):
    part: int
    rows: int


class PushOut(EditionOut):
    """How a push stands.

    `open`: waits for parts (`parts` names those that are there) and for being finished. `reading`, `storing`: at work. `stored`:
    all of it is in the registry. `ready` with the problem `list_sudden_loss`: more than a third of the list would go; finish
    again with `accept_loss`, or cancel. `failed`: `problem` says why. Rows put aside: `/put-aside`.
    """

    state: State
    parts: list[int]


class ListOut(BaseModel):
    """A list of your organisation; `as_of` and `rows` are those of its newest edition that was stored."""

    id: int
    name: str
    as_of: date | None
    rows: int | None


class ListsOut(BaseModel):
    items: list[ListOut]


@router.get("/office/lists", auth=MAY, response={200: ListsOut, 401: Problem}, summary="Your organisation's lists")
def list_lists(request: OfficeKeyRequest) -> HttpResponse:
    with within_reach(request.auth):
        found = lists_of(request.auth.organisation_id)
    return answer(ListsOut(items=[ListOut(id=each.id, name=each.name, as_of=each.as_of, rows=each.rows) for each in found]))


@router.post(PUSHES, auth=MAY, response={200: PushOut, 201: PushOut, **ERRORS}, summary="Begin to push a list")
def begin_push(
    request: OfficeKeyRequest,
    body: PushIn,
    key: Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")],
) -> HttpResponse:
    """Send the whole list each time: what is not in it any more has gone. The same key for the same list is the same push (200).

    Nothing is read before it is finished. A push that is not finished within a week is dropped.
    """
    with within_reach(request.auth):
        made, is_new = actions.begin_push(request.auth, name=body.name, as_of=body.as_of, key=key, area_code=body.area or "")
        location = f"office/pushes/{made}" if is_new else ""
        return _push(request, made, status=201 if is_new else 200, location=location)


@router.get(ONE, auth=MAY, response={200: PushOut, **ERRORS}, summary="How a push stands")
def get_push(request: OfficeKeyRequest, push_id: UUID) -> HttpResponse:
    with within_reach(request.auth):
        return _push(request, push_id)


@router.put(f"{ONE}/parts/{{number}}", auth=MAY, response={200: PartOut, **ERRORS}, summary="A part of its rows")
def put_part(request: OfficeKeyRequest, push_id: UUID, number: Number, body: PartIn) -> HttpResponse:
    """Parts are numbered from 1 and may come in any order, also at once. The same part again changes nothing; with other rows it
    is 409 `part_differs`."""
    with within_reach(request.auth):
        actions.add_part(push_id, number, [row.cells() for row in body.rows], reach=request.auth)
    return answer(PartOut(part=number, rows=len(body.rows)))


@router.post(f"{ONE}/finish", auth=MAY, response={200: PushOut, **ERRORS}, summary="All parts are there: read and store them")
def finish_push(request: OfficeKeyRequest, push_id: UUID, body: FinishIn) -> HttpResponse:
    """Then ask how it stands every few seconds. The very same rows as an edition that is stored: 409 `list_already_stored`."""
    actions.finish_push(push_id, parts=body.parts, accept_loss=body.accept_loss, reach=request.auth)
    with within_reach(request.auth):
        return _push(request, push_id)


@router.delete(ONE, auth=MAY, response={204: None, **ERRORS}, summary="Cancel a push that is not stored")
def cancel_push(request: OfficeKeyRequest, push_id: UUID) -> HttpResponse:
    """Nothing of it stays. What is stored already is not undone."""
    with within_reach(request.auth):
        sent_by(request, push_id, pushed=True)
    actions.cancel_edition(push_id, organisation_id=request.auth.organisation_id)
    return HttpResponse(status=204)


@router.get(f"{ONE}/put-aside", auth=MAY, response={200: AsidesOut, **ERRORS}, summary="Rows that could not be used, and why")
def list_put_aside(request: OfficeKeyRequest, push_id: UUID, cursor: Cursor = 0, limit: Limit = 100) -> HttpResponse:
    return asides(request, push_id, cursor, limit, pushed=True)


def _push(request: OfficeKeyRequest, push_id: UUID, *, status: int = 200, location: str = "") -> HttpResponse:
    found = sent_by(request, push_id, pushed=True)
    state = "open" if found.state == "uploaded" else found.state
    told = vars(found) | {
        "problem": found.problem or None,
        "state": state,
        "parts": kept_parts(push_id) if state == "open" else [],
    }
    return answer(PushOut.model_validate(told), status=status, location=location)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)
