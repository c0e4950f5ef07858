"""Writing judged rows into the shop: what is new, then what changed; and saying from aside how far it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from sekoci.catalog.actions.many import ListChange, add_variants, change_many
from sekoci.catalog.actions.products import add_products
from sekoci.catalog.actions.stocking import Count, StillReserved, correct_stocks
from sekoci.catalog.drafts import ProductDraft, VariantChange, VariantDraft
from sekoci.catalog.imports.judge import CHANGED, NEW, WRONG, Row, key_of
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows, arrays, fetch

T = TypeVar("T")
CHUNK = 2_000
REASON = "impor"
ADDED = Rows(
    "catalog_importchange",
    {
        "id": "uuid",
        "business_id": "bigint",
        "imported_id": "uuid",
        "variant_id": "uuid",
        "is_new": "bool",
        "before": "jsonb",
        "after": "jsonb",
    },
)
CHANGED_TO = """
insert into catalog_importchange (id, business_id, imported_id, variant_id, is_new, before, after)
select was.id, %s, %s, was.variant_id, false,
    jsonb_strip_nulls(jsonb_build_object(
        'price', case when v.price <> was.price then was.price end, 'unit', case when p.unit <> was.unit then was.unit end,
        'description', case when p.description <> was.description then was.description end,
        'category', case when p.category <> was.category then was.category end)),
    jsonb_strip_nulls(jsonb_build_object(
        'price', case when v.price <> was.price then v.price end, 'unit', case when p.unit <> was.unit then p.unit end,
        'description', case when p.description <> was.description then p.description end,
        'category', case when p.category <> was.category then p.category end))
from unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[])
    was (id, variant_id, price, unit, description, category)
join catalog_variant v on v.id = was.variant_id join catalog_product p on p.id = v.product_id
"""


class Cancelled(Exception):
    """The owner has stopped the import while it was being written, or taken back."""


class Progress:
    """How far a long import is, told from a connection of its own: the import's transaction shows nothing until it ends.

    There it also hears that the owner has cancelled.
    """

    def __init__(self, business_id: int, import_id: UUID, *, alone: bool) -> None:
        self.business_id, self.import_id = business_id, import_id
        self.aside = connections.create_connection(DEFAULT_DB_ALIAS) if alone else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.aside:
            self.aside.close()

    def tell(self, written: int) -> None:
        """Cancelled, where the owner no longer wants it."""
        if not self.aside:
            return
        self.aside.ensure_connection()
        with self.aside.connection.transaction():
            self.aside.connection.execute("select set_config('app.business', %s, true)", (str(self.business_id),))
            cursor = self.aside.connection.execute(
                "update catalog_productimport set written = %s where id = %s returning state", (written, self.import_id)
            )
            found = cursor.fetchone()
        if found and found[0] not in ("writing", "undoing"):
            raise Cancelled


def key_of_import(import_id: UUID) -> str:
    """How the keys of the products that it made begin."""
    return f"impor-{import_id.hex}-"


def write_rows(business_id: int, rows: Sequence[Row], *, import_id: UUID, by: str, progress: Progress) -> None:
    """Write every row that is new or changed, in the caller's transaction, and what it takes to undo that. A row that can no
    longer be written becomes wrong."""
    written = 0
    for some in in_chunks(_new_products(rows, key_of_import(import_id))):
        add_products(business_id, [draft for draft, _ in some], by=by)
        written += sum(count for _, count in some)
        progress.tell(written)
    additions = [(row.product.id, _choice(row)) for row in rows if row.kind == NEW and row.product]
    for chosen in in_chunks(additions):
        made = add_variants(business_id, chosen, by=by)
        ADDED.insert([(new_id(), business_id, import_id, variant_id, True, "{}", "{}") for variant_id in made])
        written += len(chosen)
        progress.tell(written)
    changed = sorted((row for row in rows if row.kind == CHANGED), key=lambda row: row.known.id if row.known else row.number)
    references = {row.number: new_id() for row in changed}
    for part in in_chunks(changed):
        _change(business_id, part, references, by=by)
        written += len(part)
        progress.tell(written)
    for part in in_chunks(row for row in changed if row.kind == CHANGED):
        _remember(business_id, import_id, part, references)


def _new_products(rows: Sequence[Row], key: str) -> Iterator[tuple[ProductDraft, int]]:
    """The products that are new, each of its rows; and how many rows those are. The number of the first is its key."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind == NEW and row.product is None:
            groups.setdefault(key_of(row.name), []).append(row)
    for group in groups.values():
        first = group[0]
        variants = tuple(VariantDraft(row.variant, row.price or 0, row.stock or 0, row.cost or 0) for row in group if row.variant)
        draft = ProductDraft(
            first.name,
            first.price or 0,
            stock=0 if variants else first.stock or 0,
            unit_cost=0 if variants else first.cost or 0,
            unit=first.unit or "pcs",
            description=first.description,
            category=first.category,
            variants=variants,
            key=f"{key}{first.number}",
        )
        yield draft, len(group)


def _choice(row: Row) -> VariantChange:
    return VariantChange(row.variant, row.price or 0, stock=row.stock or 0, unit_cost=row.cost or 0)


def _change(business_id: int, rows: Sequence[Row], references: Mapping[int, UUID], *, by: str) -> None:
    """Stock first: where it has moved, or too many are reserved meanwhile, the row is left as it is, and said to be wrong."""
    counted = [row for row in rows if row.moves_stock]
    counts = [
        Count(
            row.known.id,
            row.counted,
            row.told_cost,
            references[row.number],
            (row.known.on_hand, row.known.value),
            row.known.is_opening,
        )
        for row in counted
        if row.known
    ]
    answers = correct_stocks(business_id, counts, reason=REASON, by=by) if counts else []
    for row, answer in zip(counted, answers, strict=True):
        if isinstance(answer, StillReserved):
            row.kind, row.reason, row.column, row.facts = WRONG, "reserved", "stock", {"n": answer.facts["reserved"]}
        elif isinstance(answer, Refusal):
            row.kind, row.reason, row.column = WRONG, "moved", "stock"
    changes = [
        ListChange(row.product.id, row.known.id, row.price, row.unit or None, row.description or None, row.category or None)
        for row in rows
        if row.kind == CHANGED and row.product and row.known
    ]
    change_many(business_id, changes, by=by)


def _remember(business_id: int, import_id: UUID, rows: Sequence[Row], references: Mapping[int, UUID]) -> None:
    """How these rows stood before, and how they stand now that all is written: rows of one product change it together."""
    before = [
        (references[row.number], row.known.id, row.known.price, row.product.unit, row.product.description, row.product.category)
        for row in rows
        if row.known and row.product
    ]
    fetch(CHANGED_TO, [business_id, import_id, *arrays(before)])


def in_chunks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, CHUNK)):
        yield some
