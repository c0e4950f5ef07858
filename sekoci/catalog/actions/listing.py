"""Writing judged rows into the shop: what is new, then what changed; and saying from aside how far it is."""

from collections.abc import Iterable, Iterator, Sequence
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

T = TypeVar("T")
CHUNK = 2_000
REASON = "impor"


class Cancelled(Exception):
    """The owner has stopped the import while it was being written."""


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
        if found and found[0] == "cancelled":
            raise Cancelled


def write_rows(business_id: int, rows: Sequence[Row], *, key: str, by: str, progress: Progress) -> None:
    """Write every row that is new or changed, in the caller's transaction. A row that can no longer be written becomes wrong."""
    written = 0
    for some in _in_chunks(_new_products(rows, key)):
        add_products(business_id, [draft for draft, _ in some], by=by)
        written += sum(count for _, count in some)
        progress.tell(written)
    additions = [(row.product.id, _choice(row)) for row in rows if row.kind == NEW and row.product]
    for chosen in _in_chunks(additions):
        add_variants(business_id, chosen, by=by)
        written += len(chosen)
        progress.tell(written)
    changed = sorted((row for row in rows if row.kind == CHANGED), key=lambda row: row.known.id if row.known else row.number)
    for part in _in_chunks(changed):
        _change(business_id, part, by=by)
        written += len(part)
        progress.tell(written)


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
            key=f"{key}-{first.number}",
        )
        yield draft, len(group)


def _choice(row: Row) -> VariantChange:
    return VariantChange(row.variant, row.price or 0, stock=row.stock or 0, unit_cost=row.cost or 0)


def _change(business_id: int, rows: Sequence[Row], *, by: str) -> None:
    """Stock first: where buyers have reserved too many meanwhile, the row is left as it is, and said to be wrong."""
    counted = [row for row in rows if row.known and (row.stock is not None or row.told_cost)]
    counts = [
        Count(row.known.id, row.known.on_hand if row.stock is None else row.stock, row.told_cost) for row in counted if row.known
    ]
    answers = correct_stocks(business_id, counts, reason=REASON, by=by) if counts else []
    for row, answer in zip(counted, answers, strict=True):
        if isinstance(answer, StillReserved):
            row.kind, row.reason, row.column, row.facts = WRONG, "reserved", "stock", {"n": answer.facts["reserved"]}
    changes = [
        ListChange(row.product.id, row.known.id, row.price, row.unit or None, row.description or None, row.category or None)
        for row in rows
        if row.kind == CHANGED and row.product and row.known
    ]
    change_many(business_id, changes, by=by)


def _in_chunks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, CHUNK)):
        yield some
