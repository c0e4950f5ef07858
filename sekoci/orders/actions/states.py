"""Which orders may move where: those that cannot are refused with what must come first, those that are there already stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sql import fetch
from sekoci.orders.rules import NEXT

IS = {
    "placed": ("masih baru", "is new"),
    "accepted": ("sudah diterima", "is accepted"),
    "packed": ("sudah dikemas", "is packed"),
    "handed_over": ("sudah diserahkan", "is handed over"),
    "sent": ("sudah dikirim", "is sent"),
    "completed": ("sudah selesai", "is completed"),
    "cancelled": ("sudah dibatalkan", "is cancelled"),
    "expired": ("sudah lewat waktunya", "has expired"),
}
"""What an order in a state is said to be, in Indonesian and English."""


class WrongState(Refusal):
    """`state` is where the order is, in the API's own word; the sentence also says what must come first."""

    code, status = "wrong_state", 409

    def __init__(self, *, order: str, state: str, wanted: str) -> None:
        super().__init__(order=order, state=state)
        (is_id, is_en), (first_id, first_en) = IS[state], what_first(state, wanted)
        self.id = f"Pesanan {{order}} {is_id}. {first_id}"
        self.en = f"Order {{order}} {is_en}. {first_en}"


@dataclass(frozen=True)
class LockedOrder:
    """An order whose row is ours until the transaction ends."""

    id: UUID
    code: str
    state: str
    total: int
    delivery_fee: int
    fulfilment: str
    discount: int


def lock_orders(order_ids: Sequence[UUID]) -> dict[UUID, LockedOrder]:
    """Lock these orders in id order. Payments are locked before, stocks after."""
    rows = fetch(
        "select id, code, state, total, delivery_fee, fulfilment, discount from orders_order where id = any(%s)"
        " order by id for no key update",
        (list(order_ids),),
    )
    return {row[0]: LockedOrder(*row) for row in rows}


def still_to_move(orders: Mapping[UUID, LockedOrder], order_ids: Sequence[UUID], state: str) -> list[UUID]:
    """Those that may come into `state`, without those that came into it before: twice is once.

    Raises NotFound where one is not there, WrongState where one can never come there or not yet.
    """
    if set(order_ids) - set(orders):
        raise NotFound()
    came_through = _came_through([key for key in order_ids if orders[key].state == "completed"], state)
    moving = [key for key in dict.fromkeys(order_ids) if orders[key].state != state and key not in came_through]
    for key in moving:
        if state not in NEXT[orders[key].state]:
            raise WrongState(order=orders[key].code, state=orders[key].state, wanted=state)
    return moving


def what_first(state: str, wanted: str) -> tuple[str, str]:
    """What somebody can do about an order that is in `state` and cannot come into `wanted`."""
    if state in ("cancelled", "expired"):
        return "Pesanan ini tidak bisa diubah lagi.", "It can no longer change."
    if wanted == "cancelled":
        return "Barangnya sudah keluar: catat barang kembali.", "The goods are gone: take them back instead."
    if state == "placed":
        return "Terima dulu pesanannya.", "Accept it first."
    if wanted == "completed":
        return "Serahkan atau kirim dulu.", "Hand it over or send it first."
    return "Langkah ini sudah lewat.", "This step is past."


def _came_through(completed: Sequence[UUID], state: str) -> set[UUID]:
    """Which completed orders were handed over or sent before: to be asked for that again is no mistake."""
    if not completed or state not in ("handed_over", "sent"):
        return set()
    rows = fetch("select order_id from orders_orderstep where order_id = any(%s) and state = %s", (list(completed), state))
    return {row[0] for row in rows}
