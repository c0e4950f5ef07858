"""What the owner is shown of a judged list before it is written, and a mark that tells whether that still holds. Pure."""

import hashlib
from collections.abc import Sequence

from sekoci.catalog.imports.judge import CHANGED, NEW, WRONG, Row, count_kinds, differences

CHEAP = 100
"""Rupiah: the smallest coin people still take."""
SHOWN = 12


def counts_of(judged: Sequence[Row]) -> dict[str, int]:
    """How many rows of each kind, and what `words.notes_of` says of them, where there is any of it.

    `cheap` prices, `no_stock` where no row says any: probably slips. Pieces and rupiah that are booked as `lost` and `found`, and
    as the owner's own (`opening`, in rows). `cost_left`, `cost_bare`: costs that are not kept, of stocks with and without pieces.
    """
    written = [row for row in judged if row.kind in (NEW, CHANGED)]
    new = sum(row.kind == NEW for row in written)
    says_stock = any(row.stock is not None for row in written)
    said = {"cheap": sum(map(_is_cheap, written)), "no_stock": 0 if says_stock else new}
    said |= dict.fromkeys(("lost", "lost_worth", "found", "found_worth", "opening", "opening_worth"), 0)
    for row in written:
        if row.known is None or not (right := row.corrected):
            continue
        if row.known.is_opening:
            said["opening"] += row.moves_stock
            said["opening_worth"] += right.said + right.worth
        elif right.worth:
            which = "lost" if right.worth < 0 else "found"
            said[which] += abs(row.counted - row.known.on_hand)
            said[f"{which}_worth"] += abs(right.worth)
    for row in judged:
        if row.kind != WRONG and row.is_cost_left:
            which = "cost_left" if row.counted else "cost_bare"
            said[which] = said.get(which, 0) + 1
    return count_kinds(judged) | {name: count for name, count in said.items() if count}


def sample_of(judged: Sequence[Row]) -> list[dict[str, object]]:
    """The rows that are shown: cheap ones alone, or those first of which there is something to say."""
    good = [row for row in judged if row.kind != WRONG]
    cheap = [row for row in good if _is_cheap(row)]
    return [_shown(row) for row in (cheap or sorted(good, key=lambda row: not (row.is_cost_left or _booked(row))))[:SHOWN]]


def problems_of(judged: Sequence[Row]) -> list[list[object]]:
    return [[row.number, row.name[:60], row.column, row.reason, row.facts] for row in judged if row.kind == WRONG]


def mark_of(judged: Sequence[Row]) -> bytes:
    """The same as long as these rows change the same of the shop: a price or a stock that stays may have been any."""
    mark = hashlib.sha256()
    for row in judged:
        if row.known is None or row.product is None:
            mark.update(f"{row.number} {row.product is not None} {row.reason};".encode())
            continue
        changes = tuple(differences(row, row.product, row.known))
        price, stock, *_, cost = changes
        was = (row.known.price if price else 0, row.known.on_hand if stock else 0)
        booked = (row.corrected, row.known.is_opening) if stock or cost else None
        mark.update(f"{row.number} {changes} {was} {booked};".encode())
    return mark.digest()


def _is_cheap(row: Row) -> bool:
    """A new price so low that its thousands were probably left out."""
    return row.price is not None and row.price < CHEAP and (row.known is None or row.known.price != row.price)


def _booked(row: Row) -> int:
    """What it books as profit (or loss, below zero)."""
    if row.kind != CHANGED or row.known is None or row.known.is_opening or row.corrected is None:
        return 0
    return row.corrected.worth


def _shown(row: Row) -> dict[str, object]:
    """A row as the preview shows it, with what the shop says now."""
    known = row.known
    return {
        "kind": row.kind,
        "name": f"{row.name} - {row.variant}" if row.variant else row.name,
        "price": row.price if row.price is not None else known and known.price,
        "price_before": known.price if known and row.price not in (None, known.price) else None,
        "stock": row.counted,
        "stock_before": known.on_hand if known and row.counted != known.on_hand else None,
        "cost": row.cost,
        "cost_before": known.unit_cost if known and row.cost and known.unit_cost not in (0, row.cost) else None,
        "is_cost_left": row.is_cost_left,
        "booked": _booked(row),
    }
