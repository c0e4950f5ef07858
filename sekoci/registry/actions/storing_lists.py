"""The worker stores a file that was read: all of its good rows in one transaction, or nothing."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from sekoci.accounts.queries import anybody_erased, erased_at
from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.linking import ask_link
from sekoci.registry.actions.reading_lists import Stopped, copy_csv
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
FORGOTTEN = """
    update arriving set name = '', name_key = '', owner = '', owner_key = '', phone = '', street = '', street_key = '', nib = '',
        latitude = null, longitude = null, said = '{}', area_code = left(area_code, 8) where phone = any(%s)
"""
"""As `held.py` takes somebody out: what is left can be counted, and nobody can be found by it."""
CHANGE = f"""
    with was as (
        update registry_listrow r set {SET}, edition_id = %(edition)s, as_of = %(day)s, gone_at = null
        from arriving a where r.list_id = %(list)s and r.key = a.key and (r.mark is distinct from a.mark or r.gone_at is not null)
        returning r.key
    ) select count(*) from was
"""  # noqa: S608  names are ours
SAME = """
    with was as (
        update registry_listrow r set edition_id = %(edition)s, as_of = %(day)s
        from arriving a where r.list_id = %(list)s and r.key = a.key and r.edition_id <> %(edition)s returning 1
    ) select count(*) from was
"""
COME = f"""
    with new as (
        insert into registry_listrow (list_id, organisation_id, first_edition_id, edition_id, as_of, {NAMES})
        select %(list)s, %(organisation)s, %(edition)s, %(edition)s, %(day)s, {", ".join(f"a.{name}" for name in TYPES)}
        from arriving a where not exists (select from registry_listrow r where r.list_id = %(list)s and r.key = a.key)
        returning 1
    ) select count(*) from new
"""  # noqa: S608  names are ours
GO = """
    with gone as (
        update registry_listrow set gone_at = %(day)s
        where list_id = %(list)s and gone_at is null and edition_id <> %(edition)s returning 1
    ) select count(*) from gone
"""
COPIED = 60
"""Percent of the bar when all rows have arrived."""


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
    edition = ListEdition.objects.select_related("list").filter(id=edition_id, state=State.STORING).first()
    if edition is None:
        return
    folder = folder_of(edition_id)
    if not (folder / "work.duckdb").exists():
        ListEdition.objects.filter(id=edition_id, state=State.STORING).update(state=State.FAILED, problem="not_a_list")
        return
    with contextlib.suppress(Stopped), Progress(edition_id, edition.rows_total, alone=not connection.in_atomic_block) as progress:
        _export(folder)
        with across_businesses(), transaction.atomic():
            _write(edition, folder, progress)
            ask_link(person_id=edition.loaded_by_id)
        fetch("select registry_count_lists_anew()")
        erase_file(edition_id)


def _export(folder: Path) -> None:
    from sekoci.registry.lists.judging import stored_rows

    stored_rows(folder, folder / "good.csv", tuple(TYPES))


def _write(edition: ListEdition, folder: Path, progress: Progress) -> None:
    fetch("set local statement_timeout = 0")
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"list:{edition.list_id}",))
    fetch(f"create temp table arriving ({', '.join(f'{name} {kind}' for name, kind in TYPES.items())}) on commit drop")
    copy_csv(folder / "good.csv", f"arriving ({NAMES})", lambda share: progress.tell(COPIED * share))
    _leave_out_the_forgotten()
    fetch("analyze arriving")
    facts = {
        "edition": edition.pk, "list": edition.list_id, "organisation": edition.list.organisation_id, "day": edition.as_of,
    }  # fmt: skip
    counts = {"changed": 0, "same": 0, "went": 0}
    if fetch("select 1 from registry_listrow where list_id = %s limit 1", (edition.list_id,)):
        for name, statement, percent in (("changed", CHANGE, 70), ("same", SAME, 80), ("went", GO, 85)):
            counts[name] = fetch(statement, facts)[0][0]
            progress.tell(percent)
    counts["came"] = fetch(COME, facts)[0][0]
    fetch("drop table arriving")
    progress.tell(99)
    _finish(edition, counts)


def _finish(edition: ListEdition, counts: dict[str, int]) -> None:
    """The last statement: whoever cancelled before it has won, and everything is undone. Samples of people are let go of."""
    kept = {name: edition.preview[name] for name in ("counts", "levels", "reasons", "faults", "mark") if name in edition.preview}
    dropped = [[heading, secret] for _, heading, _, secret, _ in edition.preview.get("columns", ()) if secret]
    stored = ListEdition.objects.filter(id=edition.pk, state=State.STORING).update(
        state=State.STORED,
        stored_at=now(),
        rows_done=edition.rows_total,
        preview={**kept, "dropped": dropped},
        **counts,
    )
    if not stored:
        raise Stopped
    PartnerList.objects.filter(id=edition.list_id).update(columns=edition.columns)


def _leave_out_the_forgotten() -> None:
    """People who were forgotten are not brought back: their phones are asked for in parts, as keyed hashes."""
    if not anybody_erased():
        return
    for phones in _phones():
        if gone := list(erased_at(phones)):
            fetch(FORGOTTEN, (gone,))


def _phones(most: int = 50_000) -> Iterator[list[str]]:
    last = ""
    while rows := fetch("select distinct phone from arriving where phone > %s order by 1 limit %s", (last, most)):
        last = rows[-1][0]
        yield [phone for (phone,) in rows]
