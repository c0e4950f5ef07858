"""JSON: how something that a program sent for a list stands, pushed or as a file, and which of its rows could not be used."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Query
from pydantic import BaseModel

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.kit.errors import NotFound
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import OfficeKeyRequest
from sekoci.registry.queries.lists import phones_in
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.queries.sent import Sent, put_aside_rows, sent_edition

ERRORS = {401: Problem, 404: Problem, 409: Problem, 422: Problem}
Cursor = Annotated[int, Query(ge=0, le=10**9)]
Limit = Annotated[int, Query(ge=1, le=500)]


class EditionOut(BaseModel):
    """What pushes and files tell alike. `had_numbers`: rows in which the number of an identity card stood in a name or another
    field of ours; the number is dropped, the rest of the row is kept."""

    id: UUID
    name: str
    list_id: int
    as_of: date
    problem: str | None
    rows: int
    came: int
    changed: int
    same: int
    went: int
    put_aside: int
    had_numbers: int
    reasons: dict[str, int]
    created_at: datetime
    stored_at: datetime | None


class AsideOut(BaseModel):
    """`row` counts from 1: in the order in which you pushed them, or the lines of your file. `said` is what it said."""

    row: int
    reasons: list[str]
    said: dict[str, str]


class AsidesOut(BaseModel):
    items: list[AsideOut]
    next: int | None


def sent_by(request: OfficeKeyRequest, edition_id: UUID, *, pushed: bool) -> Sent:
    """What this organisation's programs sent; NotFound for all else. Inside `within_reach`."""
    found = sent_edition(request.auth.organisation_id, edition_id, pushed=pushed)
    if found is None:
        raise NotFound()
    return found


def asides(request: OfficeKeyRequest, edition_id: UUID, cursor: int, limit: int, *, pushed: bool) -> HttpResponse:
    """Rows that could not be used, behind the row `cursor`. Whose names and phones it tells is noted.

    What was pushed has a line of headings that we wrote: it is no row.
    """
    ours = 1 if pushed else 0
    with within_reach(request.auth):
        sent_by(request, edition_id, pushed=pushed)
        rows = put_aside_rows(edition_id, after=cursor + ours, limit=limit + 1)
        note_view(
            phones_in(row.said.get("phone", "") for row in rows[:limit]),
            viewer=f"program:{request.auth.organisation_id}",
            what="list",
            place=request.auth.name,
            page=PageSeen(f"file={edition_id} baris={cursor + 1}"),
        )
    items = [AsideOut(row=each.number - ours, reasons=each.reasons, said=dict(each.said)) for each in rows[:limit]]
    return answer(AsidesOut(items=items, next=items[-1].row if len(rows) > limit else None))


def answer(body: BaseModel, *, status: int = 200, location: str = "") -> HttpResponse:
    made = json_response(body.model_dump(mode="json"), status=status, location=location)
    made["Cache-Control"] = "no-store"
    return made
