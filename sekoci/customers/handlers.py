"""What customers do after orders happened: tell them anew from all of their orders."""

from uuid import UUID

from sekoci.customers.actions import recount
from sekoci.kit.events import on
from sekoci.orders.events import OrdersMoved, OrdersPlaced
from sekoci.payments.events import PaymentsRefunded


@on(OrdersPlaced, consumer="customers")
def hear_of_new_orders(event: OrdersPlaced) -> None:
    recount([UUID(text) for text in event.order_ids])


@on(OrdersMoved, consumer="customers")
def hear_of_moved_orders(event: OrdersMoved) -> None:
    recount([UUID(text) for text in event.order_ids])


@on(PaymentsRefunded, consumer="customers")
def hear_of_money_back(event: PaymentsRefunded) -> None:
    recount([UUID(text) for text in event.order_ids])
