"""A program pushes a partner's list: begun, its rows in numbered parts, finished. From there it goes the way of a file.

Nothing is read before it is finished, and it is stored whole or not at all; then nobody is asked, unless much would be lost.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from sekoci.kit.errors import Refusal
from sekoci.kit.jobs import later
from sekoci.kit.sql import fetch
from sekoci.registry.actions.lists import (
    AlreadyStored,
    ListExists,
    NotWaiting,
    begin_list,
    check_day,
    held_edition,
    is_sudden_loss,
    jobs,
    store_edition,
)
from sekoci.registry.lists.folder import MOST_BYTES, erase_file
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.parts import forget_parts, join_parts, keep_part, kept_bytes, kept_parts, lines_of
from sekoci.registry.models import ListEdition
from sekoci.registry.rules.reach import Reach

State = ListEdition.State
MOST_OPEN = 5
MOST_PARTS = 5_000


class PushKeyReused(Refusal):
    code, status = "push_key_reused", 422
    id = "Kunci ini sudah dipakai untuk kiriman per tanggal lain. Pakai kunci baru untuk setiap kiriman."
    en = "This key was used for a push as of another day. Use a new key for each push."


class TooManyPushes(Refusal):
    code, status = "too_many_pushes", 409
    id = "Masih ada {most} kiriman yang belum selesai. Selesaikan atau batalkan dulu."
    en = "There are {most} pushes that are not finished. Finish or cancel them first."


class PartDiffers(Refusal):
    code, status = "part_differs", 409
    id = "Bagian {number} sudah ada dengan isi lain. Batalkan kiriman ini, lalu mulai lagi."
    en = "Part {number} came before with other rows. Cancel this push and begin again."


class PartsMissing(Refusal):
    code, status = "parts_missing", 409
    id = "Bagian yang belum ada: {numbers}. Kirim dulu, lalu selesaikan lagi."
    en = "These parts are missing: {numbers}. Send them, then finish again."


class MorePartsThanSaid(Refusal):
    code, status = "more_parts_than_said", 409
    id = "Ada {there} bagian, lebih dari yang disebut ({said}). Periksa jumlahnya."
    en = "There are {there} parts, more than you said ({said}). Check the number."


class PushTooLarge(Refusal):
    code, status = "push_too_large", 413
    id = "Kiriman ini terlalu besar. Bagi menjadi beberapa daftar."
    en = "This push is too large. Split it into several lists."


class NothingToStore(Refusal):
    code = "nothing_to_store"
    id = "Tidak ada baris yang bisa dipakai. Lihat alasan tiap baris, betulkan, lalu kirim lagi."
    en = "No row can be used. See why for each, mend them, and send again."


@transaction.atomic
def begin_push(reach: Reach, *, name: str, as_of: date, key: str, area_code: str = "") -> tuple[UUID, bool]:
    """A new edition of the organisation's list of this name, which is begun where there is none; its id, and whether it is new.

    The same `key` for the same list is the same push.
    """
    list_id = _list(reach, name, area_code)
    known = ListEdition.objects.filter(list_id=list_id, push_key=key).first()
    if known:
        if known.as_of != as_of:
            raise PushKeyReused(field="Idempotency-Key")
        return UUID(str(known.pk)), False
    check_day(list_id, as_of)
    unfinished = ListEdition.objects.filter(list__organisation_id=reach.organisation_id, state=State.UPLOADED)
    if unfinished.count() >= MOST_OPEN:
        raise TooManyPushes(most=MOST_OPEN)
    made = ListEdition.objects.create(
        list_id=list_id, file_name=f"API {key}"[:200], as_of=as_of, push_key=key, loaded_by_id=reach.person_id or None
    )
    return UUID(str(made.pk)), True


@transaction.atomic
def add_part(edition_id: UUID, number: int, rows: Sequence[Sequence[str]], *, reach: Reach) -> None:
    """Keep one part of a push, its cells in the order of `FIELDS`. The same part again is the same."""
    _push(edition_id, reach, (State.UPLOADED,))
    content = lines_of(rows)
    if kept_bytes(edition_id) + len(content) > MOST_BYTES:
        raise PushTooLarge()
    if not keep_part(edition_id, number, content):
        raise PartDiffers(number=number)


def finish_push(edition_id: UUID, *, parts: int, accept_loss: bool, reach: Reach) -> None:
    """All `parts` are there: read and store it. Again it changes nothing, unless it waits for a loss that is accepted now."""
    with transaction.atomic():
        edition = _push(edition_id, reach, (*State.values,))
        if edition.state == State.CANCELLED:
            raise NotWaiting()
        if edition.state == State.READY and accept_loss and is_sudden_loss(edition.preview.get("counts", {})):
            store_edition(edition_id, organisation_id=reach.organisation_id, accept_loss=True)
        if edition.state != State.UPLOADED:
            return
        _check_parts(edition_id, parts)
        sha256, rows = join_parts(edition_id)
        stored = ListEdition.objects.filter(
            list__organisation_id=reach.organisation_id, sha256=sha256, state=State.STORED
        ).select_related("list")
        before = stored.first()
        if before:
            edition.state = State.CANCELLED
            edition.save(update_fields=["state"])
        else:
            edition.state, edition.sha256, edition.rows_total = State.READING, sha256, rows
            edition.accepts_loss = accept_loss
            edition.preview = {"told": {"header": 1, "sheet": 0, "places": {field: at for at, field in enumerate(FIELDS)}}}
            edition.save(update_fields=["state", "sha256", "rows_total", "accepts_loss", "preview"])
            later(jobs().read_list, edition_id=str(edition_id))
    if before:
        erase_file(edition_id)
        raise AlreadyStored(field="parts", name=before.list.name, list_id=before.list_id, edition_id=str(before.pk))
    forget_parts(edition_id)


def go_on(edition_id: UUID) -> None:
    """What was pushed and read is stored without being asked; where that is refused, it waits with the reason."""
    edition = ListEdition.objects.select_related("list").filter(id=edition_id, state=State.READY).exclude(push_key="").first()
    if edition is None:
        return
    if not edition.preview.get("counts", {}).get("good"):
        ListEdition.objects.filter(id=edition_id, state=State.READY).update(state=State.FAILED, problem=NothingToStore.code)
        return
    try:
        store_edition(edition_id, organisation_id=edition.list.organisation_id, accept_loss=edition.accepts_loss)
    except Refusal as no:
        ListEdition.objects.filter(id=edition_id, state=State.READY).update(problem=no.code)


def _list(reach: Reach, name: str, area_code: str) -> int:
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"lists:{reach.organisation_id}",))
    try:
        return begin_list(reach.organisation_id, name=name, area_code=area_code, by=reach.person_id or None)
    except ListExists as there:
        return int(there.facts["list_id"])


def _push(edition_id: UUID, reach: Reach, states: Sequence[str]) -> ListEdition:
    """The edition, locked until the transaction ends; NotFound for a file's."""
    return held_edition(edition_id, reach.organisation_id, states, pushed=True)


def _check_parts(edition_id: UUID, parts: int) -> None:
    there = kept_parts(edition_id)
    if missing := sorted(set(range(1, parts + 1)) - set(there)):
        raise PartsMissing(field="parts", numbers=", ".join(map(str, missing[:20])), missing=missing[:1000])
    if len(there) > parts:
        raise MorePartsThanSaid(field="parts", there=len(there), said=parts)
