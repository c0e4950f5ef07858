"""The customers of a business, by kind, by words, in the order asked for."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.customers import rules
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import STOPPED
from sekoci.orders.queries import OWED_BY

CHOICES = {
    "": "true",
    "sering": f"bought >= {rules.REGULAR_FROM} and last_at > %(quiet)s",
    "baru": "first_at > %(new)s",
    "lama": "last_at <= %(quiet)s",
    "setuju": "is_agreed",
}
SORTS = {
    "": "last_at desc, id desc",
    "sering": "bought desc, last_at desc, id",
    "belanja": "spent desc, last_at desc, id",
    "nama": "lower(name) = '', lower(name), id",
}
MINE = """
    select c.id, c.business_id, c.phone, c.name, c.first_at, c.last_at, c.orders, c.bought, c.spent, c.told_at,
           consent.id is not null as is_agreed, consent.language
    from customers_customer c
    left join customers_consent consent
      on consent.business_id = c.business_id and consent.phone = c.phone and consent.withdrawn_at is null
"""
MATCHES = "(strpos(lower(name), %(search)s) > 0 or strpos(phone, ltrim(%(search)s, '0')) > 0)"
"""A phone is looked for as it is written at home: 0812… finds +62812…"""


@dataclass(frozen=True)
class CustomerView:
    """A customer with the sums of their orders, rupiah; `is_agreed`: may be sent news of offers."""

    id: UUID
    phone: str
    name: str
    first_at: datetime
    last_at: datetime
    orders: int
    bought: int
    spent: int
    told_at: datetime | None
    is_agreed: bool

    @property
    def is_regular(self) -> bool:
        return self.bought >= rules.REGULAR_FROM and not self.is_quiet

    @property
    def is_new(self) -> bool:
        return self.first_at > now() - rules.NEW_FOR

    @property
    def is_quiet(self) -> bool:
        return self.last_at <= now() - rules.QUIET_AFTER


@dataclass(frozen=True)
class CustomerPage:
    """Some customers, how many there are of each kind, and from which place the list goes on (None at its end)."""

    items: list[CustomerView]
    counts: dict[str, int]
    next: int | None

    @property
    def is_bare(self) -> bool:
        """Nobody at all yet: not only nobody who matches."""
        return not self.counts[""]


COLUMNS = "id, phone, name, first_at, last_at, orders, bought, spent, told_at, is_agreed"


def customers_of(
    business_id: int, *, choice: str = "", sort: str = "", search: str = "", start: int = 0, limit: int = 30
) -> CustomerPage:
    """A page of a business's customers; two statements."""
    values = {**moments(), "search": plain_words(search), "start": max(0, start), "limit": limit + 1}
    counted = ", ".join(f"count(*) filter (where {each})" for each in CHOICES.values())
    with in_business(business_id):
        [counts] = fetch(f"select {counted} from ({MINE}) mine", values)  # noqa: S608  texts are ours
        rows = fetch(
            f"select {COLUMNS} from ({MINE}) mine where {CHOICES[choice]} and {MATCHES}"  # noqa: S608  texts are ours
            f" order by {SORTS[sort]} limit %(limit)s offset %(start)s",
            values,
        )
    items = [CustomerView(*row) for row in rows[:limit]]
    return CustomerPage(items, dict(zip(CHOICES, counts, strict=True)), start + limit if len(rows) > limit else None)


@dataclass(frozen=True)
class NoteView:
    """A note about a customer with who of the shop wrote, last changed and removed it (a name, or a phone; empty: nobody)."""

    id: UUID
    text: str
    author: str
    at: datetime
    changer: str
    changed_at: datetime | None
    remover: str
    removed_at: datetime | None


@dataclass(frozen=True)
class OneCustomer(CustomerView):
    """A customer with what they owe for goods they have (rupiah), whether they asked us to stop, and the notes, newest first,
    those that can be brought back behind the others."""

    owed: int
    is_stopped: bool
    notes: list[NoteView]


NOTES = """
    select coalesce(jsonb_agg(to_jsonb(newest)), '[]')::text from (
        select note.id, note.text, coalesce(nullif(author.name, ''), author.phone, '') as author, note.at,
               coalesce(nullif(changer.name, ''), changer.phone, '') as changer, note.changed_at,
               coalesce(nullif(remover.name, ''), remover.phone, '') as remover, note.removed_at
        from customers_note note left join accounts_person author on author.id = note.person_id
        left join accounts_person changer on changer.id = note.changed_by
        left join accounts_person remover on remover.id = note.removed_by
        where note.customer_id = mine.id order by note.removed_at desc nulls first, note.at desc, note.id desc limit 50
    ) newest
"""


def customer_of(business_id: int, customer_id: UUID) -> OneCustomer | None:
    """One customer of a business with the latest fifty notes; one statement."""
    owed = OWED_BY.format(business="mine.business_id", phone="mine.phone")
    with in_business(business_id):
        rows = fetch(
            f"select {COLUMNS}, ({owed}), phone in ({STOPPED}), ({NOTES}) from ({MINE}) mine where id = %s",  # noqa: S608  ours
            (customer_id,),
        )
    if not rows:
        return None
    *known, notes = rows[0]
    return OneCustomer(*[*known, [_note(each) for each in json.loads(notes)]])


def _note(row: dict[str, Any]) -> NoteView:
    moments = {name: datetime.fromisoformat(row[name]) if row[name] else None for name in ("at", "changed_at", "removed_at")}
    return NoteView(**{**row, **moments, "id": UUID(row["id"])})


def phones_of(business_id: int) -> list[str]:
    """The phones of everybody who ordered at a business; one statement."""
    with in_business(business_id):
        return [phone for (phone,) in fetch("select phone from customers_customer order by phone")]


def has_agreed(business_id: int, phone: str) -> bool:
    """Whether this phone may be sent news of offers, as far as its own consent goes; one statement."""
    with in_business(business_id):
        return bool(fetch("select 1 from customers_consent where phone = %s and withdrawn_at is null", (phone,)))


def moments() -> dict[str, Any]:
    """What the choices compare with."""
    return {"now": now(), "new": now() - rules.NEW_FOR, "quiet": now() - rules.QUIET_AFTER}


def plain_words(search: str) -> str:
    """Words as the list compares them; a phone without its dashes."""
    plain = search.lower().strip()
    digits = "".join(sign for sign in plain if sign.isdigit())
    return digits if digits and not any(sign.isalpha() for sign in plain) else plain
