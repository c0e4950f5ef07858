"""How a change of stock lands in the books, for the verbs beside."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sekoci.books.actions import EntryDraft, Line, record_new
from sekoci.catalog.actions.stock import Move, StockRow, move_stock
from sekoci.catalog.events import StocksCounted
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Refusal
from sekoci.kit.events import announce
from sekoci.kit.money import MOST
from sekoci.kit.sql import fetch
from sekoci.registry.queries import shop_of

MOST_ON_HAND = 1_000_000_000


class TooMuchStock(Refusal):
    code, status = "too_much_stock", 422
    id = "Stoknya jadi terlalu banyak. Periksa lagi jumlahnya."
    en = "That would be too much stock. Check the number again."


class TooMuchWorth(TooMuchStock):
    id = "Nilai stoknya jadi lebih dari Rp1.000 triliun. Periksa jumlah dan harga modalnya."
    en = "The stock would be worth more than Rp1,000 trillion. Check the number and the cost."


def check_room(stocks: Mapping[UUID, StockRow], moves: Iterable[Move], *, field: str = "quantity") -> None:
    """A bigint holds more than any honest stock is worth; a mistyped one must not end in an error of the database."""
    moves = list(moves)
    pieces: Counter[UUID] = Counter()
    value: Counter[UUID] = Counter()
    for move in moves:
        pieces[move.variant_id] += move.on_hand
        value[move.variant_id] += move.value
    for variant_id, row in stocks.items():
        if row.on_hand + pieces[variant_id] > MOST_ON_HAND:
            raise TooMuchStock(field=field)
        if value[variant_id] > 0 and row.value + value[variant_id] > MOST:
            raise TooMuchWorth(field=field)
    if sum(move.value for move in moves) > MOST:
        raise TooMuchWorth(field=field)


def correct(move: Move, memo: str, line: Line, at: datetime) -> None:
    """Write one correction, in stock and books."""
    move_by_hand([move], at=at)
    record_new([entry_of(move.business_id, "correction", cast(UUID, move.reference), memo, line, at=at)])


def move_by_hand(moves: Sequence[Move], *, at: datetime) -> None:
    """Move stocks of one business and announce it: what orders move, orders tell."""
    move_stock(moves, at=at)
    for business_id in {move.business_id for move in moves}:
        announce(StocksCounted(business_id, sorted({str(move.variant_id) for move in moves})))


def entry_of(business_id: int, kind: str, source: UUID, memo: str, *lines: Line, at: datetime) -> EntryDraft:
    """An entry, dated the day it is in the shop."""
    return EntryDraft(business_id, kind, str(source), memo, day_of(business_id, at), at, lines)


def day_of(business_id: int, at: datetime) -> date:
    """The day it is in the shop."""
    shop = shop_of(business_id)
    return day_in(shop.zone if shop else "Asia/Jakarta", at)


def each_name(variant_ids: Collection[UUID]) -> dict[UUID, str]:
    """What each of these is called."""
    rows = fetch(
        "select v.id, case v.name when '' then p.name else p.name || ' - ' || v.name end"
        " from catalog_variant v join catalog_product p on p.id = v.product_id where v.id = any(%s)",
        (list(variant_ids),),
    )
    return {variant_id: str(name) for variant_id, name in rows}


def names_of(variant_ids: Collection[UUID]) -> str:
    """What these are called, the first three."""
    rows = fetch(
        "select case v.name when '' then p.name else p.name || ' - ' || v.name end"
        " from catalog_variant v join catalog_product p on p.id = v.product_id"
        " where v.id = any(%s) order by 1 limit 4",
        (list(variant_ids),),
    )
    names = [str(name) for (name,) in rows]
    return ", ".join(names[:3]) + (" dll." if len(names) > 3 else "")


def hold_purchase(purchase_id: UUID) -> None:
    """Let nobody else write or undo this purchase until the transaction ends."""
    fetch("select pg_advisory_xact_lock(%s)", (int.from_bytes(purchase_id.bytes[8:], signed=True),))


def purchase_moves(business_id: int, purchase_id: UUID) -> list[tuple[UUID, int, int, str]]:
    """What a purchase brought: variant, pieces, value, and whose money paid."""
    return [
        (variant_id, pieces, value, note)
        for variant_id, pieces, value, note in fetch(
            "select variant_id, on_hand, value, note from catalog_stockmove"
            " where business_id = %s and reference = %s and kind = 'purchase' order by variant_id, id",
            (business_id, purchase_id),
        )
    ]
