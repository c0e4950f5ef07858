"""Reads: everything that is held on a person, and what keeps them from being forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sekoci.accounts import queries as accounts
from sekoci.catalog import queries as catalog
from sekoci.customers import queries as customers
from sekoci.kit.clock import now
from sekoci.kit.persons import Found, Part, Who, held
from sekoci.kit.scope import across_businesses
from sekoci.messaging import queries as messaging
from sekoci.orders import queries as orders
from sekoci.orders.queries import Unfinished, unfinished_of
from sekoci.payments import queries as payments
from sekoci.registry import queries as registry
from sekoci.registry.queries import only_owned_by
from sekoci.reviews import queries as reviews
from sekoci.webhooks import queries as webhooks

PARTS: Sequence[Part] = (
    *accounts.HELD,
    *registry.HELD,
    *catalog.HELD,
    *orders.HELD,
    *payments.HELD,
    *customers.HELD,
    *reviews.HELD,
    *webhooks.HELD,
    *messaging.HELD,
)


@dataclass(frozen=True)
class Copy:
    """Everything that is held on a person at a moment, part by part; parts of which nothing is held are empty."""

    who: Who
    at: datetime
    parts: Sequence[Found]


@dataclass(frozen=True)
class Obstacles:
    """What must be settled before somebody can be forgotten."""

    orders: Sequence[Unfinished]
    shops: dict[int, str]
    """Open shops that have no other owner; they can be closed along with it."""
    busy: Sequence[Unfinished]
    """Orders in these shops that are still open or owed."""


def whose(phone: str) -> Who:
    """The person behind a phone, with an account or without."""
    return Who(accounts.person_of(phone), phone)


def copy_of(who: Who) -> Copy:
    """Everything held on a person, in one snapshot: one statement a part, whatever there is."""
    with across_businesses():
        parts = [held(part, who) for part in PARTS if part.rows]
        seen = accounts.viewings_of(who.phone) if who.phone else []
    views = [{"date": at.isoformat(), "viewer": viewer, "what": what, "place": place} for at, viewer, what, place in seen]
    return Copy(who, now(), [*parts, Found("views", views, len(views))])


def obstacles_of(who: Who) -> Obstacles:
    """What stands in the way; three statements."""
    with across_businesses():
        shops = only_owned_by(who.person_id)
        return Obstacles(unfinished_of(who.phone), shops, orders.unfinished_in(list(shops)))
