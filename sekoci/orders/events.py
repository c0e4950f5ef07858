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


@dataclass(frozen=True)
class BuyersForgotten:
    """Orders out of which their buyer's name, phone and address were taken, for good."""

    order_ids: list[str]
