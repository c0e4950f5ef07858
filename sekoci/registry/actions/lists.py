"""Partners' lists: begun, a file taken, its columns chosen, stored or cancelled. Reading and storing are the worker's."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import ModuleType
from uuid import UUID

from django.db import transaction

from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry.lists.folder import erase_file, keep_file, kept_files
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.opening import EmptyList
from sekoci.registry.models import ListEdition, PartnerList, QuarantinedRow

State = ListEdition.State
WAITING = (State.UPLOADED, State.READING, State.READY, State.STORING, State.FAILED)
KEPT = timedelta(days=7)
COUNTRYS_CLOCK = "Asia/Jakarta"


class ListExists(Refusal):
    code, status = "list_exists", 409
    id = "Sudah ada daftar bernama {name}. Kirim file baru di daftar itu, atau pakai nama lain."
    en = "There is a list named {name}. Send the new file in that list, or use another name."


class AlreadyStored(Refusal):
    code, status = "list_already_stored", 409
    id = "File yang sama sudah tersimpan di daftar {name}. Tidak ada yang diubah."
    en = "The same file is stored in the list {name} already. Nothing was changed."


class OlderThanStored(Refusal):
    code, status = "list_is_older", 409
    id = "Daftar ini sudah punya data per {day}. Isi tanggal yang sama atau sesudahnya."
    en = "This list has data as of {day} already. Enter that day or a later one."


class NotWaiting(Refusal):
    code, status = "list_not_waiting", 409
    id = "File ini sudah disimpan atau dibatalkan. Kirim filenya lagi."
    en = "This file is stored or cancelled. Send it again."


class NotReadYet(Refusal):
    code, status = "list_still_reading", 409
    id = "File ini masih diperiksa. Tunggu sampai selesai, lalu coba lagi."
    en = "This file is still being read. Wait until that is done, then try again."


class CannotBeRead(Refusal):
    code, status = "list_cannot_be_read", 409
    id = "File ini tidak terbaca, jadi tidak ada yang bisa disimpan. Kirim file lain."
    en = "This file could not be read, so there is nothing to store. Send another file."


class SuddenLoss(Refusal):
    code, status = "list_sudden_loss", 409
    id = "{went} usaha hilang dari daftar. Mungkin filenya terpotong. Centang kalau memang begitu."
    en = "{went} businesses are gone from the list. The file may be cut short. Tick the box if it is right."


@transaction.atomic
def begin_list(organisation_id: int, *, name: str, area_code: str = "", by: int | None = None) -> int:
    """A new list of the organisation; its id. ListExists where it has one of that name: then a new edition is meant."""
    name = clean_line(name, most=80)
    if not name:
        raise Invalid(field="name", why_id="Tulis nama daftarnya.", why_en="Write the list's name.")
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"lists:{organisation_id}",))
    known = PartnerList.objects.filter(organisation_id=organisation_id, name__iexact=name).first()
    if known:
        raise ListExists(field="name", name=known.name, list_id=known.pk)
    return int(PartnerList.objects.create(organisation_id=organisation_id, name=name, area_code=area_code, created_by_id=by).pk)


def take_file(
    list_id: int, *, organisation_id: int, chunks: Iterable[bytes], file_name: str, as_of: date, by: int | None = None
) -> UUID:
    """Take a file for a list of the organisation and have it read; the edition's id.

    EmptyList where nothing is in it; AlreadyStored where the organisation stored the very same before; one that still waits is
    the same edition.
    """
    found = PartnerList.objects.filter(id=list_id, organisation_id=organisation_id, is_own=False).first()
    if found is None:
        raise NotFound()
    check_day(list_id, as_of)
    edition_id = new_id()
    try:
        sha256, size = keep_file(edition_id, chunks)
        if not size:
            raise EmptyList(field="file")
        same = ListEdition.objects.filter(list__organisation_id=organisation_id, sha256=sha256)
        if before := same.filter(state=State.STORED).select_related("list").first():
            raise AlreadyStored(field="file", name=before.list.name, list_id=before.list_id, edition_id=before.pk)
        if waits := same.filter(list_id=list_id, as_of=as_of, state__in=WAITING).first():
            erase_file(edition_id)
            return UUID(str(waits.pk))
        with transaction.atomic():
            ListEdition.objects.create(
                id=edition_id,
                list=found,
                file_name=clean_line(file_name, most=10**6)[-200:],
                sha256=sha256,
                as_of=as_of,
                state=State.READING,
                loaded_by_id=by,
            )
            later(jobs().read_list, edition_id=str(edition_id))
    except BaseException:
        erase_file(edition_id)
        raise
    return edition_id


@transaction.atomic
def choose_columns(
    edition_id: UUID, *, organisation_id: int, header: int, sheet: int, places: Mapping[str, int], area_code: str | None = None
) -> None:
    """Read the file as people say: which sheet, which row has the headings (0: none), which column is what. It is read anew."""
    if "name" not in places:
        raise Invalid(field="name", why_id="Pilih kolom nama usaha.", why_en="Choose the column of the business's name.")
    edition = held_edition(edition_id, organisation_id, (State.READY, State.FAILED))
    told = {"header": header, "sheet": sheet, "places": {field: places[field] for field in FIELDS if field in places}}
    edition.state, edition.problem, edition.rows_done = State.READING, "", 0
    edition.preview = {**edition.preview, "told": told}
    edition.save(update_fields=["state", "problem", "rows_done", "preview"])
    if area_code is not None:
        PartnerList.objects.filter(id=edition.list_id).update(area_code=area_code)
    later(jobs().read_list, edition_id=str(edition_id))


@transaction.atomic
def store_edition(edition_id: UUID, *, organisation_id: int, accept_loss: bool = False) -> None:
    """Have the good rows stored; asked again while that is done, nothing. SuddenLoss where more than a third would go and nobody
    said that this is right; NotReadYet before it was read, CannotBeRead where it cannot be."""
    edition = held_edition(edition_id, organisation_id, (State.READY, State.STORING))
    if edition.state == State.STORING:
        return
    counts = edition.preview.get("counts", {})
    if is_sudden_loss(counts) and not accept_loss:
        raise SuddenLoss(field="loss", went=counts["went"])
    if not counts.get("good"):
        raise Invalid(field="file", why_id="Belum ada baris yang bisa disimpan.", why_en="There is no row to be stored yet.")
    check_day(edition.list_id, edition.as_of)
    edition.state, edition.rows_done = State.STORING, 0
    edition.rows_total = counts["good"]
    edition.save(update_fields=["state", "rows_done", "rows_total"])
    later(jobs().store_list, edition_id=str(edition_id))


def is_sudden_loss(counts: Mapping[str, int]) -> bool:
    """More than a third of what the list had is not in the file."""
    before = counts.get("went", 0) + counts.get("same", 0) + counts.get("changed", 0)
    return counts.get("went", 0) * 3 > before


@transaction.atomic
def try_again(edition_id: UUID, *, organisation_id: int) -> None:
    """Take a reading that failed up again; what failed while storing begins with reading too, which changes nothing."""
    edition = held_edition(edition_id, organisation_id, (State.FAILED,))
    edition.state, edition.problem, edition.rows_done = State.READING, "", 0
    edition.save(update_fields=["state", "problem", "rows_done"])
    later(jobs().read_list, edition_id=str(edition_id))


def cancel_edition(edition_id: UUID, *, organisation_id: int) -> bool:
    """Stop a file that is not stored yet, and erase it: nothing of it is in the registry. False where there is none to stop."""
    with across_businesses():
        waiting = ListEdition.objects.filter(id=edition_id, list__organisation_id=organisation_id, state__in=WAITING)
        stopped = bool(waiting.update(state=State.CANCELLED, preview={}, problem=""))
        if stopped:
            QuarantinedRow.objects.filter(edition_id=edition_id).delete()
            transaction.on_commit(lambda: erase_file(edition_id))
    return stopped


def forget_list_files() -> None:
    """Cancel what waited for a week, and erase files of which no edition waits any more."""
    with across_businesses():
        old = ListEdition.objects.filter(state__in=WAITING, created_at__lt=now() - KEPT)
        gone = list(old.values_list("id", flat=True))
        QuarantinedRow.objects.filter(edition_id__in=gone).delete()
        old.update(state=State.CANCELLED, preview={})
        waiting = set(ListEdition.objects.filter(state__in=WAITING).values_list("id", flat=True))
    for edition_id in kept_files():
        if edition_id not in waiting and _came_long_ago(edition_id):
            erase_file(edition_id)


def _came_long_ago(edition_id: UUID) -> bool:
    """A file that comes this very hour may have no edition yet. The id of an edition is in order of time."""
    return (edition_id.int >> 80) / 1000 < (now() - timedelta(hours=1)).timestamp()


def check_day(list_id: int, as_of: date) -> None:
    """Refuse a day that has not come, and one before the list's newest."""
    if as_of > day_in(COUNTRYS_CLOCK):
        raise Invalid(field="as_of", why_id="Tanggalnya belum tiba.", why_en="That day has not come yet.")
    stored = ListEdition.objects.filter(list_id=list_id, state=State.STORED).order_by("-as_of").first()
    if stored and stored.as_of > as_of:
        raise OlderThanStored(field="as_of", day=stored.as_of)


def held_edition(edition_id: UUID, organisation_id: int, states: Iterable[str], *, pushed: bool = False) -> ListEdition:
    """The edition, locked until the transaction ends. `pushed`: only one that a program sends."""
    rows = ListEdition.objects.select_for_update(of=("self",)).filter(id=edition_id, list__organisation_id=organisation_id)
    found = (rows.exclude(push_key="") if pushed else rows).first()
    if found is None:
        raise NotFound()
    if found.state in states:
        return found
    if not pushed and found.state in (State.UPLOADED, State.READING):
        raise NotReadYet()
    raise CannotBeRead() if not pushed and found.state == State.FAILED else NotWaiting()


def jobs() -> ModuleType:
    """The module of jobs, which imports us."""
    from sekoci.registry import jobs

    return jobs
