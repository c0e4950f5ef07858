"""Targets, messages and tries, as their owner sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sekoci.books.queries import Checked
from sekoci.kit.errors import NotFound
from sekoci.kit.sql import fetch
from sekoci.webhooks.held import HELD as HELD
from sekoci.webhooks.whose import OfOrganisation, Whose, column_of, scope_of, whose

Only = Literal["", "failed", "waiting"]
PAGE = 30


@dataclass(frozen=True)
class TargetView:
    """A target without its secret."""

    id: UUID
    url: str
    name: str
    kinds: list[str]
    state: str
    created_at: datetime
    last_ok_at: datetime | None
    failing_since: datetime | None
    waiting: int
    failed: int


@dataclass(frozen=True)
class MessageRow:
    id: UUID
    kind: str
    state: str
    created_at: datetime
    tries: int
    next_at: datetime | None
    status: int | None
    """Of the last answer; None where none came."""


@dataclass(frozen=True)
class AttemptView:
    at: datetime
    ms: int
    status: int | None
    said: str


@dataclass(frozen=True)
class MessageView(MessageRow):
    """A message with the very text that was sent, and its tries, newest first."""

    payload: str
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True)
class MessagePage:
    items: list[MessageRow]
    next: UUID | None


def listeners(kind: str, of: Collection[Whose]) -> dict[Whose, list[UUID]]:
    """The targets that want to hear of `kind`, by shop or organisation; one statement, in the caller's scope."""
    businesses = sorted(one for one in of if isinstance(one, int))
    rows = fetch(
        "select business_id, organisation_id, id from webhooks_target where (business_id = any(%s) or organisation_id = any(%s))"
        " and state in ('on', 'paused') and %s = any(kinds) order by id",
        (businesses, sorted(one.id for one in of if isinstance(one, OfOrganisation)), kind),
    )
    found: dict[Whose, list[UUID]] = {}
    for business_id, organisation_id, target_id in rows:
        found.setdefault(whose(business_id, organisation_id), []).append(target_id)
    return found


def targets_on(business_ids: Collection[int]) -> dict[int, int]:
    """How many targets of each business are told, now or once they answer again; one statement, in the caller's scope."""
    rows = fetch(
        "select business_id, count(*) from webhooks_target where business_id = any(%s) and state in ('on', 'paused') group by 1",
        (sorted(business_ids),),
    )
    return dict(rows)


def anybody_listens(kinds: Collection[str]) -> bool:
    """Whether any target of any business wants one of `kinds`; inside `across_businesses`."""
    rows = fetch(
        "select 1 from webhooks_target where state in ('on', 'paused') and kinds && %s::varchar[] limit 1", (list(kinds),)
    )
    return bool(rows)


TARGETS = """
select t.id, t.url, t.name, t.kinds, t.state, t.created_at, t.last_ok_at, t.failing_since,
       (select count(*) from webhooks_message m where m.target_id = t.id and m.state = 'waiting'),
       (select count(*) from webhooks_message m where m.target_id = t.id and m.state = 'failed')
from webhooks_target t
"""


def targets_of(one: Whose) -> list[TargetView]:
    """All targets of a shop or an organisation, removed ones last."""
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(f"{TARGETS} where t.{column} = %s order by t.state = 'removed', t.id", (value,))
    return [TargetView(*row) for row in rows]


def target_of(one: Whose, target_id: UUID) -> TargetView:
    """One of them; NotFound for another's."""
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(f"{TARGETS} where t.{column} = %s and t.id = %s", (value, target_id))
    if not rows:
        raise NotFound()
    return TargetView(*rows[0])


NEXT = "case when m.state = 'waiting' then greatest(m.next_at, t.quiet_until) end"
"""When a message is really tried again: not before its target is."""
ROWS = f"""
select m.id, m.kind, m.state, m.created_at, m.tries, {NEXT}, last.status
from webhooks_message m join webhooks_target t on t.id = m.target_id
left join lateral (select a.status from webhooks_attempt a where a.message_id = m.id order by a.id desc limit 1) last on true
"""  # noqa: S608  ours


def messages_of(one: Whose, target_id: UUID, *, only: Only = "", before: UUID | None = None, limit: int = PAGE) -> MessagePage:
    """What a target was told, newest first. One statement a page."""
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(
            f"{ROWS} where m.{column} = %(b)s and m.target_id = %(t)s and (%(only)s::text is null or m.state = %(only)s)"
            " and (%(before)s::uuid is null or m.id < %(before)s) order by m.id desc limit %(most)s",
            {"b": value, "t": target_id, "only": only or None, "before": before, "most": limit + 1},
        )
    items = [MessageRow(*row) for row in rows[:limit]]
    return MessagePage(items, items[-1].id if len(rows) > limit else None)


def message_of(one: Whose, target_id: UUID, message_id: UUID) -> MessageView:
    """One message whole; two statements."""
    column, value = column_of(one)
    with scope_of(one):
        rows = fetch(
            f"select m.id, m.kind, m.state, m.created_at, m.tries, {NEXT}, null, m.payload from webhooks_message m"  # noqa: S608  ours
            f" join webhooks_target t on t.id = m.target_id where m.{column} = %s and m.target_id = %s and m.id = %s",
            (value, target_id, message_id),
        )
        if not rows:
            raise NotFound()
        tries = fetch("select at, ms, status, said from webhooks_attempt where message_id = %s order by id desc", (message_id,))
    attempts = tuple(AttemptView(*each) for each in tries)
    whole: list[Any] = [*rows[0][:6], attempts[0].status if attempts else None, rows[0][7], attempts]
    return MessageView(*whole)


def problems() -> list[Checked]:
    """What must always be true: nothing that waits for a target that is on is forgotten."""
    [(waiting,)] = fetch("select count(*) from webhooks_message where state = 'waiting'")
    lost = fetch(
        "select format('message %%s of target %%s waits, and nobody will look', m.id, t.id) from webhooks_message m"
        " join webhooks_target t on t.id = m.target_id where m.state = 'waiting' and t.state = 'on'"
        " and (m.next_at is null or (t.due_at is null and t.asked_at is null)) limit 50"
    )
    return [Checked("every message to another system that waits will be tried", waiting, [text for (text,) in lost])]
