"""Announcements go up. A verb writes one event row in its own transaction; modules above read on from their own cursor.

An event is a frozen dataclass in the past tense with ids and plain values: `OrdersPlaced(ids)`. Delivery is at least once
in an order that nothing overtakes, so handlers are idempotent. A failing handler stops its own cursor only.

An event waits for older transactions that may still announce something. Whatever writes for minutes and announces nothing
says so by `in_silence`, and nobody waits for it (docs/decisions/0051).
"""

import contextlib
import dataclasses
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, TypeVar

from django.db import connection, transaction

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

logger = logging.getLogger(__name__)
BATCH = 200
SILENT = 730_412
"""The advisory lock, shared, of a transaction that announces nothing: its first number."""
HORIZON = f"""
    held as materialized (
        select pid, locktype, transactionid, mode, database, classid, objsubid from pg_locks
        where granted and pid is not null and locktype in ('transactionid', 'advisory', 'relation')
    ), here as (select oid from pg_database where datname = current_database()),
    open as (
        select id from pg_snapshot_xip(pg_current_snapshot()) id
        union all select pg_current_xact_id_if_assigned() where pg_current_xact_id_if_assigned() is not null
    ), horizon as (
        select case when pg_snapshot_xmin(seen) = pg_snapshot_xmax(seen) then pg_snapshot_xmax(seen)
        else least(pg_snapshot_xmax(seen), (
            select open.id from open where not exists (
                select from held own join held sign on sign.pid = own.pid, here
                where own.locktype = 'transactionid' and own.transactionid = open.id::xid and own.mode = 'ExclusiveLock' and (
                    sign.locktype = 'advisory' and sign.database = here.oid and sign.classid = {SILENT} and sign.objsubid = 2
                    or sign.locktype = 'relation' and sign.database not in (0, here.oid))
            ) order by open.id limit 1
        )) end as id from pg_current_snapshot() seen
    )
"""  # noqa: S608  ours
"""The oldest transaction that may still announce something here: what is older has ended, is silent, or is another database's.

The snapshot tells which are open; only what certainly holds the sign of silence is left out of it, by one look at all locks,
which a transaction keeps until after it is seen to have ended. So what ends meanwhile is waited for once more, never overtaken.
"""


class Broken(Exception):
    """A bug: who promised silence announced something, and may have been overtaken."""


class Event(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]
_handlers: dict[str, dict[str, tuple[type, Handler]]] = defaultdict(dict)
_silent: ContextVar[bool] = ContextVar("silent", default=False)
_happened: ContextVar[datetime | None] = ContextVar("happened", default=None)


def announce(event: Event) -> None:
    """Write the event down; it is heard if and only if the surrounding transaction commits."""
    if _silent.get():
        raise Broken(f"{type(event).__name__} announced in silence")
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


@contextlib.contextmanager
def in_silence() -> Iterator[None]:
    """One transaction that announces nothing, so that no news waits until it ends, however long it takes.

    Inside another transaction it promises nothing: that one may have announced something.
    """
    token, promised = _silent.set(True), not connection.in_atomic_block
    try:
        with transaction.atomic():
            if promised:
                fetch("select pg_advisory_xact_lock_shared(%s, 0)", (SILENT,))
            yield
            if promised and fetch("select 1 from kit_event where transaction = pg_current_xact_id_if_assigned() limit 1"):
                raise Broken("a statement announced something in silence")
    finally:
        _silent.reset(token)


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
        f"""
        create temp table hearing on commit drop as
        with {HORIZON}, mine as (select transaction, event_id from kit_cursor where consumer = %s for update skip locked),
        next as (
            select event.transaction, event.id, wanted.field,
                coalesce(jsonb_array_length(event.payload -> wanted.field), 0) as ids
            from mine join kit_event event on (event.transaction, event.id) > (mine.transaction, mine.event_id)
            left join unnest(%s::text[], %s::text[]) wanted (name, field) on wanted.name = event.name
            where event.transaction < (select id from horizon)
               or event.transaction = pg_current_xact_id_if_assigned()
            order by event.transaction, event.id limit %s
        )
        select * from (select *, sum(ids) over (order by transaction, id) - ids as before from next) told where before < %s
        """,  # noqa: S608  ours
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
    """Events after the cursor whose transactions, and all older ones that may announce, have ended: none slips in behind us."""
    fetch("insert into kit_cursor values (%s, '0', 0) on conflict do nothing", (consumer,))
    return fetch(
        f"""
        with {HORIZON}, mine as (select transaction, event_id from kit_cursor where consumer = %s for update skip locked)
        select event.transaction::text, event.id, event.name, event.payload, event.at
        from mine join kit_event event on (event.transaction, event.id) > (mine.transaction, mine.event_id)
        where event.transaction < (select id from horizon)
           or event.transaction = pg_current_xact_id_if_assigned()
        order by event.transaction, event.id limit %s
        """,  # noqa: S608  ours
        (consumer, BATCH),
    )
