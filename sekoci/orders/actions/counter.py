"""Sales over the counter: paid and handed over in the transaction that places them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sekoci.books.actions import record_new
from sekoci.catalog.actions import ForSale, Move, move_stock
from sekoci.catalog.rules import cost_of
from sekoci.orders.actions.booking import Sale, sale_entry
from sekoci.orders.rules import OrderDraft, Placed


def finish_over_the_counter(
    sold: Sequence[tuple[OrderDraft, Placed]],
    offers: Mapping[UUID, Sequence[ForSale]],
    *,
    zones: Mapping[int, str],
    at: datetime,
) -> None:
    """Take the stock for good and book the sales. Their payments are settled already, against what the buyer owes."""
    stock = {offer.variant_id: [offer.on_hand, offer.value] for each in offers.values() for offer in each}
    moves, entries = [], []
    for draft, order in sold:
        cost = 0
        for line in order.lines:
            if line.variant_id and line.taken:
                on_hand, value = stock[line.variant_id]
                part = cost_of(line.taken, on_hand=on_hand, value=value)
                stock[line.variant_id] = [on_hand - line.taken, value - part]
                each = round(part / line.taken)
                moves.append(Move(order.business_id, line.variant_id, "sale", -line.taken, 0, -part, each, order.order_id))
                cost += part
        sale = Sale(order.business_id, order.order_id, order.code, order.total, 0, cost, discount=order.discount)
        entries.append(sale_entry(sale, at=draft.placed_at or at, zone=zones[order.business_id]))
    move_stock(moves, at=at)
    record_new(entries)
