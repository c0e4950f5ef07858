"""What came back of an order, and what may still."""

from dataclasses import dataclass
from datetime import datetime

from sekoci.catalog.queries import moves_for_order
from sekoci.kit.scope import in_business
from sekoci.orders.queries import LineView, OrderView
from sekoci.orders.rules import GONE
from sekoci.payments.queries import refunds_of


@dataclass(frozen=True)
class BackView:
    """What came back at one moment: money in rupiah, and how many of what; and why."""

    at: datetime
    amount: int
    goods: tuple[tuple[int, LineView], ...]
    reason: str


@dataclass(frozen=True)
class Returns:
    """All that came back of an order, oldest first, and what is still out: lines by variant, with so many pieces of it."""

    backs: tuple[BackView, ...] = ()
    out: tuple[tuple[int, LineView], ...] = ()

    @property
    def pieces_out(self) -> int:
        return sum(pieces for pieces, _ in self.out)

    @property
    def are_all_goods(self) -> bool:
        """Whether goods came back and none are out any more."""
        return not self.out and any(back.goods for back in self.backs)


def returns_of(order: OrderView) -> Returns:
    """What came back of an order, and what may still. At most two statements."""
    lines = {line.variant_id: line for line in reversed(order.lines) if line.variant_id and line.quantity > line.shortage}
    with in_business(order.business_id):
        moves = moves_for_order(order.business_id, order.id, list(lines)) if lines and order.state in GONE else []
        refunds = refunds_of(order.payment.id) if order.payment and order.payment.refunded else []
    out = dict.fromkeys(reversed(lines), 0)
    for move in moves:
        out[move.variant_id] -= move.pieces
    back = [move for move in moves if move.pieces > 0]
    backs = []
    for at in sorted({refund.at for refund in refunds} | {move.at for move in back}):
        why = [refund.reason for refund in refunds if refund.at == at] + [move.note for move in back if move.at == at]
        backs.append(
            BackView(
                at,
                sum(refund.amount for refund in refunds if refund.at == at),
                tuple((move.pieces, lines[move.variant_id]) for move in back if move.at == at),
                next(filter(None, why), ""),
            )
        )
    return Returns(tuple(backs), tuple((pieces, lines[key]) for key, pieces in out.items() if pieces))
