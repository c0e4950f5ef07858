"""What an owner does with stock: counts it, says what it cost. Stock and books move together."""

import logging
from uuid import UUID

from sekoci.books.actions import Line
from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import check_room, correct, names_of
from sekoci.catalog.actions.stock import Move, StockRow, locked
from sekoci.catalog.drafts import checked_cost, checked_pieces
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line

logger = logging.getLogger(__name__)


class StillReserved(Refusal):
    code, status = "still_reserved", 409
    id = "{reserved} masih dipesan pembeli. Batalkan pesanannya dulu, atau isi {reserved} atau lebih."
    en = "{reserved} are still reserved by buyers. Cancel those orders first, or give {reserved} or more."


def correct_stock(business_id: int, variant_id: UUID, counted: int, *, reason: str, by: str) -> int:
    """Set the pieces on hand to what was counted; the difference. Counting the same again changes nothing.

    Pieces that are gone leave at the moving average; found ones come in at it, or at the last known cost.
    """
    checked_pieces(counted, field="counted")
    reason = clean_line(reason, most=120, field="reason")
    at = now()
    with in_business(business_id):
        stock = locked([variant_id])[variant_id]
        difference = counted - stock.on_hand
        if not difference:
            return 0
        if counted < stock.reserved:
            raise StillReserved(field="counted", reserved=stock.reserved)
        unit_cost = _known_cost(stock)
        if difference < 0:
            value = -rules.cost_of(-difference, on_hand=stock.on_hand, value=stock.value)
            line = Line(SHRINKAGE, INVENTORY, -value)
        else:
            value = difference * unit_cost
            line = Line(INVENTORY, SHRINKAGE, value)
        move = Move(business_id, variant_id, "correction", difference, 0, value, unit_cost, new_id(), reason)
        check_room({variant_id: stock}, [move], field="counted")
        memo = f"Koreksi stok {difference:+}: {names_of([variant_id])}" + (f" ({reason})" if reason else "")
        correct(move, memo, line, at)
    logger.info("stock corrected", extra={"business": business_id, "variant": str(variant_id), "by": by, "pieces": difference})
    return difference


def correct_cost(business_id: int, variant_id: UUID, unit_cost: int, *, by: str) -> int:
    """Say what a piece on hand really cost; by how much the stock's value changes, which is the owner's own money."""
    checked_cost(unit_cost)
    at = now()
    with in_business(business_id):
        stock = locked([variant_id])[variant_id]
        value = stock.on_hand * unit_cost - stock.value
        if not value:
            return 0
        move = Move(business_id, variant_id, "correction", 0, 0, value, unit_cost, new_id())
        check_room({variant_id: stock}, [move], field="unit_cost")
        line = Line(INVENTORY, OWNER, value) if value > 0 else Line(OWNER, INVENTORY, -value)
        correct(move, f"Koreksi harga modal: {names_of([variant_id])}", line, at)
    logger.info("cost corrected", extra={"business": business_id, "variant": str(variant_id), "by": by, "value": value})
    return value


def _known_cost(stock: StockRow) -> int:
    if stock.on_hand:
        return rules.unit_cost(on_hand=stock.on_hand, value=stock.value)
    last = fetch(
        "select unit_cost from catalog_stockmove where business_id = %s and variant_id = %s and (unit_cost > 0 or kind = 'undo')"
        " order by id desc limit 1",
        (stock.business_id, stock.variant_id),
    )
    return int(last[0][0]) if last else 0
