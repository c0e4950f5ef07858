"""The round of the day: what waits to be brought, village by village, and what it brings home."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sekoci.delivery.queries import Brought, StopView, start_of, stops_of
from sekoci.delivery.rules import Drop, Gazetteer, driving_order
from sekoci.kit.clock import day_in, day_span
from sekoci.kit.persons import Beside
from sekoci.kit.phone import spoken_phone
from sekoci.orders.queries import OrderView, orders_of
from sekoci.registry.queries import Member, Place, Shop, members_of, places_within
from sekoci.registry.rules import roles_at

MOST = 200
"""Orders in a round; who has more drives twice."""
WAITING = ("accepted", "packed", "sent")


@dataclass(frozen=True)
class OpenStop:
    """An order to bring. `place` is its village where one is known, `driver` the name of who brings it."""

    order: OrderView
    place: Place | None
    driver_id: int | None = None
    driver: str = ""

    @property
    def to_collect(self) -> int:
        """Rupiah to take at the door."""
        paid = self.order.payment
        return paid.amount if paid and paid.status == "waiting" and paid.method == "cash" else 0

    @property
    def is_owed(self) -> bool:
        """Whether money should have come another way and did not."""
        paid = self.order.payment
        return bool(paid and paid.status == "waiting" and paid.method != "cash")

    @property
    def near(self) -> str:
        """Where a phone's map starts to look for the address."""
        known = self.place and self.place.latitude is not None
        return f"{self.place.latitude},{self.place.longitude}" if self.place and known else "0,0"


@dataclass(frozen=True)
class Round:
    """What is on its way and what could go, each in driving order; `brought` today, by whom."""

    on_the_way: list[OpenStop]
    ready: list[OpenStop]
    brought: list[Brought]
    people: list[Member]

    @property
    def to_collect(self) -> int:
        return sum(stop.to_collect for stop in self.on_the_way)

    @property
    def collected(self) -> int:
        return sum(each.cash for each in self.brought)

    @property
    def to_bring_home(self) -> int:
        """Rupiah that whoever drives should have in hand when the last stop is done."""
        return self.collected + self.to_collect

    @property
    def drivers(self) -> list[Member]:
        """Whose role lets them see the addresses and enter the codes."""
        return drivers_among(self.people)

    @property
    def by_person(self) -> list[tuple[str, int]]:
        """The same by who has it or will have it, where more than one person works here."""
        cash: Counter[str] = Counter()
        names = {f"owner:{each.person_id}": _called(each) for each in self.people}
        for each in self.brought:
            cash[names.get(each.by, "")] += each.cash
        for stop in self.on_the_way:
            cash[stop.driver] += stop.to_collect
        return sorted((+cash).items()) if len(self.people) > 1 else []

    @property
    def arrived(self) -> int:
        return sum(each.orders for each in self.brought)

    def part_of(self, order_id: UUID) -> list[UUID]:
        """The orders among which this one stands, in driving order; empty where it is in neither part."""
        for part in (self.on_the_way, self.ready):
            ids = [stop.order.id for stop in part]
            if order_id in ids:
                return ids
        return []


def drivers_among(people: Sequence[Member]) -> list[Member]:
    return [each for each in people if each.role in roles_at("antar")]


def round_of(shop: Shop, *, shown_by: Beside | None = None) -> Round:
    """The round as it stands; `shown_by` notes whose orders a page shows. Six statements."""
    orders = orders_of(shop.id, states=WAITING, fulfilment="delivery", oldest_first=True, limit=MOST, shown_by=shown_by).items
    since, _ = day_span(shop.zone, day_in(shop.zone), day_in(shop.zone))
    kept, brought = stops_of(shop.id, [order.id for order in orders], since=since)
    places = {place.code: place for place in _places(shop, orders)}
    people = members_of(shop.id)
    by_address = Gazetteer(list(places.values()))
    names = {each.person_id: _called(each) for each in people}
    stops = []
    for order in orders:
        driver = kept.get(order.id, StopView(None, None)).driver_id
        place = places.get(by_address.area_of(order.address) or order.area_code)
        stops.append(OpenStop(order, place, driver, names.get(driver or 0, "")))
    return Round(
        on_the_way=_in_order(shop, [stop for stop in stops if stop.order.state == "sent"], kept),
        ready=_in_order(shop, [stop for stop in stops if stop.order.state != "sent"], kept),
        brought=brought,
        people=people,
    )


def _places(shop: Shop, orders: Sequence[OrderView]) -> list[Place]:
    """Everything around the shop, in which addresses are looked up, and what buyers picked themselves."""
    return places_within(shop.area_code[:5], also={order.area_code for order in orders} - {""}) if orders else []


def _in_order(shop: Shop, stops: Sequence[OpenStop], kept: dict[UUID, StopView]) -> list[OpenStop]:
    drops = [
        Drop(
            key=stop,
            area=stop.place.code if stop.place else "",
            point=stop.place.point if stop.place else None,
            address=stop.order.address,
            position=kept[stop.order.id].position if stop.order.id in kept else None,
        )
        for stop in stops
    ]
    return driving_order(start_of(shop), drops)


def _called(member: Member) -> str:
    return member.name or (spoken_phone(member.phone) if member.phone else "")
