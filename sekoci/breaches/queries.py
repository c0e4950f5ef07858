"""Reads: the register, one breach, its log, the persons it concerns and what reached them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.breaches.held import HELD as HELD
from sekoci.breaches.rules import FIELDS, LOST, BreachDraft, Reached, State, deadline_of
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import EVENTS, event_states

PAGE = 30


@dataclass(frozen=True)
class BreachView:
    """A breach as the register shows it."""

    id: UUID
    state: State
    reported_at: datetime | None
    reported_to: str
    closed_at: datetime | None
    draft: BreachDraft

    @property
    def title(self) -> str:
        return self.draft.title

    @property
    def deadline(self) -> datetime:
        return deadline_of(self.draft.noticed_at)


@dataclass(frozen=True)
class StepView:
    """What was done about a breach; `person_id` 0 is Sekoci itself."""

    at: datetime
    person_id: int
    what: str
    text: str
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class PersonView:
    """Somebody a breach concerns, and how their message stands; empty before they were told."""

    id: UUID
    phone: str
    how: str
    asked_at: datetime | None
    state: str


_BREACHES = f"select id, state, reported_at, reported_to, closed_at, {', '.join(FIELDS)} from breaches_breach"  # noqa: S608  ours


def breaches(*, start: int = 0) -> tuple[list[BreachView], int | None]:
    """The register: what is not closed first, then the latest; and where it goes on."""
    rows = fetch(f"{_BREACHES} order by state = 'closed', noticed_at desc, id limit %s offset %s", (PAGE + 1, start))
    return [_view(row) for row in rows[:PAGE]], start + PAGE if len(rows) > PAGE else None


def breach_of(breach_id: UUID) -> BreachView | None:
    rows = fetch(f"{_BREACHES} where id = %s", (breach_id,))
    return _view(rows[0]) if rows else None


def unfinished() -> list[BreachView]:
    """Those of which the agency or somebody listed is not told yet."""
    untold = (
        "exists (select from breaches_concerned c where c.breach_id = breaches_breach.id and asked_at is null and phone <> '')"
    )
    rows = fetch(f"{_BREACHES} where state = 'open' or (state = 'reported' and {untold}) order by noticed_at, id")
    return [_view(row) for row in rows]


def steps_of(breach_id: UUID) -> list[StepView]:
    """The log of a breach, the latest first."""
    rows = fetch(
        "select at, person_id, what, text, changes::text from breaches_step where breach_id = %s order by at desc, id desc",
        (breach_id,),
    )
    return [StepView(at, by, what, text, json.loads(changes)) for at, by, what, text, changes in rows]


def reached(breach_id: UUID) -> Reached:
    """How many are listed and told, and what became of the messages; two statements."""
    [(listed, asked, in_english)] = fetch(
        "select count(*) filter (where c.phone <> '' or asked_at is not null), count(asked_at),"
        " count(*) filter (where p.language = 'en') from breaches_concerned c"
        " left join accounts_person p on p.phone = c.phone where breach_id = %s",
        (breach_id,),
    )
    return Reached(listed, asked, event_states("breach_told", f"breach:{breach_id}:") if asked else {}, in_english)


def persons_of(breach_id: UUID, *, only: str = "", start: int = 0, limit: int = PAGE) -> tuple[list[PersonView], int | None]:
    """Who is concerned, page by page; `only`: `gagal` those whom no message reached, `belum` those not told yet."""
    which = {"gagal": "m.status = any(%(lost)s)", "belum": "c.asked_at is null and c.phone <> ''"}.get(only, "true")
    values = {
        "breach": breach_id, "event": f"breach:{breach_id}:", "template": "breach_told",
        "lost": list(LOST), "most": limit + 1, "start": start,
    }  # fmt: skip
    with across_businesses():
        rows = fetch(
            f"select c.id, c.phone, c.how, c.asked_at, coalesce(m.status, '') from breaches_concerned c"  # noqa: S608  ours
            f" left join ({EVENTS}) m on m.event_key = %(event)s || c.id where c.breach_id = %(breach)s and {which}"
            " order by c.id limit %(most)s offset %(start)s",
            values,
        )
    return [PersonView(*row) for row in rows[:limit]], start + limit if len(rows) > limit else None


def _view(row: tuple[Any, ...]) -> BreachView:
    key, state, reported_at, reported_to, closed_at, *known = row
    return BreachView(key, state, reported_at, reported_to, closed_at, BreachDraft(*known))
