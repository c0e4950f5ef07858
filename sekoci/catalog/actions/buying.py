"""Buying in: more pieces, and what they cost in the books. Sent twice, it is one purchase."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sekoci.books.actions import Line, record_new
from sekoci.books.rules import BANK, CASH, INVENTORY, OWNER, SUPPLIERS
from sekoci.catalog.actions.booking import check_room, entry_of, hold_purchase, move_by_hand, names_of, purchase_moves
from sekoci.catalog.actions.stock import Move, locked
from sekoci.catalog.drafts import checked_cost, checked_pieces
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business

logger = logging.getLogger(__name__)

PaidFrom = Literal["cash", "bank", "owner", "supplier"]
PAID_FROM: dict[str, str] = {"cash": CASH, "bank": BANK, "owner": OWNER, "supplier": SUPPLIERS}
"""Where the money for new stock came from: the till, the bank, the owner's own pocket, or nowhere yet (owed)."""


@dataclass(frozen=True)
class BoughtLine:
    """So many pieces bought, at `unit_cost` rupiah each."""

    variant_id: UUID
    quantity: int
    unit_cost: int


class PurchaseKeyReused(Refusal):
    code, status = "key_reused", 422
    id = "Pembelian ini sudah dicatat dengan isi lain. Muat ulang halaman, lalu isi lagi."
    en = "This purchase is recorded already with other contents. Reload the page and fill it in again."


def buy_in(
    business_id: int, lines: Sequence[BoughtLine], *, paid_from: PaidFrom, by: str, purchase_id: UUID | None = None
) -> UUID:
    """Add bought pieces to the stock and book what they cost; the purchase's id.

    `purchase_id` is one of our own, made when the form was drawn: the second time changes nothing, and with other things
    bought it is refused (PurchaseKeyReused).
    """
    _check_purchase(lines, paid_from)
    identity, at = purchase_id or new_id(), now()
    variants = {line.variant_id for line in lines}
    moves = [
        Move(
            business_id, each.variant_id, "purchase", each.quantity, 0, each.quantity * each.unit_cost, each.unit_cost,
            identity, paid_from,
        )
        for each in lines
    ]  # fmt: skip
    with in_business(business_id):
        if purchase_id and _came_before(business_id, purchase_id, moves):
            return identity
        check_room(locked(variants), moves)
        move_by_hand(moves, at=at)
        line = Line(INVENTORY, PAID_FROM[paid_from], sum(move.value for move in moves))
        record_new([entry_of(business_id, "purchase", identity, f"Beli stok: {names_of(variants)}", line, at=at)])
    pieces = sum(move.on_hand for move in moves)
    logger.info("stock bought", extra={"business": business_id, "purchase": str(identity), "by": by, "pieces": pieces})
    return identity


def _came_before(business_id: int, purchase_id: UUID, moves: Sequence[Move]) -> bool:
    """Whether this very purchase was written before; PurchaseKeyReused where it was another one.

    Purchases of other products lock other stocks, so whoever holds the same id waits here, before any stock is locked.
    """
    hold_purchase(purchase_id)
    before = purchase_moves(business_id, purchase_id)
    if before and sorted(before) != sorted((each.variant_id, each.on_hand, each.value, each.note) for each in moves):
        raise PurchaseKeyReused(field="Idempotency-Key")
    return bool(before)


def _check_purchase(lines: Sequence[BoughtLine], paid_from: str) -> None:
    if paid_from not in PAID_FROM:
        raise Invalid(field="paid_from", why_id="Pilih uangnya dari mana.", why_en="Choose where the money came from.")
    if not lines:
        raise Invalid(field="lines", why_id="Isi paling sedikit satu barang.", why_en="Give at least one item.")
    for line in lines:
        checked_pieces(line.quantity, least=1, field="quantity")
        checked_cost(line.unit_cost)
