"""Reads about orders: one for its buyer, lists for the owner."""

from sekoci.orders.queries.orders import (
    OPEN,
    OWED_BY,
    LineView,
    OrderPage,
    OrderView,
    StepView,
    businesses_of_orders,
    count_by_state,
    count_by_way_in,
    ended_by_buyers,
    order_by_key,
    order_by_token,
    order_of,
    orders_across,
    orders_of,
    orders_of_buyer,
    sold_by,
)
from sekoci.orders.queries.ways import provider_for_method, ways_to_pay

__all__ = [
    "OPEN",
    "OWED_BY",
    "LineView",
    "OrderPage",
    "OrderView",
    "StepView",
    "businesses_of_orders",
    "count_by_state",
    "count_by_way_in",
    "ended_by_buyers",
    "order_by_key",
    "order_by_token",
    "order_of",
    "orders_across",
    "orders_of",
    "orders_of_buyer",
    "provider_for_method",
    "sold_by",
    "ways_to_pay",
]
