"""Reads for pages and for other modules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses, reading
from sekoci.kit.sql import fetch
from sekoci.messaging.held import HELD as HELD
from sekoci.messaging.models import Message
from sekoci.messaging.providers import web_push
from sekoci.messaging.rules import WINDOW


@dataclass(frozen=True)
class Pretended:
    """A message that the pretend provider keeps instead of sending it."""

    to: str
    template: str
    text: str
    at: datetime


def outbox(
    *, to: str = "", template: str = "", search: str = "", oldest_first: bool = False, limit: int = 100
) -> list[Pretended]:
    """What would have been sent, newest first. Empty but in development."""
    order = "asc" if oldest_first else "desc"
    rows = fetch(
        f"""
        select address, template, text, at from messaging_outboxentry
        where (%(to)s::text = '' or address = %(to)s::text) and (%(template)s::text = '' or template = %(template)s::text)
          and (%(search)s::text = '' or position(lower(%(search)s::text) in lower(text || ' ' || address)) > 0)
        order by at {order}, id {order} limit %(limit)s
        """,  # noqa: S608  the order is ours
        {"to": to, "template": template, "search": search, "limit": limit},
    )
    return [Pretended(*row) for row in rows]


def wants_messages(address: str) -> bool:
    """Whether this phone or e-mail address gets news: false after STOP, until MULAI."""
    return not fetch("select 1 from messaging_stopentry where address = %s and until is null", (address,))


STOPPED = "select address from messaging_stopentry where until is null"
"""Who gets no news: a part for a statement of whoever knows the addresses."""


def states_by_event(business_id: int, template: str, *, since: datetime) -> dict[str, dict[str, int]]:
    """How many messages of a template stand at which status, by the event key without its last part; one statement."""
    with reading(business_id):
        rows = fetch(
            """
            select regexp_replace(event_key, ':[^:]*$', ''), status, count(*) from messaging_message
            where business_id = %s and template = %s and created_at >= %s group by 1, 2
            """,
            (business_id, template, since),
        )
    states: dict[str, dict[str, int]] = {}
    for event, status, count in rows:
        states.setdefault(event, {})[status] = count
    return states


EVENTS = (
    "select event_key, status from messaging_message"
    " where business_id is null and template = %(template)s and starts_with(event_key, %(event)s)"
)
"""Our own messages of a template whose events begin alike: a part for a statement of whoever knows the events."""


def event_states(template: str, event: str) -> dict[str, int]:
    """How many of our own messages whose events begin so stand at which status; one statement."""
    with across_businesses():
        rows = fetch(
            f"select status, count(*) from ({EVENTS}) m group by 1",  # noqa: S608  ours
            {"template": template, "event": event},
        )
    return dict(rows)


def window_is_open(phone: str) -> bool:
    """Whether this person wrote to us on WhatsApp in the last 24 hours, so that we may answer in free text."""
    return bool(fetch("select 1 from messaging_contact where phone = %s and heard_at > %s limit 1", (phone, now() - WINDOW)))


def push_key() -> str:
    """Our public key, which a browser needs when it asks to be shown news."""
    return web_push.public_key()


def push_devices_of(holders: Collection[str]) -> dict[str, UUID]:
    """The browsers that show news, by the login they belong to. One statement."""
    rows = fetch("select holder, id from messaging_pushdevice where holder = any(%s) order by id", (list(holders),))
    return {holder: UUID(str(device)) for holder, device in rows}


@dataclass(frozen=True)
class ProviderTries:
    """How a provider did lately."""

    provider: str
    sent: int
    failed: int


def states_lately(*, hours: int) -> dict[str, int]:
    """How many messages of the last hours stand at which status; by the ids, which are in order of time."""
    rows = fetch("select status, count(*) from messaging_message where id > %s group by 1 order by 1", (first_id(hours),))
    return dict(rows)


def status_word(status: str) -> str:
    """A message's status as people say it, in Indonesian; `gettext` knows the rest."""
    return Message.Status(status).label


def providers_lately(*, hours: int) -> list[ProviderTries]:
    """What became of the tries of the last hours, by provider."""
    rows = fetch(
        "select provider, count(*) filter (where outcome = 'sent'), count(*) filter (where outcome not in ('sent', 'sending'))"
        " from messaging_attempt where id > %s group by 1 order by 1",
        (first_id(hours),),
    )
    return [ProviderTries(*row) for row in rows]


def first_id(hours: int) -> UUID:
    """The lowest UUIDv7 that could have been made so many hours ago."""
    return UUID(int=int((now() - timedelta(hours=hours)).timestamp() * 1000) << 80)
