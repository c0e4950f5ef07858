"""JSON: an organisation's program sends a list as a file, sees how it was read, and has it stored."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict

from sekoci.kit.rest import Problem
from sekoci.kit.scope import across_businesses
from sekoci.kit.uploads import sends_large
from sekoci.registry import actions
from sekoci.registry.actions.sending_files import send_file
from sekoci.registry.pages import OfficeKey, OfficeKeyRequest
from sekoci.registry.queries.keys import used_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rest.editions import ERRORS, AsidesOut, Cursor, EditionOut, Limit, answer, asides, sent_by
from sekoci.registry.rest.lists import Code

router = Router(tags=["organisations: files"], auth=OfficeKey())
MAY = OfficeKey("lists:write")
FILES = "/office/files"
ONE = f"{FILES}/{{uuid:file_id}}"
CHUNK = 256 * 1024
Name = Annotated[str, Query(min_length=1, max_length=80, description="The list's name; a new one is begun where there is none")]
FileName = Annotated[str, Query(min_length=1, max_length=200, description="As officers see it on the list's page")]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@sends_large
def sends_files(request: HttpRequest) -> bool:
    """Whether a program of an organisation asks, with a key that brings lists."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not request.path.startswith(f"/api/v1{FILES}"):
        return False
    with across_businesses():
        used = used_office_key(key)
    return used is not None and "lists:write" in used.scopes


class FileOut(EditionOut):
    """How a file stands.

    `reading`, `storing`: at work. `ready`: read; `columns` says which of its headings was taken for what, the counts what storing
    it would do. An officer changes the columns on the list's page; the list remembers them for the next file. `stored`: the
    counts say what it did. `failed`: `problem` says why.
    """

    file_name: str
    state: Literal["uploaded", "reading", "ready", "storing", "stored", "cancelled", "failed"]
    columns: dict[str, str]


class StoreIn(BaseModel):
    """`accept_loss`: what the list has no more is really gone, even if it is more than a third."""

    model_config = ConfigDict(extra="forbid")

    accept_loss: bool = False


@router.post(
    FILES, auth=MAY, response={201: FileOut, 400: Problem, **ERRORS}, openapi_extra=BODY, summary="Send a list as a file"
)
def send_list_file(
    request: OfficeKeyRequest,
    name: Name,
    as_of: date,
    file_name: FileName = "daftar",
    area: Annotated[Code | None, Query()] = None,
) -> HttpResponse:
    """The body is the file itself: CSV, XLSX or Parquet, at most 600 MB and 5 million rows, with `Content-Length`.

    The same file again is the same one while it waits, 409 `list_already_stored` afterwards. It is read at once and waits a week
    to be stored, by you or on the list's page. Numbers of identity cards are dropped as there.
    """
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    with within_reach(request.auth):
        made = send_file(
            request.auth, _chunks(request), size=size, name=name, as_of=as_of, file_name=file_name, area_code=area or ""
        )
        return _file(request, made, status=201, location=f"office/files/{made}")


@router.get(ONE, auth=MAY, response={200: FileOut, **ERRORS}, summary="How a file stands")
def get_list_file(request: OfficeKeyRequest, file_id: UUID) -> HttpResponse:
    with within_reach(request.auth):
        return _file(request, file_id)


@router.post(f"{ONE}/store", auth=MAY, response={200: FileOut, **ERRORS}, summary="Store what was read")
def store_list_file(request: OfficeKeyRequest, file_id: UUID, body: StoreIn) -> HttpResponse:
    """All of it or nothing. 409 `list_sudden_loss`: more than a third of the list would go; `accept_loss` if that is right."""
    with within_reach(request.auth):
        sent_by(request, file_id, pushed=False)
        actions.store_edition(file_id, organisation_id=request.auth.organisation_id, accept_loss=body.accept_loss)
        return _file(request, file_id)


@router.delete(ONE, auth=MAY, response={204: None, **ERRORS}, summary="Cancel a file that is not stored")
def cancel_list_file(request: OfficeKeyRequest, file_id: UUID) -> HttpResponse:
    """It is erased. What is stored already is not undone."""
    with within_reach(request.auth):
        sent_by(request, file_id, pushed=False)
    actions.cancel_edition(file_id, organisation_id=request.auth.organisation_id)
    return HttpResponse(status=204)


@router.get(f"{ONE}/put-aside", auth=MAY, response={200: AsidesOut, **ERRORS}, summary="Its rows that could not be used, and why")
def list_file_put_aside(request: OfficeKeyRequest, file_id: UUID, cursor: Cursor = 0, limit: Limit = 100) -> HttpResponse:
    """`row` is its line in the file, from 1."""
    return asides(request, file_id, cursor, limit, pushed=False)


def _chunks(request: OfficeKeyRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


def _file(request: OfficeKeyRequest, file_id: UUID, *, status: int = 200, location: str = "") -> HttpResponse:
    found = sent_by(request, file_id, pushed=False)
    return answer(FileOut.model_validate(vars(found) | {"problem": found.problem or None}), status=status, location=location)
