"""Reads: everything that is held on a person, and what keeps them from being forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from sekoci.accounts import queries as accounts
from sekoci.accounts.queries import Looked
from sekoci.breaches import queries as breaches
from sekoci.catalog import queries as catalog
from sekoci.customers import queries as customers
from sekoci.kit.clock import now
from sekoci.kit.persons import Found, Part, Who, held, totals
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging import queries as messaging
from sekoci.orders import queries as orders
from sekoci.orders.queries import Unfinished, unfinished_of
from sekoci.payments import queries as payments
from sekoci.privacy.rules import BUYERS, RETENTION, Keeping
from sekoci.programs import queries as programs
from sekoci.registry import queries as registry
from sekoci.registry.queries import RowAsked, only_owned_by
from sekoci.reviews import queries as reviews
from sekoci.webhooks import queries as webhooks

MOMENT = timedelta(seconds=10)
"""Between the beginning of a look and the note of it."""
PARTS: Sequence[Part] = (
    *accounts.HELD,
    *registry.HELD,
    *catalog.HELD,
    *orders.HELD,
    *payments.HELD,
    *customers.HELD,
    *programs.HELD,
    *reviews.HELD,
    *webhooks.HELD,
    *breaches.HELD,
    *messaging.HELD,
)


@dataclass(frozen=True)
class Copy:
    """Everything that is held on a person at a moment, part by part; parts of which nothing is held are empty."""

    who: Who
    at: datetime
    parts: Sequence[Found]
    of: str = ""
    """Whose it is, where there is no phone to say it."""


@dataclass(frozen=True)
class Overview:
    """How many facts of each part are held on a person, and who looked at them, newest first."""

    totals: dict[str, int]
    views: Sequence[Mapping[str, Any]]


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


def copy_of(who: Who, *, opened: bool = False) -> Copy:
    """Everything held on a person, in one snapshot: one statement a part, whatever there is.

    `opened`: with NIK and NPWP whole, for the person who proved a moment ago that it is them; anybody else gets the last digits.
    """
    with across_businesses():
        parts = [held(part, who, opened=opened) for part in PARTS if part.rows]
        views = _views(who)
    return Copy(who, now(), [*parts, Found("views", views, len(views))])


def copy_of_rows(rows: Sequence[RowAsked]) -> Copy:
    """What partners' lists say of somebody without a phone, of whom staff found these rows; NIK by their last digits."""
    said = [
        {
            "source": row.organisation, "what": row.list, "date": row.as_of.isoformat(), "shop": row.name, "name": row.owner,
            "phone": row.phone, "address": row.street, "place": row.place, "nib": row.nib,
        }
        for row in rows
    ]  # fmt: skip
    numbers = [
        {"source": row.organisation, "what": row.list, "code": row.nik, "date": row.as_of.isoformat()} for row in rows if row.nik
    ]
    parts = [Found("lists", said, len(said)), Found("list_identities", numbers, len(numbers))]
    return Copy(Who(0, ""), now(), parts, of=", ".join(sorted({row.owner or row.name for row in rows})))


def overview_of(who: Who) -> Overview:
    """What is held on a person in numbers, and who looked at it; at most four statements."""
    with across_businesses():
        return Overview(totals([part for part in PARTS if part.rows], who), _views(who))


def _views(who: Who) -> list[Mapping[str, Any]]:
    """Of a program, in which shop; of staff with an owner's eyes, why."""
    seen = accounts.viewings_of(who.phone) if who.phone else []
    names = registry.names_of({int(by[4:]) for _, by, _, _ in seen if by.startswith("api:")})
    shops = {f"api:{business_id}": name for business_id, name in names.items()}
    looks = accounts.looks_at(who.person_id) if any(what == "look" for _, _, what, _ in seen) else []
    return [
        {
            "date": at.isoformat(),
            "viewer": viewer,
            "what": what,
            "place": place or shops.get(viewer, ""),
            "note": _why(looks, place, at) if what == "look" else "",
        }
        for at, viewer, what, place in seen
    ]


def _why(looks: Sequence[Looked], place: str, at: datetime) -> str:
    near = (look.reason for look in looks if place == f"/kelola/{look.place}" and abs(at - look.since) < MOMENT)
    return next(near, "")


def obstacles_of(who: Who) -> Obstacles:
    """What stands in the way; three statements."""
    with across_businesses():
        shops = only_owned_by(who.person_id)
        return Obstacles(unfinished_of(who.phone), shops, orders.unfinished_in(list(shops)))


def days_of(rule: Keeping) -> int | None:
    """How long a rule keeps things here: the operator may say otherwise for buyers."""
    return settings.KEEP_BUYERS_DAYS if rule.name in BUYERS else rule.days


def rules_followed() -> list[tuple[Keeping, int | None, datetime | None, int]]:
    """Each rule, its days here, when our nightly round last followed it, and how many rows that changed."""
    runs = {rule: (at, gone) for rule, at, gone in fetch("select rule, at, gone from privacy_run")}
    return [(rule, days_of(rule), *runs.get(rule.name, (None, 0))) for rule in RETENTION]


@dataclass(frozen=True)
class Consents:
    """How many agree to a purpose in one wording now, and how many took it back."""

    purpose: str
    version: str
    standing: int
    withdrawn: int
    first: datetime


def consents_counted() -> list[Consents]:
    """The ledger in numbers: people's consents and, as `promo`, buyers' to news of offers."""
    counts = "count(*) filter (where withdrawn_at is null), count(*) filter (where withdrawn_at is not null), min(given_at)"
    with across_businesses():
        rows = fetch(
            f"select purpose, version, {counts} from accounts_consent group by 1, 2"  # noqa: S608  ours
            f" union all select 'promo', version, {counts} from customers_consent group by 1, 2 order by 1, 2"
        )
    return [Consents(*row) for row in rows]


PAGE = 30


@dataclass(frozen=True)
class Consent:
    """A consent in the ledger: whose (by phone; empty once they were forgotten), to what, in which words, and how it ended."""

    phone: str
    purpose: str
    shop: str
    """Whose offers; empty for our own purposes."""
    version: str
    wording: str
    given_at: datetime
    how: str
    withdrawn_at: datetime | None
    withdrawn_how: str


def consents_given(*, phone: str = "", start: int = 0) -> tuple[list[Consent], int | None]:
    """The ledger, the latest first, or what one phone gave; and where it goes on."""
    values = {"phone": phone, "most": PAGE + 1, "start": start, "until": start + PAGE + 1}
    with across_businesses():
        rows = fetch(
            """
            select * from (
                (select coalesce(p.phone, '') as phone, c.purpose, '' as shop, c.version, c.wording, c.given_at, c.how,
                    c.withdrawn_at, c.withdrawn_how, c.id from accounts_consent c join accounts_person p on p.id = c.person_id
                    where %(phone)s::text = '' or p.phone = %(phone)s::text order by c.given_at desc, c.id limit %(until)s)
                union all
                (select c.phone, 'promo', b.name, c.version, c.wording, c.given_at, c.how, c.withdrawn_at, c.withdrawn_how, c.id
                    from customers_consent c join registry_business b on b.id = c.business_id
                    where %(phone)s::text = '' or c.phone = %(phone)s::text order by c.given_at desc, c.id limit %(until)s)
            ) given order by given_at desc, id limit %(most)s offset %(start)s
            """,
            values,
        )
    return [Consent(*row[:9]) for row in rows[:PAGE]], start + PAGE if len(rows) > PAGE else None
