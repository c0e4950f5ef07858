"""Which state may follow which. No database, no clock."""

from collections.abc import Mapping
from datetime import timedelta

NEXT: Mapping[str, frozenset[str]] = {
    "placed": frozenset({"accepted", "cancelled", "expired"}),
    "accepted": frozenset({"packed", "handed_over", "sent", "cancelled"}),
    "packed": frozenset({"handed_over", "sent", "cancelled"}),
    "handed_over": frozenset({"completed"}),
    "sent": frozenset({"completed"}),
    "completed": frozenset(),
    "cancelled": frozenset(),
    "expired": frozenset(),
}
"""Which state may follow which."""

HOLDING = frozenset({"placed", "accepted", "packed"})
"""States in which the pieces are reserved and still on our shelf."""

GONE = frozenset({"handed_over", "sent", "completed"})
"""States in which the goods have left."""

KEPT_FOR: Mapping[str, timedelta] = {"qris": timedelta(hours=2), "transfer": timedelta(hours=24), "cash": timedelta(hours=48)}
"""How long pieces are kept for an order that is neither accepted nor paid, by way of paying.

Where nothing is to be paid, as with cash: it waits for the shop's answer alone.
"""
