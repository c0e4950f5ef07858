"""What can be done with orders, by stage of their life."""

from sekoci.orders.actions.asking import Asked, AskedLine, order_from_shop, quote_from_shop
from sekoci.orders.actions.delivering import deliver_order
from sekoci.orders.actions.ending import cancel_orders, expire_orders
from sekoci.orders.actions.forgetting import StillOpen, forget_buyer, forget_buyer_everywhere, forget_buyers, strip_old_names
from sekoci.orders.actions.moving import (
    NotForDelivery,
    accept_orders,
    complete_orders,
    confirm_order_payments,
    finish_paid_orders,
    hand_over_orders,
    pack_orders,
    send_orders,
)
from sekoci.orders.actions.offering import WayNotOffered
from sekoci.orders.actions.placing import grant_of, place_orders
from sekoci.orders.actions.returning import (
    AllAtOnce,
    AllGivenBack,
    BackMeanwhile,
    NotFreshSale,
    NotRefundable,
    OnlyGoods,
    Return,
    refund_order,
    undo_sale,
)
from sekoci.orders.actions.states import WrongState
from sekoci.orders.actions.together import place_order

__all__ = [
    "AllAtOnce",
    "AllGivenBack",
    "Asked",
    "AskedLine",
    "BackMeanwhile",
    "NotForDelivery",
    "NotFreshSale",
    "NotRefundable",
    "OnlyGoods",
    "Return",
    "StillOpen",
    "WayNotOffered",
    "WrongState",
    "accept_orders",
    "cancel_orders",
    "complete_orders",
    "confirm_order_payments",
    "deliver_order",
    "expire_orders",
    "finish_paid_orders",
    "forget_buyer",
    "forget_buyer_everywhere",
    "forget_buyers",
    "grant_of",
    "hand_over_orders",
    "order_from_shop",
    "pack_orders",
    "place_order",
    "place_orders",
    "quote_from_shop",
    "refund_order",
    "send_orders",
    "strip_old_names",
    "undo_sale",
]
