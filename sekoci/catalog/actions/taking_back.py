"""Taking a purchase back that was mistyped: stock and books return to what they would be without it."""

import logging
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sekoci.books.actions import Line, hold_books, record_new, undo_entry
from sekoci.books.queries import balance_now
from sekoci.books.rules import COGS, INVENTORY, SUPPLIERS
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import entry_of, hold_purchase, move_by_hand, names_of, purchase_moves
from sekoci.catalog.actions.retelling import put_right, steps_since
from sekoci.catalog.actions.stock import Move, StockRow, locked
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)


class SoldMeanwhile(Refusal):
    code, status = "sold_meanwhile", 409
    id = "{name} tinggal {left} yang bebas, pembelian ini {pieces}. Catat dulu pembelian yang benar, lalu batalkan yang ini."
    en = "Only {left} of {name} are free, this purchase was {pieces}. Record the right purchase first, then undo this one."


class PaidMeanwhile(Refusal):
    code, status = "paid_meanwhile", 409
    id = "Utang ini sudah dibayar, sebagian atau semua. Batalkan dulu pembayarannya di halaman Uang."
    en = "What was owed is paid, in part or wholly. Undo that payment on the money page first."


def undo_purchase(business_id: int, purchase_id: UUID, *, by: str) -> bool:
    """Take a purchase back by opposite moves and an opposite entry; False where that was done before.

    As many pieces must still be free on hand. What happened since is told again without the purchase (rules.replay): what is on
    the shelf is worth what it would be, and what left since costs what it would have cost, each where it was booked.
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
        moves, given_back = _opposite(business_id, purchase_id, bought, stocks)
        move_by_hand(moves, at=at)
        undo_entry(business_id, "purchase", str(purchase_id), at=at)
        memo = f"Selisih pembelian yang dibatalkan: {names_of(stocks.keys())}"
        lines = [
            Line(INVENTORY, account, amount) if amount > 0 else Line(account, INVENTORY, -amount)
            for account, amount in sorted(given_back.items())
        ]
        record_new([entry_of(business_id, "correction", new_id(), memo, *lines, at=at)])
    logger.info("purchase undone", extra={"business": business_id, "purchase": str(purchase_id), "by": by})
    return True


def _opposite(
    business_id: int, purchase_id: UUID, bought: Sequence[tuple[UUID, int, int, str]], stocks: dict[UUID, StockRow]
) -> tuple[list[Move], Counter[str]]:
    """A move a variant, and how many rupiah each account gives back to the shelf."""
    pieces: Counter[UUID] = Counter()
    value: Counter[UUID] = Counter()
    for variant_id, came, worth, _ in bought:
        pieces[variant_id] += came
        value[variant_id] += worth
    moves, given_back = [], Counter[str]()
    for variant_id, stock in sorted(stocks.items()):
        free, came = stock.on_hand - stock.reserved, pieces[variant_id]
        if free < came:
            raise SoldMeanwhile(name=names_of([variant_id]), left=free, pieces=came)
        start, steps = steps_since(business_id, variant_id, purchase_id)
        was = rules.replay([step for _, step in steps], start)
        would_be = rules.replay([step for reference, step in steps if reference != purchase_id], start)
        differences = {name: was.costs.get(name, 0) - would_be.costs.get(name, 0) for name in {*was.costs, *would_be.costs}}
        given_back.update(differences)
        given_back[COGS] += would_be.value - stock.value + value[variant_id] - sum(differences.values())
        right = put_right(business_id, variant_id, was, would_be, [step for _, step in steps])
        rest = would_be.value - stock.value - sum(move.value for move in right)
        moves += [*right, Move(business_id, variant_id, "undo", -came, 0, rest, would_be.known, purchase_id)]
    return moves, given_back


def _is_undone(business_id: int, purchase_id: UUID) -> bool:
    return bool(
        fetch(
            "select 1 from catalog_stockmove where business_id = %s and reference = %s and kind = 'undo' limit 1",
            (business_id, purchase_id),
        )
    )
