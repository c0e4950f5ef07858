"""Taking a whole import back: what it made is removed, what it changed is as before; what somebody changed since stays."""

import logging
from collections.abc import Sequence
from types import ModuleType
from uuid import UUID

from sekoci.books.actions import Line, record_new
from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import check_room, entry_of
from sekoci.catalog.actions.importing import AT_ONCE, COUNT_ANEW, PLANS
from sekoci.catalog.actions.listing import Cancelled, Progress, in_chunks, key_of_import
from sekoci.catalog.actions.products import announce_changed
from sekoci.catalog.actions.stock import Move, lock_stock, move_stock
from sekoci.catalog.actions.writing_off import WITH_IMPORT, write_off
from sekoci.catalog.models import ProductImport
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.jobs import later
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)
State = ProductImport.State
SET_BACK = "impor dibatalkan"

HOLD = """
select p.id from catalog_product p
where p.business_id = %(business)s and (starts_with(p.source_key, %(key)s) or p.id in (
    select v.product_id from catalog_importchange c join catalog_variant v on v.id = c.variant_id
    where c.business_id = %(business)s and c.imported_id = %(import)s))
order by p.id for no key update
"""
HOLD_STOCKS = """
select count(*) from (select from catalog_stock s where s.variant_id in (
    select v.id from catalog_variant v where v.product_id = any(%s::uuid[])) order by s.variant_id for no key update) held
"""
CHANGES = """
select c.id, c.variant_id, p.deleted_at is null and v.deleted_at is null,
    coalesce(v.price <> (c.after->>'price')::bigint, false) or coalesce(p.unit <> c.after->>'unit', false)
    or coalesce(p.description <> c.after->>'description', false) or coalesce(p.category <> c.after->>'category', false)
from catalog_importchange c join catalog_variant v on v.id = c.variant_id join catalog_product p on p.id = v.product_id
where c.business_id = %(business)s and c.imported_id = %(import)s and not c.is_new order by c.variant_id
"""
PRICES = """
update catalog_variant v set price = (c.before->>'price')::bigint from catalog_importchange c
where c.business_id = %(business)s and c.imported_id = %(import)s and v.id = c.variant_id and v.deleted_at is null
  and v.price = (c.after->>'price')::bigint
  and exists (select from catalog_product p where p.id = v.product_id and p.deleted_at is null)
"""
TEXTS = """
update catalog_product p set updated_at = %(at)s,
    unit = case when p.unit = c.after->>'unit' then c.before->>'unit' else p.unit end,
    description = case when p.description = c.after->>'description' then c.before->>'description' else p.description end,
    category = case when p.category = c.after->>'category' then c.before->>'category' else p.category end
from (
    select distinct on (v.product_id) v.product_id, c.before, c.after
    from catalog_importchange c join catalog_variant v on v.id = c.variant_id
    where c.business_id = %(business)s and c.imported_id = %(import)s and not c.is_new order by v.product_id, v.id
) c
where p.id = c.product_id and p.deleted_at is null
"""
MOVED = """
with own as (
    select c.id, c.variant_id, sum(m.on_hand)::bigint pieces,
        coalesce(sum(m.value) filter (where m.on_hand <> 0), 0)::bigint worth,
        coalesce(sum(m.value) filter (where m.on_hand = 0), 0)::bigint said, (array_agg(m.id order by m.id desc))[1] last,
        bool_or(m.kind = 'opening') is_opening
    from catalog_importchange c
    join catalog_stockmove m on m.business_id = c.business_id and m.variant_id = c.variant_id and m.reference = c.id
    where c.business_id = %(business)s and c.id = any(%(changes)s::uuid[]) group by c.id
), since as (
    select own.variant_id, bool_or(m.kind in ('opening', 'correction')) and sum(m.on_hand) <> 0 is_counted
    from own join catalog_stockmove m on m.business_id = %(business)s and m.variant_id = own.variant_id and m.id > own.last
    where m.kind not in ('reserve', 'release')
    group by own.variant_id, coalesce(m.reference, m.id) having sum(m.on_hand) <> 0 or sum(m.value) <> 0
)
select own.id, own.variant_id, own.is_opening, own.pieces, own.worth, own.said, count(since.variant_id) = 0,
    coalesce(bool_or(since.is_counted), false)
from own left join since on since.variant_id = own.variant_id
group by own.id, own.variant_id, own.is_opening, own.pieces, own.worth, own.said order by own.variant_id
"""
MADE = """
select p.id, v.id, starts_with(p.source_key, %(key)s) is not true
from catalog_product p join catalog_variant v on v.product_id = p.id and v.deleted_at is null
where p.business_id = %(business)s and p.deleted_at is null and (starts_with(p.source_key, %(key)s) or v.id in (
    select c.variant_id from catalog_importchange c
    where c.business_id = %(business)s and c.imported_id = %(import)s and c.is_new))
order by p.id, v.id
"""
TOUCHED = """
select distinct variant_id from (
    select variant_id from catalog_stockmove
    where business_id = %(business)s and variant_id = any(%(variants)s::uuid[]) and reference is not null
      and kind in ('opening', 'purchase', 'undo', 'correction')
    group by variant_id, reference having sum(on_hand) <> 0 or sum(value) <> 0
) touched
"""
CHOICES = """
with going as (
    update catalog_variant v set deleted_at = %(at)s
    where v.id = any(%(choices)s::uuid[]) and exists (
        select from catalog_variant other
        where other.product_id = v.product_id and other.deleted_at is null and other.id <> all(%(choices)s::uuid[]))
    returning v.id, v.product_id
), seen as (
    update catalog_product p set updated_at = %(at)s from (select distinct product_id from going) g where p.id = g.product_id
)
select id from going
"""


class NoLongerUndone(Refusal):
    code, status = "import_stays", 409
    id = "Impor ini tidak bisa dibatalkan lagi. Ubah produknya satu per satu, atau impor file yang benar."
    en = "This import can no longer be taken back. Change its products one by one, or import the right file."


def undo_import(business_id: int, import_id: UUID, *, by: str) -> None:
    """Take back what an import of the last seven days wrote: at once, or (a long one) in the worker. Twice is once."""
    with in_business(business_id):
        row = ProductImport.objects.defer("content").select_for_update().filter(id=import_id).first()
        if row is None:
            raise NotFound
        if row.state in (State.UNDOING, State.UNDONE):
            return
        if row.state != State.DONE or row.undo_until is None or row.undo_until < now():
            raise NoLongerUndone
        row.state, row.written = State.UNDOING, 0
        row.save(update_fields=["state", "written"])
        if row.rows > AT_ONCE:
            later(_jobs().undo, business_id=business_id, import_id=str(row.id))
        else:
            _take_back(business_id, import_id, alone=False)
    logger.info("import taken back", extra={"business": business_id, "import": str(import_id), "by": by})


def take_back_import(business_id: int, import_id: UUID) -> None:
    """Take all of it back in one transaction, or nothing: whoever is killed or stopped meanwhile leaves all as it was."""
    try:
        with in_business(business_id):
            _take_back(business_id, import_id, alone=True)
    except Cancelled:
        return
    except Refusal:
        with in_business(business_id):
            ProductImport.objects.filter(id=import_id, state=State.UNDOING).update(state=State.DONE)
        raise
    fetch(COUNT_ANEW)


def _take_back(business_id: int, import_id: UUID, *, alone: bool) -> None:
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"import:{business_id}",))
    fetch(PLANS)
    row = ProductImport.objects.defer("content").filter(id=import_id, state=State.UNDOING).first()
    if row is None:
        return
    names = {"business": business_id, "import": import_id, "key": key_of_import(import_id), "at": now()}
    held = [identity for (identity,) in fetch(HOLD, names)]
    fetch(HOLD_STOCKS, (held,))
    changes = fetch(CHANGES, names)
    with Progress(business_id, import_id, alone=alone) as progress:
        fetch(PRICES, names)
        fetch(TEXTS, names)
        left = {variant_id for _, variant_id, is_there, is_changed_again in changes if not is_there or is_changed_again}
        left |= _set_stock_back(row, [each[0] for each in changes if each[2]], names, progress)
        removed, kept = _remove_made(business_id, names, len(changes), progress)
    for some in in_chunks(held):
        announce_changed(business_id, some)
    counts = row.counts | {"removed": removed, "back": len(changes) - len(left), "left": len(left) + kept}
    undone = ProductImport.objects.filter(id=import_id, state=State.UNDOING).update(
        state=State.UNDONE, counts=counts, written=row.rows
    )
    if not undone:
        raise Cancelled


def _set_stock_back(row: ProductImport, changes: Sequence[UUID], names: dict[str, object], progress: Progress) -> set[UUID]:
    """Move these stocks back and book it; those that were not, or not wholly: counted since, sold, or promised to buyers."""
    left, worth, said, done, at = set(), 0, 0, 0, now()
    for part in in_chunks(changes):
        moved = fetch(MOVED, names | {"changes": part})
        stocks, moves = lock_stock([each[1] for each in moved]), []
        for reference, variant_id, is_opening, *did, is_as_left, is_counted in moved:
            if is_counted:
                left.add(variant_id)
                continue
            brought, stock = rules.Brought(*did), stocks[variant_id]
            back = rules.taken_back(
                brought, on_hand=stock.on_hand, reserved=stock.reserved, value=stock.value, is_as_left=is_as_left
            )
            if (back.pieces, back.said) != (-brought.pieces, -brought.said):
                left.add(variant_id)
            each = rules.unit_cost(on_hand=abs(back.pieces), value=abs(back.worth))
            kind = "opening" if is_opening else "correction"
            for pieces, value, unit_cost, note in ((back.pieces, back.worth, each, SET_BACK), (0, back.said, 0, "")):
                if pieces or value:
                    moves.append(Move(row.business_id, variant_id, kind, pieces, 0, value, unit_cost, reference, note))
            said += back.said + (back.worth if is_opening else 0)
            worth += 0 if is_opening else back.worth
        check_room(stocks, moves)
        move_stock(moves, at=at)
        done += len(part)
        progress.tell(done)
    lines = [
        Line(INVENTORY, account, amount) if amount > 0 else Line(account, INVENTORY, -amount)
        for account, amount in ((SHRINKAGE, worth), (OWNER, said))
    ]
    record_new([entry_of(row.business_id, "correction", row.id, f"Impor dibatalkan: {row.file_name}", *lines, at=at)])
    return left


def _remove_made(business_id: int, names: dict[str, object], done: int, progress: Progress) -> tuple[int, int]:
    """Remove the products and choices that the import made; how many, and how many stay: somebody bought them in or counted
    them since, or it is the only choice left."""
    at = now()
    made = fetch(MADE, names)
    touched = {each for (each,) in fetch(TOUCHED, names | {"variants": [variant_id for _, variant_id, _ in made]})}
    products: dict[UUID, list[UUID]] = {}
    for product_id, variant_id, is_choice in made:
        if not is_choice:
            products.setdefault(product_id, []).append(variant_id)
    going = [(product_id, variants) for product_id, variants in products.items() if touched.isdisjoint(variants)]
    for some in in_chunks(going):
        ids = [product_id for product_id, _ in some]
        fetch("update catalog_product set deleted_at = %s, updated_at = %s where id = any(%s)", (at, at, ids))
        write_off(business_id, [variant_id for _, variants in some for variant_id in variants], at=at, why=WITH_IMPORT)
        done += len(some)
        progress.tell(done)
    choices = [variant_id for _, variant_id, is_choice in made if is_choice]
    gone = [row[0] for row in fetch(CHOICES, names | {"choices": [each for each in choices if each not in touched]})]
    write_off(business_id, gone, at=at, why=WITH_IMPORT)
    return len(going) + len(gone), len(products) - len(going) + len(choices) - len(gone)


def _jobs() -> ModuleType:
    from sekoci.catalog import jobs

    return jobs
