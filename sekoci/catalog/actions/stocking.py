"""What an owner does with stock: counts it, says what it cost. Stock and books move together."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sekoci.books.actions import EntryDraft, Line, record_new
from sekoci.books.rules import INVENTORY, OWNER, SHRINKAGE
from sekoci.catalog import rules
from sekoci.catalog.actions.booking import check_room, correct, day_of, each_name, names_of
from sekoci.catalog.actions.stock import Move, StockRow, locked, move_stock
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


class StockMoved(Refusal):
    code, status = "stock_moved", 409
    id = "Stoknya baru saja berubah. Periksa lagi, lalu kirim lagi."
    en = "The stock has just changed. Look again, then send it again."


@dataclass(frozen=True)
class Count:
    """What was counted of one variant. `unit_cost`: what a piece cost, where nothing on hand has a cost yet.

    `reference`: under which it is booked, in stock and books. `beside`: the pieces and their value that it was counted beside;
    where those have changed, it no longer counts. `is_opening`: nothing else has moved the stock, so that its opening was wrong
    and not its keeping: pieces and cost are the owner's own money, neither profit nor loss.
    """

    variant_id: UUID
    counted: int
    unit_cost: int = 0
    reference: UUID = field(default_factory=new_id)
    beside: tuple[int, int] | None = None
    is_opening: bool = False


def correct_stock(business_id: int, variant_id: UUID, counted: int, *, reason: str, by: str) -> int:
    """Set the pieces on hand to what was counted; the difference. Counting the same again changes nothing.

    Pieces that are gone leave at the moving average; found ones come in at it, or at the last known cost.
    """
    [answer] = correct_stocks(business_id, [Count(variant_id, counted)], reason=reason, by=by)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def correct_stocks(business_id: int, counts: Sequence[Count], *, reason: str, by: str) -> list[int | Refusal]:
    """`correct_stock` for many, in six statements: each one's difference, or why it stayed as it was; its neighbours go on."""
    for count in counts:
        checked_pieces(count.counted, field="counted")
        checked_cost(count.unit_cost)
    reason = clean_line(reason, most=120, field="reason")
    at = now()
    with in_business(business_id):
        stocks = locked({count.variant_id for count in counts})
        costs = _known_costs(business_id, stocks, counts)
        names, day = each_name(stocks), day_of(business_id, at)
        answers: list[int | Refusal] = []
        moves: list[Move] = []
        entries: list[EntryDraft] = []
        for count in counts:
            stock = stocks[count.variant_id]
            difference = count.counted - stock.on_hand
            if count.beside not in (None, (stock.on_hand, stock.value)):
                answers.append(StockMoved(field="counted"))
                continue
            if difference and count.counted < stock.reserved:
                answers.append(StillReserved(field="counted", reserved=stock.reserved))
                continue
            answers.append(difference)
            corrections = list(_corrections(stock, count, costs[count.variant_id], reason))
            if corrections:
                kind, said = ("opening", "Stok awal") if count.is_opening else ("correction", "Koreksi stok")
                said = f"{said} {difference:+}" if difference else "Stok awal" if count.is_opening else "Koreksi harga modal"
                memo = f"{said}: {names[count.variant_id]}" + (f" ({reason})" if reason else "")
                lines = tuple(line for _, line in corrections)
                moves += [move for move, _ in corrections]
                entries.append(EntryDraft(business_id, kind, str(count.reference), memo, day, at, lines))
        check_room(stocks, moves, field="counted")
        move_stock(moves, at=at)
        record_new(entries)
    logger.info("stock corrected", extra={"business": business_id, "by": by, "moves": len(moves)})
    return answers


def _corrections(stock: StockRow, count: Count, unit_cost: int, reason: str) -> Iterator[tuple[Move, Line]]:
    """What a piece cost, where that is news, and then the pieces that are gone or were found."""
    kind, account = ("opening", OWNER) if count.is_opening else ("correction", SHRINKAGE)
    right = rules.corrected(
        count.counted, on_hand=stock.on_hand, value=stock.value, each=unit_cost, told=count.unit_cost, is_opening=count.is_opening
    )
    parts = ((0, right.said, OWNER, ""), (count.counted - stock.on_hand, right.worth, account, reason))
    for pieces, value, other, note in parts:
        if pieces or value:
            line = Line(other, INVENTORY, -value) if value < 0 or pieces < 0 else Line(INVENTORY, other, value)
            yield Move(stock.business_id, stock.variant_id, kind, pieces, 0, value, right.each, count.reference, note), line


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


def _known_costs(business_id: int, stocks: Mapping[UUID, StockRow], counts: Sequence[Count]) -> dict[UUID, int]:
    """What a piece costs now, or did when there last was one; 0 where nobody has said it."""
    empty = [count.variant_id for count in counts if count.counted and not stocks[count.variant_id].on_hand]
    last = fetch(
        "select distinct on (variant_id) variant_id, unit_cost from catalog_stockmove"
        " where business_id = %s and variant_id = any(%s) and (unit_cost > 0 or kind = 'undo') order by variant_id, id desc",
        (business_id, empty),
    )
    now_costs = {each.variant_id: rules.unit_cost(on_hand=each.on_hand, value=each.value) for each in stocks.values()}
    return now_costs | {variant_id: int(cost) for variant_id, cost in last}
