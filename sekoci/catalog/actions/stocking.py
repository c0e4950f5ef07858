"""What an owner does with stock: buys more, counts it, says what it cost. Stock and books move together."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from sekoci.books.actions import EntryDraft, Line, record_entries
from sekoci.books.rules import BANK, CASH, INVENTORY, OWNER, SHRINKAGE, SUPPLIERS
from sekoci.catalog import rules
from sekoci.catalog.actions.products import ProductGone
from sekoci.catalog.actions.stock import Move, StockRow, lock_stock, move_stock
from sekoci.catalog.drafts import checked_cost, checked_pieces
from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry.queries import shop_of

logger = logging.getLogger(__name__)

PaidFrom = Literal["cash", "bank", "owner", "supplier"]
PAID_FROM: dict[str, str] = {"cash": CASH, "bank": BANK, "owner": OWNER, "supplier": SUPPLIERS}
"""Where the money for new stock came from: the till, the bank, the owner's own pocket, or nowhere yet (owed)."""

MOST_ON_HAND = 1_000_000_000
MOST_VALUE = 10**17


@dataclass(frozen=True)
class BoughtLine:
    """So many pieces bought, at `unit_cost` rupiah each."""

    variant_id: UUID
    quantity: int
    unit_cost: int


class StillReserved(Refusal):
    code, status = "still_reserved", 409
    id = "{reserved} masih dipesan pembeli. Batalkan pesanannya dulu, atau isi {reserved} atau lebih."
    en = "{reserved} are still reserved by buyers. Cancel those orders first, or give {reserved} or more."


class TooMuchStock(Refusal):
    code, status = "too_much_stock", 422
    id = "Stoknya jadi terlalu banyak. Periksa lagi jumlahnya."
    en = "That would be too much stock. Check the number again."


def buy_in(
    business_id: int, lines: Sequence[BoughtLine], *, paid_from: PaidFrom, by: str, purchase_id: UUID | None = None
) -> UUID:
    """Add bought pieces to the stock and book what they cost; the purchase's id.

    `purchase_id` is one of our own, made when the form was drawn: the second time changes nothing.
    """
    _check_purchase(lines, paid_from)
    identity, at = purchase_id or new_id(), now()
    variants = {line.variant_id for line in lines}
    with in_business(business_id):
        locked = _locked(variants)
        if purchase_id and _is_written("purchase", purchase_id, variants):
            return identity
        moves = [
            Move(
                business_id, each.variant_id, "purchase", each.quantity, 0, each.quantity * each.unit_cost, each.unit_cost,
                identity, paid_from,
            )
            for each in lines
        ]  # fmt: skip
        _check_room(locked, moves)
        move_stock(moves, at=at)
        line = Line(INVENTORY, PAID_FROM[paid_from], sum(move.value for move in moves))
        record_entries([_entry(business_id, "purchase", identity, f"Beli stok: {_names(variants)}", line, at)])
    pieces = sum(move.on_hand for move in moves)
    logger.info("stock bought", extra={"business": business_id, "purchase": str(identity), "by": by, "pieces": pieces})
    return identity


def correct_stock(business_id: int, variant_id: UUID, counted: int, *, reason: str, by: str) -> int:
    """Set the pieces on hand to what was counted; the difference. Counting the same again changes nothing.

    Pieces that are gone leave at the moving average; found ones come in at it, or at the last known cost.
    """
    checked_pieces(counted, field="counted")
    reason = clean_line(reason, most=120, field="reason")
    at = now()
    with in_business(business_id):
        stock = _locked([variant_id])[variant_id]
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
        memo = f"Koreksi stok {difference:+}: {_names([variant_id])}" + (f" ({reason})" if reason else "")
        _correct(move, memo, line, at)
    logger.info("stock corrected", extra={"business": business_id, "variant": str(variant_id), "by": by, "pieces": difference})
    return difference


def correct_cost(business_id: int, variant_id: UUID, unit_cost: int, *, by: str) -> int:
    """Say what a piece on hand really cost; by how much the stock's value changes, which is the owner's own money."""
    checked_cost(unit_cost)
    at = now()
    with in_business(business_id):
        stock = _locked([variant_id])[variant_id]
        value = stock.on_hand * unit_cost - stock.value
        if not value:
            return 0
        move = Move(business_id, variant_id, "correction", 0, 0, value, unit_cost, new_id())
        line = Line(INVENTORY, OWNER, value) if value > 0 else Line(OWNER, INVENTORY, -value)
        _correct(move, f"Koreksi harga modal: {_names([variant_id])}", line, at)
    logger.info("cost corrected", extra={"business": business_id, "variant": str(variant_id), "by": by, "value": value})
    return value


def _correct(move: Move, memo: str, line: Line, at: datetime) -> None:
    move_stock([move], at=at)
    record_entries([_entry(move.business_id, "correction", cast(UUID, move.reference), memo, line, at)])


def _check_purchase(lines: Sequence[BoughtLine], paid_from: str) -> None:
    if paid_from not in PAID_FROM:
        raise Invalid(field="paid_from", why_id="Pilih uangnya dari mana.", why_en="Choose where the money came from.")
    if not lines:
        raise Invalid(field="lines", why_id="Isi paling sedikit satu barang.", why_en="Give at least one item.")
    for line in lines:
        checked_pieces(line.quantity, least=1, field="quantity")
        checked_cost(line.unit_cost)


def _check_room(locked: Mapping[UUID, StockRow], moves: Iterable[Move]) -> None:
    """A bigint holds more than any honest stock is worth; a mistyped one must not end in an error of the database."""
    pieces: Counter[UUID] = Counter()
    value: Counter[UUID] = Counter()
    for move in moves:
        pieces[move.variant_id] += move.on_hand
        value[move.variant_id] += move.value
    for variant_id, row in locked.items():
        if row.on_hand + pieces[variant_id] > MOST_ON_HAND or row.value + value[variant_id] > MOST_VALUE:
            raise TooMuchStock(field="quantity")


def _locked(variant_ids: Collection[UUID]) -> dict[UUID, StockRow]:
    locked = lock_stock(variant_ids)
    if len(locked) != len(set(variant_ids)):
        raise ProductGone
    return locked


def _is_written(kind: str, reference: UUID, variant_ids: Collection[UUID]) -> bool:
    """Whether this very thing moved these stocks before. They are locked, so nobody writes it meanwhile."""
    return bool(
        fetch(
            "select 1 from catalog_stockmove where variant_id = any(%s) and kind = %s and reference = %s limit 1",
            (list(variant_ids), kind, reference),
        )
    )


def _known_cost(stock: StockRow) -> int:
    if stock.on_hand:
        return rules.unit_cost(on_hand=stock.on_hand, value=stock.value)
    last = fetch(
        "select unit_cost from catalog_stockmove where business_id = %s and variant_id = %s and unit_cost > 0"
        " order by id desc limit 1",
        (stock.business_id, stock.variant_id),
    )
    return int(last[0][0]) if last else 0


def _entry(business_id: int, kind: str, source: UUID, memo: str, line: Line, at: datetime) -> EntryDraft:
    shop = shop_of(business_id)
    day = day_in(shop.zone if shop else "Asia/Jakarta", at)
    return EntryDraft(business_id, kind, str(source), memo, day, at, (line,))


def _names(variant_ids: Collection[UUID]) -> str:
    rows = fetch(
        "select case v.name when '' then p.name else p.name || ' - ' || v.name end"
        " from catalog_variant v join catalog_product p on p.id = v.product_id"
        " where v.id = any(%s) order by 1 limit 4",
        (list(variant_ids),),
    )
    names = [str(name) for (name,) in rows]
    return ", ".join(names[:3]) + (" dll." if len(names) > 3 else "")
