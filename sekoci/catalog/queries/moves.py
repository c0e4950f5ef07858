"""Stock, variant by variant, and why it changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sekoci.catalog import rules
from sekoci.catalog.queries.shelf import search_words
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

OnlyStock = Literal["", "habis", "menipis", "tanpa-modal", "dihapus"]
SortStock = Literal["", "stok", "nilai", "gerak"]
CHOICES: dict[str, str] = {
    "": "not is_removed",
    "habis": "not is_removed and on_hand <= reserved",
    "menipis": "not is_removed and on_hand > reserved and on_hand - reserved <= low_stock_at",
    "tanpa-modal": "not is_removed and on_hand > 0 and value = 0",
    "dihapus": "is_removed and on_hand > 0",
}
"""`dihapus`: no longer sold, but pieces are still counted: promised to buyers, or come back since from an order. They stay in
the books until they are handed over or corrected away."""
SORTS: dict[str, str] = {
    "": "lower(product), variant_id",
    "stok": "on_hand - reserved, lower(product), variant_id",
    "nilai": "value desc, lower(product), variant_id",
    "gerak": "moved_at desc, variant_id",
}


@dataclass(frozen=True, slots=True)
class StockLine:
    """One variant's stock. `value` is what the pieces on hand cost in all, rupiah."""

    variant_id: UUID
    product_id: UUID
    product: str
    variant: str
    unit: str
    photo: str
    low_stock_at: int
    is_removed: bool
    on_hand: int
    reserved: int
    value: int
    moved_at: datetime

    @property
    def stock(self) -> int:
        return self.on_hand - self.reserved

    @property
    def name(self) -> str:
        return f"{self.product} - {self.variant}" if self.variant else self.product

    @property
    def unit_cost(self) -> int:
        return rules.unit_cost(on_hand=self.on_hand, value=self.value)

    @property
    def is_low(self) -> bool:
        return 0 < self.stock <= self.low_stock_at


@dataclass(frozen=True)
class StockList:
    items: tuple[StockLine, ...]
    counts: dict[str, int]
    worth: int
    """What all pieces on hand cost, removed products too: the books' *Persediaan*."""
    next: int | None

    @property
    def is_bare(self) -> bool:
        """Nothing at all yet: not only nothing that matches."""
        return not any(self.counts.values())


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move as the history shows it; on_hand, reserved and value are differences.

    `is_undone`: a purchase that was taken back.
    """

    id: UUID
    kind: str
    on_hand: int
    reserved: int
    value: int
    unit_cost: int
    reference: UUID | None
    note: str
    at: datetime
    is_undone: bool

    @property
    def can_be_undone(self) -> bool:
        return self.kind == "purchase" and self.reference is not None and not self.is_undone


STOCKS = """
    select v.id as variant_id, p.id as product_id, p.name as product, v.name as variant, p.unit, p.photo, p.low_stock_at,
           p.deleted_at is not null or v.deleted_at is not null as is_removed, s.on_hand, s.reserved, s.value, s.moved_at
    from catalog_stock s
    join catalog_variant v on v.id = s.variant_id
    join catalog_product p on p.id = v.product_id
    where s.business_id = %(business)s
"""


def stock_list(
    business_id: int, *, only: OnlyStock = "", sort: SortStock = "", search: str = "", start: int = 0, limit: int = 50
) -> StockList:
    """A page of the shop's stock, variant by variant; two statements."""
    with in_business(business_id):
        counted = ", ".join(f"count(*) filter (where {choice})" for choice in CHOICES.values())
        [(worth, *counts)] = fetch(
            f"select coalesce(sum(value), 0), {counted} from ({STOCKS}) mine",  # noqa: S608  texts are ours
            {"business": business_id},
        )
        rows = fetch(
            f"""
            select * from ({STOCKS}) mine where {CHOICES[only]}
              and not exists (
                  select from unnest(%(words)s::text[]) word where strpos(lower(product || ' ' || variant), lower(word)) = 0
              )
            order by {SORTS[sort]} limit %(limit)s offset %(start)s
            """,  # noqa: S608  texts are ours
            {"business": business_id, "words": search_words(search), "limit": limit + 1, "start": max(0, start)},
        )
    items = tuple(StockLine(*row) for row in rows[:limit])
    return StockList(items, dict(zip(CHOICES, counts, strict=True)), int(worth), start + limit if len(rows) > limit else None)


def stock_of(business_id: int, variant_id: UUID) -> StockLine | None:
    """One variant's stock, removed or not; None when it is another shop's."""
    with in_business(business_id):
        rows = fetch(f"{STOCKS} and s.variant_id = %(variant)s", {"business": business_id, "variant": variant_id})
    return StockLine(*rows[0]) if rows else None


def moves_of(
    business_id: int, variant_id: UUID, *, before: UUID | None = None, limit: int = 30
) -> tuple[tuple[MoveLine, ...], UUID | None]:
    """Why a variant's stock changed, the latest first; and before which move the list goes on."""
    with in_business(business_id):
        rows = fetch(
            """
            select id, kind, on_hand, reserved, value, unit_cost, reference, note, at, kind = 'purchase' and exists (
                       select from catalog_stockmove u
                       where u.business_id = moved.business_id and u.kind = 'undo' and u.reference = moved.reference)
            from catalog_stockmove moved
            where business_id = %s and variant_id = %s and (%s::uuid is null or id < %s)
            order by id desc limit %s
            """,
            (business_id, variant_id, before, before, limit + 1),
        )
    moves = tuple(MoveLine(*row) for row in rows[:limit])
    return moves, moves[-1].id if len(rows) > limit else None


@dataclass(frozen=True, slots=True)
class OrderMove:
    """Pieces of one variant that left for an order (below zero) or came back from it."""

    variant_id: UUID
    pieces: int
    note: str
    at: datetime


def moves_for_order(business_id: int, order_id: UUID, variant_ids: Collection[UUID]) -> list[OrderMove]:
    """What left for an order and what came back since, oldest first; one statement."""
    with in_business(business_id):
        rows = fetch(
            "select variant_id, on_hand, note, at from catalog_stockmove"
            " where business_id = %s and variant_id = any(%s) and reference = %s and kind in ('sale', 'return') order by id",
            (business_id, list(variant_ids), order_id),
        )
    return [OrderMove(*row) for row in rows]
