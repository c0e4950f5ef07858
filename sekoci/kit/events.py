"""Announcements go up. A verb writes one event row in its own transaction; modules above read on from their own cursor.

An event is a frozen dataclass in the past tense with ids and plain values: `OrdersPlaced(ids)`. Delivery is at least once
and in order of commit, so handlers are idempotent. A failing handler stops its own cursor only.
"""

import dataclasses
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, TypeVar

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)
BATCH = 200


class Event(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]
_handlers: dict[str, dict[str, tuple[type, Handler]]] = defaultdict(dict)
_happened: ContextVar[datetime | None] = ContextVar("happened", default=None)


def announce(event: Event) -> None:
    """Write the event down; it is heard if and only if the surrounding transaction commits."""
    payload = json.dumps(dataclasses.asdict(event), default=str)
    fetch(
        "insert into kit_event (name, payload, at) values (%s, %s::jsonb, %s)",
        (type(event).__name__, payload, clock.now()),
        prepared=True,
    )


def announcement(kind: type[Event], *, field: str, of: str) -> str:
    """The statement that announces the ids of the rows `of` (none: nothing) as `field`, to stand among others in a `with`.

    It takes one parameter, the moment.
    """
    return f"""
        insert into kit_event (name, payload, at)
        select '{kind.__name__}', jsonb_build_object('{field}', jsonb_agg(id order by id)), %s from {of} having count(*) > 0
    """  # noqa: S608  names are ours


def on(kind: type[E], *, consumer: str) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Let a function in a module's handlers.py hear events of `kind`; `consumer` is the module's name, one cursor each."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        _handlers[consumer][kind.__name__] = (kind, handler)
        return handler

    return register


def consumers() -> list[str]:
    """The modules that listen."""
    return list(_handlers)


def is_news(*, within: timedelta = timedelta(days=1)) -> bool:
    """Inside a handler: whether what it hears of happened lately, so that people may still be told.

    Nobody is woken for last week's orders by a worker that was away, or by the demo's past.
    """
    happened = _happened.get()
    return happened is None or clock.now() - happened <= within


def deliver_all() -> int:
    """Let every module hear what is new; the number of events handed over. Called by the worker, and by tests."""
    return sum(deliver(consumer) for consumer in _handlers)


def deliver(consumer: str) -> int:
    """Hand a batch of new events to one module and move its cursor, in one transaction; 0 while another does so."""
    handed = 0
    while True:
        with across_businesses():
            batch = _next_batch(consumer)
            for _transaction, _id, name, payload, at in batch:
                kind, handler = _handlers[consumer].get(name, (None, None))
                if kind and handler:
                    token = _happened.set(at)
                    try:
                        handler(kind(**json.loads(payload)))
                    finally:
                        _happened.reset(token)
            if batch:
                fetch(
                    "update kit_cursor set transaction = %s::text::xid8, event_id = %s where consumer = %s",
                    (batch[-1][0], batch[-1][1], consumer),
                )
        handed += len(batch)
        if len(batch) < BATCH:
            return handed


def hear_ids(consumer: str, fields: Mapping[type[Event], str], *, most: int = 20_000, most_ids: int = 4_000_000) -> int:
    """Set-based hearing: the ids in `fields` of new events, into the temporary table `heard (name, id)`; how many events.

    An id stands there as often as it was told. For those who tell anew whatever was touched, however often it was. Events are
    taken whole, `most` of them, until they tell of `most_ids`. The cursor moves with the caller's transaction; 0 while
    another hears.
    """
    wanted = ([kind.__name__ for kind in fields], list(fields.values()))
    fetch("insert into kit_cursor values (%s, '0', 0) on conflict do nothing", (consumer,))
    fetch(
        """
        create temp table hearing on commit drop as
        with mine as (select transaction, event_id from kit_cursor where consumer = %s for update skip locked),
        next as (
            select event.transaction, event.id, wanted.field,
                coalesce(jsonb_array_length(event.payload -> wanted.field), 0) as ids
            from mine join kit_event event on (event.transaction, event.id) > (mine.transaction, mine.event_id)
            left join unnest(%s::text[], %s::text[]) wanted (name, field) on wanted.name = event.name
            where event.transaction < pg_snapshot_xmin(pg_current_snapshot())
               or event.transaction = pg_current_xact_id_if_assigned()
            order by event.transaction, event.id limit %s
        )
        select * from (select *, sum(ids) over (order by transaction, id) - ids as before from next) told where before < %s
        """,
        (consumer, *wanted, most, most_ids),
    )
    fetch(
        """
        create temp table heard on commit drop as
        select event.name, named.id from hearing join kit_event event on event.id = hearing.id
        cross join lateral jsonb_array_elements_text(event.payload -> hearing.field) named (id)
        where hearing.field is not null
        """
    )
    [(count,)] = fetch(
        """
        with newest as (select transaction, id from hearing order by transaction desc, id desc limit 1),
        moved as (
            update kit_cursor set transaction = newest.transaction, event_id = newest.id
            from newest where consumer = %s returning 1
        )
        select count(*) from hearing
        """,
        (consumer,),
    )
    return int(count)


def _next_batch(consumer: str) -> list[tuple[Any, ...]]:
    """Events after the cursor whose transactions, and all older ones, have ended: none can slip in behind us."""
    fetch("insert into kit_cursor values (%s, '0', 0) on conflict do nothing", (consumer,))
    return fetch(
        """
        with mine as (select transaction, event_id from kit_cursor where consumer = %s for update skip locked)
        select event.transaction::text, event.id, event.name, event.payload, event.at
        from mine join kit_event event on (event.transaction, event.id) > (mine.transaction, mine.event_id)
        where event.transaction < pg_snapshot_xmin(pg_current_snapshot())
           or event.transaction = pg_current_xact_id_if_assigned()
        order by event.transaction, event.id limit %s
        """,
        (consumer, BATCH),
    )
