"""What programmes do after something happened in a shop: the stages of its enrolments follow."""

from uuid import UUID

from sekoci.catalog.events import ProductsChanged
from sekoci.kit.events import on
from sekoci.orders.events import OrdersMoved, OrdersPlaced
from sekoci.orders.queries import businesses_of_orders
from sekoci.programs.actions import fill_places, follow_shops
from sekoci.programs.events import OwnersAgreed, PlacesFreed
from sekoci.registry.events import ShopsChanged


@on(OrdersPlaced, consumer="programs")
def hear_of_new_orders(event: OrdersPlaced) -> None:
    follow_shops(_shops_of(event.order_ids))


@on(OrdersMoved, consumer="programs")
def hear_of_moved_orders(event: OrdersMoved) -> None:
    follow_shops(_shops_of(event.order_ids))


@on(ProductsChanged, consumer="programs")
def hear_of_the_shelf(event: ProductsChanged) -> None:
    follow_shops([event.business_id])


@on(ShopsChanged, consumer="programs")
def hear_of_shops(event: ShopsChanged) -> None:
    follow_shops(event.business_ids)


@on(OwnersAgreed, consumer="programs")
def hear_of_consents(event: OwnersAgreed) -> None:
    follow_shops(event.business_ids)


@on(PlacesFreed, consumer="programs")
def hear_of_places(event: PlacesFreed) -> None:
    fill_places([UUID(text) for text in event.enrolment_ids])


def _shops_of(order_ids: list[str]) -> set[int]:
    return businesses_of_orders([UUID(text) for text in order_ids])
