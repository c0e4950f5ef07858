"""What orders announce."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrdersPlaced:
    """New orders, of one or many businesses."""

    order_ids: list[str]


@dataclass(frozen=True)
class OrdersMoved:
    """Orders that came into `state`."""

    order_ids: list[str]
    state: str
