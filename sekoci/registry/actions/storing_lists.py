"""The worker stores a file that was read: all of its good rows in one transaction, or nothing."""

from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections

from sekoci.accounts.queries import erased_at, kinds_erased
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.events import in_silence
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.legal_bases import replace_identities
from sekoci.registry.actions.linking import ask_link
from sekoci.registry.actions.outlets import take_outlets
from sekoci.registry.actions.reading_lists import SEALED, Stopped, alone_with, copy_csv, load_known, unless_cancelled
from sekoci.registry.lists.folder import erase_file, folder_of
from sekoci.registry.models import ListEdition, PartnerList

State = ListEdition.State
TYPES = {
    "key": 'varchar(80) collate "C"', "name": "varchar(120)", "owner": "varchar(80)", "phone": "varchar(20)",
    "street": "varchar(200)", "area_code": 'varchar(13) collate "C"', "area_score": "float", "nib": "varchar(13)",
    "kbli": "varchar(5)", "kind": "varchar(24)", "sex": "varchar(1)", "latitude": "float", "longitude": "float",
    "name_key": "varchar(120)", "owner_key": "varchar(80)", "street_key": "varchar(120)", "facts": "jsonb", "said": "jsonb",
    "mark": "uuid",
}  # fmt: skip
NAMES = ", ".join(TYPES)
SET = ", ".join(f"{name} = a.{name}" for name in TYPES if name != "key")
CHANGE = f"""
    update registry_listrow r set {SET}, edition_id = %(edition)s, as_of = %(day)s, gone_at = null
    from arriving a where r.list_id = %(list)s and r.key = a.key
"""  # noqa: S608  names are ours
GO = """
    update registry_listrow r set gone_at = %(day)s, as_of = greatest(r.as_of, l.as_of) from leaving, registry_partnerlist l
    where r.list_id = %(list)s and r.key = leaving.key and l.id = r.list_id
"""
NO_HURRY = """
    select set_config(name || '_timeout', '0', true)
    from unnest(array['statement', 'lock', 'idle_in_transaction_session']) name
"""
"""It may take minutes, wait for a linking that writes as long, and meanwhile compares files where the database hears nothing."""
KEPT = ("counts", "levels", "reasons", "faults", "mark", "had_numbers", SEALED)
"""What is still shown of a file when it is stored."""
COMPARED, COPIED = 15, 75
"""Percent of the bar when it is known what is new, and when that has arrived."""


class Overtaken(Refusal):
    code, status = "list_overtaken", 409
    id = "File yang lebih baru sudah disimpan sementara itu. File ini tidak perlu lagi."
    en = "A newer file was stored meanwhile. This one is not needed any more."


class Progress:
    """How far it is, told from a connection of its own: the transaction that stores shows nothing until it ends."""

    def __init__(self, edition_id: UUID, total: int, *, alone: bool) -> None:
        self.edition_id, self.total = edition_id, total
        self.aside = connections.create_connection(DEFAULT_DB_ALIAS) if alone else None
        self.said = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.aside:
            self.aside.close()

    def tell(self, percent: float) -> None:
        """Stopped, where nobody wants it any more."""
        if not self.aside or int(percent) == self.said:
            return
        self.said = int(percent)
        self.aside.ensure_connection()
        cursor = self.aside.connection.execute(
            "update registry_listedition set rows_done = %s where id = %s and state = 'storing'",
            (int(self.total * percent / 100), self.edition_id),
        )
        if not cursor.rowcount:
            raise Stopped


def write_edition(edition_id: UUID) -> None:
    """Store what was read: what came, changed, stayed and went, in one transaction; then the file is erased.

    Killed meanwhile it leaves nothing behind and begins anew; the second time changes nothing.
    """
    with alone_with(edition_id):
        _write_waiting(edition_id)


def _write_waiting(edition_id: UUID) -> None:
    edition = ListEdition.objects.select_related("list").filter(id=edition_id, state=State.STORING).first()
    if edition is None:
        return
    folder = folder_of(edition_id)
    if not (folder / "work.duckdb").exists():
        ListEdition.objects.filter(id=edition_id, state=State.STORING).update(state=State.FAILED, problem="not_a_list")
        return
    with unless_cancelled(edition_id), Progress(edition_id, edition.rows_total, alone=not connection.in_atomic_block) as progress:
        try:
            with in_silence(), across_businesses():
                _write(edition, folder, progress)
                ask_link(person_id=edition.loaded_by_id)
        except Overtaken as no:
            ListEdition.objects.filter(id=edition_id, state=State.STORING).update(state=State.FAILED, problem=no.code)
            return
        fetch("select registry_count_lists_anew()")
        erase_file(edition_id)


def _write(edition: ListEdition, folder: Path, progress: Progress) -> None:
    from sekoci.registry.lists.comparing import NEW, OTHER, counted, judged, load_forgotten, write_arriving, write_gone

    fetch(NO_HURRY)
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"list:{edition.list_id}",))
    brought = PartnerList.objects.get(id=edition.list_id)
    if brought.as_of and brought.as_of > edition.as_of:
        raise Overtaken()
    columns = tuple(TYPES)
    with judged(folder) as database:
        load_known(database, folder, brought.pk)
        counts = counted(database)
        load_forgotten(database, {kind: partial(erased_at, about=kind) for kind in kinds_erased()}, brought.pk)
        beside = {
            "list_id": brought.pk, "organisation_id": brought.organisation_id, "first_edition_id": edition.pk,
            "edition_id": edition.pk, "as_of": edition.as_of,
        }  # fmt: skip
        write_arriving(database, folder / "new.csv", columns, which=NEW, beside=beside)
        write_arriving(database, folder / "other.csv", columns, which=OTHER)
        write_gone(database, folder / "gone.csv")
    progress.tell(COMPARED)
    into = f"registry_listrow ({', '.join(beside)}, {NAMES})"
    copy_csv(folder / "new.csv", into, lambda share: progress.tell(COMPARED + (COPIED - COMPARED) * share))
    _change(edition, folder, progress)
    progress.tell(95)
    with judged(folder) as database:
        replace_identities(brought.pk, brought.organisation_id, database)
    progress.tell(99)
    _finish(edition, counts)


def _change(edition: ListEdition, folder: Path, progress: Progress) -> None:
    """Rows that stand already, changed or gone. A linking writes them too, in an order of its own: one of us waits."""
    if not any((folder / name).stat().st_size for name in ("other.csv", "gone.csv")):
        return
    take_outlets(patiently=True)
    fetch(f"create temp table arriving ({', '.join(f'{name} {kind}' for name, kind in TYPES.items())}) on commit drop")
    fetch(f"create temp table leaving (key {TYPES['key']}) on commit drop")
    copy_csv(folder / "other.csv", f"arriving ({NAMES})")
    copy_csv(folder / "gone.csv", "leaving (key)")
    fetch("analyze arriving, leaving")
    progress.tell(80)
    facts = {"edition": edition.pk, "list": edition.list_id, "day": edition.as_of}
    fetch(CHANGE, facts)
    progress.tell(90)
    fetch(GO, facts)
    fetch("drop table arriving, leaving")


def _finish(edition: ListEdition, counts: dict[str, int]) -> None:
    """The last statement: whoever cancelled before it has won, and everything is undone. Samples of people are let go of."""
    kept = {name: edition.preview[name] for name in KEPT if name in edition.preview}
    columns = edition.preview.get("columns", ())
    dropped = [[heading, secret] for _, heading, _, secret, _ in columns if secret not in ("", SEALED)]
    stored = ListEdition.objects.filter(id=edition.pk, state=State.STORING).update(
        state=State.STORED,
        stored_at=now(),
        rows_done=edition.rows_total,
        preview={**kept, "dropped": dropped},
        **counts,
    )
    if not stored:
        raise Stopped
    if counts["same"]:
        PartnerList.objects.filter(id=edition.list_id, as_of__lt=edition.as_of).update(records_wait=True)
    seen = {} if edition.push_key else {"columns": edition.columns}  # a program's columns are ours: no file looks like that
    PartnerList.objects.filter(id=edition.list_id).update(as_of=edition.as_of, **seen)
