"""Stock, set-based: lock what is scarce in one statement, in id order; write moves and balances in another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.catalog.discounting import read_running, running
from sekoci.catalog.rules import Discount, cost_of
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows, arrays, fetch


@dataclass(frozen=True)
class StockRow:
    """A locked stock: pieces on hand and reserved, and what those on hand cost in all, rupiah."""

    business_id: int
    variant_id: UUID
    on_hand: int
    reserved: int
    value: int


@dataclass(frozen=True)
class ForSale(StockRow):
    """A locked stock with what a line of an order repeats of its product; `is_sold` is False once hidden or removed.

    `price` is the ordinary one; `discounts` are those that ran or run, for `rules.price_of` and `rules.bundle_of`.
    """

    product_id: UUID
    name: str
    unit: str
    price: int
    is_sold: bool
    discounts: tuple[Discount, ...] = ()


@dataclass(frozen=True)
class Move:
    """One change of one stock; `on_hand`, `reserved` and `value` are differences. `reference` is the order that caused it."""

    business_id: int
    variant_id: UUID
    kind: str
    on_hand: int
    reserved: int
    value: int
    unit_cost: int
    reference: UUID | None = None
    note: str = ""


class ProductGone(NotFound):
    code = "product_gone"
    id = "Produk ini tidak ada di toko Anda. Mungkin sudah dihapus."
    en = "This product is not in your shop. It may have been removed."


@dataclass(frozen=True)
class Back:
    """Pieces of one variant that came back, and what they had cost in all, rupiah."""

    pieces: int
    cost: int


class NotSoManyOut(Refusal):
    code, status = "not_so_many_out", 409
    id = "Paling banyak {left} lagi yang bisa kembali."
    en = "At most {left} more can come back."


class StockGone(Exception):
    """A bug: a move names a variant that is not there, or not in this business."""


def lock_stock(variant_ids: Collection[UUID]) -> dict[UUID, StockRow]:
    """Lock the stocks of these variants until the transaction ends; those that do not exist are left out."""
    rows = fetch(
        "select business_id, variant_id, on_hand, reserved, value from catalog_stock"
        " where variant_id = any(%s) order by variant_id for no key update",
        (list(variant_ids),),
    )
    return {row[1]: StockRow(*row) for row in rows}


def locked(variant_ids: Collection[UUID]) -> dict[UUID, StockRow]:
    """The same for an owner who names them: ProductGone where one is not there."""
    rows = lock_stock(variant_ids)
    if len(rows) != len(set(variant_ids)):
        raise ProductGone
    return rows


LOCK_FOR_SALE = f"""
select stock.business_id, stock.variant_id, stock.on_hand, stock.reserved, stock.value, variant.product_id,
       case variant.name when '' then product.name else product.name || ' - ' || variant.name end,
       product.unit, variant.price,
       product.is_listed and product.deleted_at is null and variant.deleted_at is null, variant.position,
       {running(business="stock.business_id", product="variant.product_id")}
from catalog_variant variant
join catalog_product product on product.id = variant.product_id
join catalog_stock stock on stock.variant_id = variant.id
where variant.product_id = any(%(products)s)
order by stock.variant_id for no key update of stock
"""  # noqa: S608  columns are ours


def lock_for_sale(product_ids: Collection[UUID], *, at: datetime, since: datetime | None = None) -> dict[UUID, list[ForSale]]:
    """Lock the stocks of every variant of these products, with names and prices; by product, in the owner's order.

    With them come the discounts that run at `at`, and those that ran since `since`, for sales that happened before.
    """
    rows = fetch(LOCK_FOR_SALE, {"products": list(product_ids), "at": at, "since": since or at}, prepared=True)
    found: dict[UUID, list[ForSale]] = {}
    for row in sorted(rows, key=lambda row: (row[10], row[1])):
        found.setdefault(row[5], []).append(ForSale(*(*row[:10], read_running(row[11]))))
    return found


MOVE = """
with move as (
    select * from unnest(%s::uuid[], %s::bigint[], %s::uuid[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
                         %s::uuid[], %s::text[])
    as move (id, business_id, variant_id, kind, on_hand, reserved, value, unit_cost, reference, note)
), written as (
    insert into catalog_stockmove (id, business_id, variant_id, kind, on_hand, reserved, value, unit_cost, reference, note, at)
    select move.*, %s from move
)
update catalog_stock stock
set on_hand = stock.on_hand + change.on_hand, reserved = stock.reserved + change.reserved,
    value = stock.value + change.value, moved_at = %s
from (
    select business_id, variant_id, sum(on_hand)::bigint on_hand, sum(reserved)::bigint reserved, sum(value)::bigint as value
    from move group by business_id, variant_id
) change
where stock.variant_id = change.variant_id and stock.business_id = change.business_id
returning stock.variant_id
"""


MOVES = Rows(
    "catalog_stockmove",
    {
        "id": "uuid",
        "business_id": "bigint",
        "variant_id": "uuid",
        "kind": "text",
        "on_hand": "bigint",
        "reserved": "bigint",
        "value": "bigint",
        "unit_cost": "bigint",
        "reference": "uuid",
        "note": "text",
        "at": "timestamptz",
    },
)


def write_opening(moves: Sequence[Move], *, at: datetime) -> None:
    """Write the first moves of stocks that are being written with what these bring: nothing is left to change."""
    MOVES.insert([(*_row(move), at) for move in moves])


def move_stock(moves: Sequence[Move], *, at: datetime) -> None:
    """Write the moves and change the stocks by their sums, in one statement. The stocks must be locked already.

    Raises IntegrityError where a stock would fall below zero or below what is reserved; nothing is written then.
    """
    if not moves:
        return
    rows = [_row(move) for move in moves]
    changed = fetch(MOVE, [*arrays(rows), at, at], prepared=True)
    if len(changed) != len({(move.business_id, move.variant_id) for move in moves}):
        raise StockGone("a move names a stock that is not there")


def _row(move: Move) -> tuple[object, ...]:
    return (
        new_id(), move.business_id, move.variant_id, move.kind, move.on_hand, move.reserved, move.value, move.unit_cost,
        move.reference, move.note,
    )  # fmt: skip


def give_back(
    business_id: int, reference: UUID, wanted: Mapping[UUID, int | None], *, at: datetime, note: str = ""
) -> dict[UUID, Back]:
    """Put pieces that an order took onto the shelf again: so many of each variant, None for all that are still out.

    Pieces come back at what they cost when they left, the last ones at what is left of that; what came back, by variant. What an
    order took is never exceeded (NotSoManyOut): the stocks are locked while it is counted.
    """
    lock_stock(wanted)
    out = {
        variant_id: (pieces, cost)
        for variant_id, pieces, cost in fetch(
            "select variant_id, -sum(on_hand)::bigint, -sum(value)::bigint from catalog_stockmove"
            " where business_id = %s and variant_id = any(%s) and reference = %s and kind in ('sale', 'return')"
            " group by 1 having sum(on_hand) < 0",
            (business_id, list(wanted), reference),
        )
    }
    back: dict[UUID, Back] = {}
    for variant_id, asked in sorted(wanted.items()):
        pieces, cost = out.get(variant_id, (0, 0))
        coming = pieces if asked is None else asked
        if not 0 <= coming <= pieces:
            raise NotSoManyOut(field="lines", variant=str(variant_id), left=pieces)
        if coming:
            back[variant_id] = Back(coming, cost_of(coming, on_hand=pieces, value=cost))
    move_stock(
        [
            Move(business_id, variant_id, "return", each.pieces, 0, each.cost, round(each.cost / each.pieces), reference, note)
            for variant_id, each in back.items()
        ],
        at=at,
    )
    return back
