"""What is removed from the shop leaves the stock and the books, and comes back when it is brought back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import Line, record_new
from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import check_room, entry_of, names_of
from sekoci.catalog.actions.stock import Move, lock_stock, move_stock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch

REMOVED, WITH_IMPORT, BROUGHT_BACK = "dihapus dari toko", "dihapus bersama impor", "dikembalikan ke toko"
AGAINST = {REMOVED: SHRINKAGE, WITH_IMPORT: OWNER}
"""Whose loss it is: what an import wrongly said the owner had put in is the owner's again."""


def write_off(business_id: int, variant_ids: Collection[UUID], *, at: datetime, why: str = REMOVED) -> None:
    """Take the free pieces of these variants out of stock and books, at what they cost. Those that buyers have reserved stay for
    them: they are handed over, or they are free again and seen under *Sudah dihapus*."""
    reference, moves = new_id(), []
    for variant_id, stock in sorted(lock_stock(variant_ids).items()):
        if free := stock.on_hand - stock.reserved:
            cost = rules.cost_of(free, on_hand=stock.on_hand, value=stock.value)
            each = rules.unit_cost(on_hand=stock.on_hand, value=stock.value)
            moves.append(Move(business_id, variant_id, "correction", -free, 0, -cost, each, reference, why))
    _write(moves, AGAINST[why], at=at)


def put_back(business_id: int, variant_ids: Collection[UUID], *, removed_at: datetime, at: datetime) -> None:
    """Bring back what was written off when these were removed, at what it cost then."""
    stocks, reference = lock_stock(variant_ids), new_id()
    rows = fetch(
        "select variant_id, -sum(on_hand)::bigint, -sum(value)::bigint, max(note) from catalog_stockmove"
        " where business_id = %(business)s and variant_id = any(%(variants)s) and kind = 'correction' and note = any(%(removed)s)"
        " and reference in (select reference from catalog_stockmove where business_id = %(business)s and kind = 'correction'"
        " and variant_id = any(%(variants)s) and note = any(%(removed)s) and at = %(at)s)"
        " group by variant_id order by variant_id",
        {"business": business_id, "variants": list(variant_ids), "removed": list(AGAINST), "at": removed_at},
    )
    moves = [
        Move(
            business_id, variant_id, "correction", pieces, 0, cost, rules.unit_cost(on_hand=pieces, value=cost), reference,
            BROUGHT_BACK,
        )
        for variant_id, pieces, cost, _ in rows
    ]  # fmt: skip
    check_room(stocks, moves)
    if rows:
        _write(moves, AGAINST[rows[0][3]], at=at)


def _write(moves: list[Move], account: str, *, at: datetime) -> None:
    if not moves:
        return
    move_stock(moves, at=at)
    first, worth = moves[0], sum(move.value for move in moves)
    line = Line(INVENTORY, account, worth) if worth > 0 else Line(account, INVENTORY, -worth)
    memo = f"Stok {first.note}: {names_of({move.variant_id for move in moves})}"
    if first.reference:
        record_new([entry_of(first.business_id, "correction", first.reference, memo, line, at=at)])
