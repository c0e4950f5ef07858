"""Reads about orders: one for its buyer, lists for the owner."""

from sekoci.orders.held import HELD
from sekoci.orders.queries.buyers import (
    OPEN,
    OWED_BY,
    SUMS,
    BuyerSums,
    Unfinished,
    Usual,
    buyers_of,
    unfinished_in,
    unfinished_of,
    usual_goods,
)
from sekoci.orders.queries.counts import count_by_state, count_by_way_in
from sekoci.orders.queries.orders import (
    LineView,
    OrderPage,
    OrderView,
    StepView,
    businesses_of_orders,
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
    "HELD",
    "OPEN",
    "OWED_BY",
    "SUMS",
    "BuyerSums",
    "LineView",
    "OrderPage",
    "OrderView",
    "StepView",
    "Unfinished",
    "Usual",
    "businesses_of_orders",
    "buyers_of",
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
    "unfinished_in",
    "unfinished_of",
    "usual_goods",
    "ways_to_pay",
]
