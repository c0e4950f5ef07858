"""Taking a purchase back that was mistyped: stock and books return to what they would be without it."""

import logging
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sekoci.books.actions import Line, hold_books, record_new, undo_entry
from sekoci.books.queries import balance_now
from sekoci.books.rules import INVENTORY, SHRINKAGE, SUPPLIERS
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import entry_of, hold_purchase, names_of, purchase_moves
from sekoci.catalog.actions.stock import Move, StockRow, locked, move_stock
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)


class SoldMeanwhile(Refusal):
    code, status = "sold_meanwhile", 409
    id = "{name} tinggal {left} yang bebas, pembelian ini {pieces}. Betulkan stoknya saja."
    en = "Only {left} of {name} are free, this purchase was {pieces}. Correct the stock instead."


class PaidMeanwhile(Refusal):
    code, status = "paid_meanwhile", 409
    id = "Utang pembelian ini sudah dibayar. Batalkan dulu pembayarannya di halaman Uang."
    en = "What was owed for this purchase is paid. Undo that payment on the money page first."


def undo_purchase(business_id: int, purchase_id: UUID, *, by: str) -> bool:
    """Take a purchase back by opposite moves and an opposite entry; False where that was done before.

    Every piece of it must still be free on hand. The pieces leave at what they came for; where sales in between leave less than
    that on the shelf, the rest keeps the cost that was last said before, and the difference is *Selisih persediaan*.
    """
    at = now()
    with in_business(business_id):
        hold_purchase(purchase_id)
        bought = purchase_moves(business_id, purchase_id)
        if not bought:
            raise NotFound
        if _is_undone(business_id, purchase_id):
            return False
        hold_books(business_id)
        owed = sum(value for _, _, value, paid_from in bought if paid_from == "supplier")
        if owed and balance_now(business_id, SUPPLIERS) < owed:
            raise PaidMeanwhile
        stocks = locked({variant_id for variant_id, *_ in bought})
        moves, left_over = _opposite(business_id, purchase_id, bought, stocks)
        move_stock(moves, at=at)
        undo_entry(business_id, "purchase", str(purchase_id), at=at)
        memo = f"Selisih pembelian yang dibatalkan: {names_of(stocks.keys())}"
        line = Line(INVENTORY, SHRINKAGE, left_over) if left_over > 0 else Line(SHRINKAGE, INVENTORY, -left_over)
        record_new([entry_of(business_id, "correction", new_id(), memo, line, at)])
    logger.info("purchase undone", extra={"business": business_id, "purchase": str(purchase_id), "by": by})
    return True


def _opposite(
    business_id: int, purchase_id: UUID, bought: Sequence[tuple[UUID, int, int, str]], stocks: dict[UUID, StockRow]
) -> tuple[list[Move], int]:
    """A move a variant, and how many rupiah stay on the shelf that the opposite entry takes out of the books."""
    pieces: Counter[UUID] = Counter()
    value: Counter[UUID] = Counter()
    for variant_id, came, worth, _ in bought:
        pieces[variant_id] += came
        value[variant_id] += worth
    moves, left_over = [], 0
    for variant_id, stock in sorted(stocks.items()):
        free, came = stock.on_hand - stock.reserved, pieces[variant_id]
        if free < came:
            raise SoldMeanwhile(name=names_of([variant_id]), left=free, pieces=came)
        rest = stock.on_hand - came
        said = _said_before(business_id, variant_id, purchase_id) if rest and stock.value < value[variant_id] else 0
        stays = rules.value_without(rest, value=stock.value, came_for=value[variant_id], said_cost=said)
        left_over += stays - (stock.value - value[variant_id])
        each = round(value[variant_id] / came)
        moves.append(Move(business_id, variant_id, "undo", -came, 0, stays - stock.value, each, purchase_id))
    return moves, left_over


def _said_before(business_id: int, variant_id: UUID, purchase_id: UUID) -> int:
    """The last cost of a piece that anybody said, but for this purchase and others that were taken back."""
    rows = fetch(
        """
        select unit_cost from catalog_stockmove m
        where business_id = %s and variant_id = %s and unit_cost > 0
          and (kind = 'opening' or kind = 'correction' and on_hand = 0 or kind = 'purchase' and reference <> %s and not exists (
                select from catalog_stockmove u
                where u.business_id = m.business_id and u.kind = 'undo' and u.reference = m.reference))
        order by id desc limit 1
        """,
        (business_id, variant_id, purchase_id),
    )
    return int(rows[0][0]) if rows else 0


def _is_undone(business_id: int, purchase_id: UUID) -> bool:
    return bool(
        fetch(
            "select 1 from catalog_stockmove where business_id = %s and reference = %s and kind = 'undo' limit 1",
            (business_id, purchase_id),
        )
    )
