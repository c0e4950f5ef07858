"""The worker reads a partner's file: columns guessed, rows judged, what is put aside kept for a download, the rest shown."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from django.db import connection, transaction

from sekoci.accounts.queries import erased_at
from sekoci.kit.errors import Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.legal_bases import holds_basis
from sekoci.registry.lists.folder import erase_file, folder_of
from sekoci.registry.lists.guess import Layout, guess_layout, layout_as_told
from sekoci.registry.lists.opening import NotAList, NothingUsable, OnlyHeadings, Opened, open_list
from sekoci.registry.models import ListEdition, Organisation, QuarantinedRow
from sekoci.registry.queries.kbli import codes_without_zero

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from sekoci.registry.lists.places import Places

State = ListEdition.State
SELLS_ONLINE = (Organisation.Kind.MARKETPLACE, Organisation.Kind.RIDE_HAILING)
"""Organisations in whose lists nobody stands who is not on offer with them."""
MOST_KEPT = 100_000
"""Rows put aside that are kept for the download; all of them are counted."""
KNOWN = """
    copy (select key, mark, gone_at is not null from registry_listrow where list_id = {list}) to stdout (format csv, null '\\N')
"""


SEALED = "sealed"
"""Instead of why a column is dropped: its numbers are kept, by the list's legal basis."""


class NoName(Refusal):
    code = "no_name_column"
    id = "Kolom nama usaha belum ditemukan. Pilih kolomnya di bawah."
    en = "The column of the business's name was not found. Choose it below."


class Stopped(Exception):
    """Somebody cancelled meanwhile."""


def read_edition(edition_id: UUID) -> None:
    """Read a file that waits to be read; what cannot be read fails with a sentence. Any number of times."""
    with alone_with(edition_id):
        _read_waiting(edition_id)


@contextlib.contextmanager
def alone_with(edition_id: UUID) -> Iterator[None]:
    """One process at a time reads or stores a file, the worker or a command; who waited looks anew at what is left to do."""
    number = edition_id.int % 2**63
    while not fetch("select pg_try_advisory_lock(%s)", (number,))[0][0]:
        time.sleep(0.5)
    try:
        yield
    finally:
        fetch("select pg_advisory_unlock(%s)", (number,))


def _read_waiting(edition_id: UUID) -> None:
    edition = ListEdition.objects.select_related("list__organisation").filter(id=edition_id, state=State.READING).first()
    if edition is None:
        return
    with unless_cancelled(edition_id):
        try:
            facts = _read(edition)
        except Refusal as no:
            facts = {"state": State.FAILED, "problem": no.code}
            if isinstance(no, NoName):
                facts |= {"state": State.READY, "preview": no.facts["preview"]}
        ListEdition.objects.filter(id=edition_id, state=State.READING).update(**facts)


@contextlib.contextmanager
def unless_cancelled(edition_id: UUID) -> Iterator[None]:
    """Work on a file that somebody may cancel: its folder goes then, which is no fault, and nothing of it stays."""
    import duckdb

    try:
        yield
    except (Stopped, OSError, duckdb.Error) as trouble:
        if not (was_cancelled := _was_cancelled(edition_id)) and not isinstance(trouble, Stopped):
            raise
    else:
        was_cancelled = _was_cancelled(edition_id)
    if was_cancelled:
        erase_file(edition_id)


def _was_cancelled(edition_id: UUID) -> bool:
    return ListEdition.objects.filter(id=edition_id, state=State.CANCELLED).exists()


def told_rows(edition_id: UUID) -> Callable[[int], None]:
    """What tells how far it is, and hears (Stopped) that nobody wants it any more."""

    def tell(rows: int) -> None:
        if not ListEdition.objects.filter(id=edition_id, state=State.READING).update(rows_done=rows):
            raise Stopped

    return tell


def _read(edition: ListEdition) -> dict[str, Any]:
    from sekoci.registry.lists.judging import first_rows, judge, load_rows, opened_database
    from sekoci.registry.lists.preview import preview_of

    folder, tell = folder_of(edition.pk), told_rows(edition.pk)
    if not (folder / "source").exists():
        raise NotAList
    told = edition.preview.get("told")
    opened = open_list(folder / "source", folder, sheet=told["sheet"] if told else -1, tell=tell)
    ListEdition.objects.filter(id=edition.pk).update(rows_total=opened.rows)
    with contextlib.closing(opened_database(folder)) as database:
        load_rows(database, opened.path, opened.width)
        opened.path.unlink()
        first = first_rows(database)
        is_told = told and told["sheet"] == opened.sheet
        layout = layout_as_told(first, told["header"], told["places"]) if is_told else guess_layout(first, edition.list.columns)
        shown = _shown(opened, layout, kept="nik" if holds_basis(edition.list_id) else "")
        if "name" not in layout.places:
            raise NoName(preview=shown)
        had_numbers = judge(
            database,
            folder,
            places=layout.places,
            header=layout.header,
            areas=lambda: places_now().at(edition.list.area_code),
            zero_lost=codes_without_zero(),
            online=edition.list.organisation.kind in SELLS_ONLINE,
            cut=opened.cut,
            tell=tell,
        )
        load_known(database, folder, edition.list_id)
        shown |= preview_of(database) | _numbers(database, shown, layout) | {"had_numbers": had_numbers}
        _keep_aside(database, folder, edition)
    counts = shown["counts"]
    return {
        "state": State.READY,
        "problem": "" if counts["good"] else NothingUsable.code if counts["bad"] else OnlyHeadings.code,
        "preview": shown,
        "columns": layout.mapping,
        "rows_total": counts["total"],
        "rows_done": counts["total"],
        "quarantined": counts["bad"],
        **{name: counts[name] for name in ("came", "changed", "same", "went")},
    }


def places_now() -> "Places":
    """The areas as they are now, made ready for reading: once a process, until they change. They weigh 40 MB."""
    [(mark,)] = fetch("select count(*) || ' ' || coalesce(sum(hashtextextended(code || name, 0)), 0) from registry_area")
    return _places(mark)


@lru_cache(maxsize=1)
def _places(mark: str) -> "Places":
    from sekoci.registry.lists.places import Places

    return Places(fetch("select code, name from registry_area"))


def _shown(opened: Opened, layout: Layout, *, kept: str) -> dict[str, Any]:
    """`kept`: why the first column of its kind would be dropped and is not."""
    sealed = next((column.place for column in layout.columns if column.secret and column.secret == kept), None)
    columns = [
        [
            column.place,
            column.heading,
            column.field,
            SEALED if column.place == sealed else column.secret,
            [_hinted(example) for example in column.examples],
        ]
        for column in layout.columns
    ]
    told = {"header": layout.header, "sheet": opened.sheet, "places": layout.places}
    return {"sheets": list(opened.sheets), "columns": columns, "told": told, "mark": opened.mark}


def _numbers(database: "DuckDBPyConnection", shown: dict[str, Any], layout: Layout) -> dict[str, Any]:
    """The numbers that the list may keep are put beside its rows: which column, how many."""
    from sekoci.registry.lists.identities import take_numbers

    place, heading = next(((place, heading) for place, heading, _, secret, _ in shown["columns"] if secret == SEALED), (None, ""))
    count = take_numbers(database, place, layout.header)
    return {"sealed": [heading, count]} if heading else {}


def _hinted(example: str) -> str:
    """What is in a column, without anybody's whole number."""
    digits = sum(map(str.isdigit, example))
    return re.sub(r"[0-9](?=(?:[^0-9]*[0-9]){3})", "\N{BULLET}", example[:40])[:24] if digits > 6 else example[:24]


def load_known(database: "DuckDBPyConnection", folder: Path, list_id: int) -> None:
    """What the list has now, for `comparing`: by it came, changed, same and went are told apart."""
    from sekoci.registry.lists.comparing import load_stands

    target = folder / "known.csv"
    with (
        across_businesses(),
        psycopg.Cursor(connection.connection) as cursor,
        target.open("wb") as file,
        cursor.copy(KNOWN.format(list=int(list_id))) as copy,
    ):
        for block in copy:
            file.write(block)
    load_stands(database, target)
    target.unlink()


def _keep_aside(database: "DuckDBPyConnection", folder: Path, edition: ListEdition) -> None:
    """Rows that cannot be used, as they came, for whoever mends the list; without those of people who were forgotten."""
    from sekoci.registry.lists.headings import FIELDS

    phones = [phone for (phone,) in database.execute("select distinct phone from bad where phone is not null").fetchall()]
    gone = list(erased_at(phones)) if phones else []
    cells = ", ".join(f"""'"{field}":' || to_json({field})""" for field in FIELDS)
    target = folder / "bad.csv"
    database.execute(
        f"""
        copy (
            select '{edition.pk}', {int(edition.list.organisation_id)}, number, '{{' || array_to_string(reasons, ',') || '}}',
                case when std in (select unnest(?::varchar[])) then '{{}}' else '{{' || concat_ws(',', {cells}) || '}}' end
            from (select number, reasons, phone as std from bad order by number limit {MOST_KEPT}) b join told using (number)
        ) to '{target}' (format csv, header false)
        """,  # noqa: S608  ours
        [gone],
    )
    with across_businesses(), transaction.atomic():
        if not ListEdition.objects.select_for_update().filter(id=edition.pk, state=State.READING).exists():
            raise Stopped
        QuarantinedRow.objects.filter(edition_id=edition.pk).delete()
        copy_csv(target, "registry_quarantinedrow (edition_id, organisation_id, number, reasons, cells)")
    target.unlink()


def copy_csv(source: Path, into: str, tell: Callable[[float], None] = lambda _: None) -> None:
    """COPY a file of DuckDB's into a table; `tell` hears which share of it is there."""
    size, done = source.stat().st_size or 1, 0
    with (
        psycopg.Cursor(connection.connection) as cursor,
        source.open("rb") as file,
        cursor.copy(f"copy {into} from stdin (format csv, null '\\N')") as copy,
    ):
        while block := file.read(1_000_000):
            copy.write(block)
            done += len(block)
            tell(done / size)
