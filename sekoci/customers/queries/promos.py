"""Whom an offer may reach, and what became of those that were sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sekoci.customers import rules
from sekoci.customers.queries.lists import CHOICES, MATCHES, MINE, moments, plain_words
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import STOPPED, states_by_event

ONE = "satu"
WHICH = " or ".join(f"(%(group)s = '{name}' and {choice})" for name, choice in CHOICES.items())
AUDIENCE = f"""
    select id, phone, told_at, last_at, coalesce(language, 'id') as language, case
        when not is_agreed then 'no_consent'
        when phone in ({STOPPED}) then 'stopped'
        when bought = 0 then 'never_bought'
        when told_at > %(now)s - %(pause)s then 'told_lately'
        else '' end as reason
    from ({MINE}) mine
    where case when %(one)s::uuid is not null then id = %(one)s::uuid else ({WHICH}) and {MATCHES} end
"""  # noqa: S608  texts are ours
"""Every customer of a group and why they may not be told, '' for those who may. Offers go to those only who have bought here:
anybody may tick a box beside somebody else's number."""


@dataclass(frozen=True)
class Group:
    """Whom to tell: a choice of the list with the words looked for, or one customer."""

    choice: str = ""
    search: str = ""
    one: UUID | None = None

    @property
    def name(self) -> str:
        return ONE if self.one else self.choice or "semua"

    def values(self) -> dict[str, Any]:
        return {
            **moments(),
            "group": self.choice,
            "search": plain_words(self.search),
            "one": self.one,
            "pause": rules.PAUSE,
        }


def audience(business_id: int, group: Group) -> rules.Audience:
    """How many of a group would get an offer now, and why the others would not; two statements."""
    with in_business(business_id):
        rows = fetch(f"select reason, count(*) from ({AUDIENCE}) asked group by reason", group.values())  # noqa: S608  ours
        return rules.audience(dict(rows), left=left_today(business_id))


def left_today(business_id: int) -> int:
    """How many more offers this shop may send within a day; one statement."""
    with in_business(business_id):
        [(sent,)] = fetch(
            "select coalesce(sum(sent), 0)::int from customers_promo where business_id = %s and at > %s",
            (business_id, now() - timedelta(days=1)),
        )
    return rules.MOST_A_DAY - int(sent)


@dataclass(frozen=True)
class PromoView:
    """An offer that was sent, and what its messages came to: `states` by messaging's own words."""

    id: UUID
    text: str
    group: str
    sent: int
    at: datetime
    states: Mapping[str, int]

    @property
    def arrived(self) -> int:
        return self.states.get("delivered", 0) + self.states.get("read", 0)

    @property
    def underway(self) -> int:
        return self.states.get("waiting", 0) + self.states.get("sent", 0)

    @property
    def lost(self) -> int:
        return self.sent - self.arrived - self.underway


def promos_of(business_id: int, *, limit: int = 20) -> list[PromoView]:
    """The newest offers of a shop with what became of them; two statements."""
    with in_business(business_id):
        rows = fetch(
            'select id, text, "group", sent, at from customers_promo where business_id = %s order by at desc, id desc limit %s',
            (business_id, limit),
        )
        states = states_by_event(business_id, "shop_promo", since=rows[-1][4]) if rows else {}
    return [
        PromoView(promo_id, text, group, sent, at, states.get(f"promo:{promo_id}", {}))
        for promo_id, text, group, sent, at in rows
    ]
