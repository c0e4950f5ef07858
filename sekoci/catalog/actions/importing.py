"""Lists of products from spreadsheets: looked at first, written in one transaction when the owner says so, once."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

from sekoci.catalog.actions.listing import Cancelled, Progress, write_rows
from sekoci.catalog.imports.cells import is_blank, text_of
from sekoci.catalog.imports.guess import FIELDS, Columns, guess_columns, titles_of
from sekoci.catalog.imports.judge import KnownProduct, KnownVariant, Row, count_kinds, judge, key_of
from sekoci.catalog.imports.opening import Opened, open_sheet
from sekoci.catalog.imports.preview import counts_of, mark_of, problems_of, sample_of
from sekoci.catalog.models import ProductImport
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line

State = ProductImport.State
AT_ONCE = 2_000
"""So many rows are done while the owner waits; more are a job of the worker."""
KEPT = timedelta(days=7)


KNOWN = """
select p.id, p.name, p.unit, p.description, p.category, v.id, v.name, v.price, s.on_hand, s.reserved, s.value,
    coalesce(case when s.on_hand = 0 then (
        select m.unit_cost from catalog_stockmove m
        where m.business_id = p.business_id and m.variant_id = v.id and (m.unit_cost > 0 or m.kind = 'undo')
        order by m.id desc limit 1) end, 0),
    not exists (
        select from catalog_stockmove m
        where m.business_id = p.business_id and m.variant_id = v.id and m.kind not in ('opening', 'reserve', 'release'))
from catalog_product p
join catalog_variant v on v.product_id = p.id and v.deleted_at is null
join catalog_stock s on s.variant_id = v.id
where p.business_id = %s and p.deleted_at is null order by p.id, v.position, v.id
"""


PLANS = "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_nestloop', 'off', true)"
"""What the planner knows of a shop is wrong while the shop grows tenfold: it would compare everything with everything."""


COUNT_ANEW = "select catalog_count_anew()"
"""So that the planner knows of the new rows now: it would compare everything with everything until autovacuum comes by."""


FORGET = """
delete from catalog_importchange change using catalog_productimport imported
where imported.id = change.imported_id and imported.business_id = change.business_id and imported.undo_until < %s
"""


class AlreadyImported(Refusal):
    code, status = "already_imported", 409
    id = "File yang sama sudah diimpor. Tidak ada yang diubah."
    en = "The same file is imported already. Nothing was changed."


class NotReady(Refusal):
    code, status = "import_not_ready", 409
    id = "Impor ini sudah selesai atau dibatalkan. Kirim filenya lagi."
    en = "This import is finished or cancelled. Send the file again."


def start_import(business_id: int, content: bytes, *, file_name: str, by: str) -> UUID:
    """Take a file, guess its columns and look at its rows (a long one in the worker); nothing of the shop is changed."""
    opened = open_sheet(content)
    with in_business(business_id):
        row = ProductImport(
            business_id=business_id,
            file_name=clean_line(file_name, most=10**6)[-120:],
            content=content,
            by=by,
            sheet=opened.sheet,
            sheets=list(opened.sheets),
        )
        _look(row, opened, guess_columns(opened.rows))
    return row.id


def choose_columns(business_id: int, import_id: UUID, *, sheet: int, header: int, places: Mapping[str, int], by: str) -> None:
    """Read the file as the owner says: which sheet, which row is the title, which column is what. Another sheet is guessed."""
    if "name" not in places:
        raise Invalid(field="name", why_id="Pilih kolom nama produk.", why_en="Choose the column of the product's name.")
    with in_business(business_id):
        row = _held(import_id, (State.READY, State.CHECKING))
        opened = open_sheet(bytes(row.content or b""), sheet=sheet)
        columns = Columns(header, {name: places[name] for name in FIELDS if name in places})
        if opened.sheet != row.sheet:
            columns = guess_columns(opened.rows)
        row.sheet = opened.sheet
        _look(row, opened, columns)


def check_import(business_id: int, import_id: UUID) -> None:
    """Judge the rows of a long file, for the owner to look at. Changes nothing where that was done or is no longer wanted."""
    waiting = _opened(business_id, import_id, State.CHECKING)
    if waiting is None:
        return
    with in_business(business_id):
        row = ProductImport.objects.select_for_update().filter(id=import_id, state=State.CHECKING).first()
        if row is not None and bytes(row.fingerprint) == waiting[0]:
            _judge_into(row, waiting[1])


def confirm_import(business_id: int, import_id: UUID, *, by: str) -> None:
    """Write the good rows: at once, or (a long file) in the worker. A file that was written before is refused."""
    with in_business(business_id):
        row = _held(import_id, (State.READY,))
        if _came_before(row):
            raise AlreadyImported
        row.state, row.by = State.WRITING, by
        row.save(update_fields=["state", "by"])
        if row.rows > AT_ONCE:
            later(_jobs().write, business_id=business_id, import_id=str(row.id))
            return
    write_import(business_id, import_id)


def write_import(business_id: int, import_id: UUID) -> None:
    """Write all good rows in one transaction, or none: whoever is killed or cancelled meanwhile leaves nothing behind.

    Rows are judged again, against the shop as it is now: where that would do otherwise than the owner was shown, the list waits
    once more to be looked at, and nothing is written. The second time changes nothing.
    """
    waiting = _opened(business_id, import_id, State.WRITING)
    if waiting is None:
        return
    try:
        with in_business(business_id):
            fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"import:{business_id}",))
            fetch(PLANS)
            row = ProductImport.objects.defer("content").filter(id=import_id, state=State.WRITING).first()
            if row is None:
                return
            judged = judge(waiting[1].rows, _columns(row), known_products(business_id, hold=True))
            waiting[1].rows.clear()  # what is read is not needed beside what was made of it
            if mark_of(judged) != bytes(row.seen or b""):
                facts = _seen(judged)
                facts["counts"] |= {"moved": 1}
                ProductImport.objects.filter(id=import_id, state=State.WRITING).update(**facts)
                return
            with Progress(business_id, import_id, alone=len(judged) > AT_ONCE) as progress:
                write_rows(business_id, judged, import_id=row.id, by=row.by, progress=progress)
            _finish(row, judged)
    except Cancelled:
        return
    if len(judged) > AT_ONCE:
        fetch(COUNT_ANEW)


def cancel_import(business_id: int, import_id: UUID) -> bool:
    """Stop an import that is not finished: nothing of it is in the shop; or one that is being taken back: all of it stays.
    False where there is none to stop."""
    with in_business(business_id):
        if ProductImport.objects.filter(id=import_id, state=State.UNDOING).update(state=State.DONE):
            return True
        waiting = ProductImport.objects.filter(id=import_id, state__in=(State.CHECKING, State.READY, State.WRITING))
        return bool(waiting.update(state=State.CANCELLED, content=None, sample=[], problems=[], finished_at=now()))


def forget_files() -> None:
    """Let go of files that came a week ago; that they were written stays known."""
    with across_businesses():
        old = ProductImport.objects.filter(created_at__lt=now() - KEPT, content__isnull=False)
        old.exclude(state=State.DONE).update(state=State.CANCELLED, finished_at=now())
        old.update(content=None, sample=[], problems=[], examples=[])
        fetch(FORGET, (now(),))


def known_products(business_id: int, *, hold: bool = False) -> dict[str, list[KnownProduct]]:
    """The shop's products by their names' keys; `hold`: nobody else changes or removes them until the transaction ends."""
    rows = fetch(KNOWN + " for no key update of p" if hold else KNOWN, (business_id,))
    grouped: dict[UUID, list[tuple[object, ...]]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    known: dict[str, list[KnownProduct]] = {}
    for identity, each in grouped.items():
        variants = tuple(KnownVariant(*row[5:13]) for row in each)  # type: ignore[arg-type]  # a row of a query has no types
        name, unit, description, category = (str(text) for text in each[0][1:5])
        known.setdefault(key_of(name), []).append(KnownProduct(identity, name, unit, description, category, variants))
    return known


def _opened(business_id: int, import_id: UUID, state: str) -> tuple[bytes, Opened] | None:
    """The file of an import that waits in this state, read outside of any long transaction, and its fingerprint."""
    with in_business(business_id):
        row = ProductImport.objects.filter(id=import_id, state=state, content__isnull=False).first()
    return (bytes(row.fingerprint), open_sheet(bytes(row.content or b""), sheet=row.sheet)) if row else None


def _look(row: ProductImport, opened: Opened, columns: Columns) -> None:
    """Note how the file is to be read, and judge it: now, or later where it is long."""
    row.header, row.columns = columns.header, dict(columns.places)
    row.titles = titles_of(opened.rows, columns)
    row.examples = _examples(opened, columns)
    said = json.dumps([row.sheet, row.header, row.columns], sort_keys=True)
    row.fingerprint = hashlib.sha256(hashlib.sha256(bytes(row.content or b"")).digest() + said.encode()).digest()
    row.rows, row.state = len(opened.rows) - columns.header - 1, State.CHECKING
    if row.rows > AT_ONCE:
        row.save()
        later(_jobs().check, business_id=row.business_id, import_id=str(row.id))
    else:
        _judge_into(row, opened)


def _judge_into(row: ProductImport, opened: Opened) -> None:
    judged = judge(opened.rows, _columns(row), known_products(row.business_id))
    for name, fact in _seen(judged).items():
        setattr(row, name, fact)
    row.save()


def _seen(judged: Sequence[Row]) -> dict[str, Any]:
    """What the owner is shown, and the mark of it."""
    return {
        "rows": len(judged),
        "counts": counts_of(judged),
        "sample": sample_of(judged),
        "problems": problems_of(judged),
        "seen": mark_of(judged),
        "state": State.READY,
    }


def _finish(row: ProductImport, judged: Sequence[Row]) -> None:
    """The last statement: whoever cancelled before it has won, and everything is undone."""
    changed = ProductImport.objects.filter(id=row.id, state=State.WRITING).update(
        state=State.DONE,
        counts=count_kinds(judged),
        problems=problems_of(judged),
        rows=len(judged),
        written=len(judged),
        finished_at=now(),
        undo_until=now() + KEPT,
    )
    if not changed:
        raise Cancelled


def _held(import_id: UUID, states: Sequence[str]) -> ProductImport:
    row = ProductImport.objects.select_for_update().filter(id=import_id).first()
    if row is None:
        raise NotFound
    if row.state not in states or row.content is None:
        raise NotReady
    return row


def _came_before(row: ProductImport) -> bool:
    return ProductImport.objects.filter(fingerprint=row.fingerprint, state__in=(State.DONE, State.UNDOING)).exists()


def _columns(row: ProductImport) -> Columns:
    return Columns(row.header, row.columns)


def _examples(opened: Opened, columns: Columns) -> list[str]:
    """The first two different things in each column, so that the owner sees what is in it."""
    found: list[list[str]] = [[] for _ in titles_of(opened.rows, columns)]
    for cells in opened.rows[columns.header + 1 :][:200]:
        for place, cell in enumerate(cells[: len(found)]):
            if len(found[place]) < 2 and not is_blank(cell) and (text := text_of(cell)[:24]) not in found[place]:
                found[place].append(text)
    return [", ".join(each) for each in found]


def _jobs() -> ModuleType:
    from sekoci.catalog import jobs

    return jobs
