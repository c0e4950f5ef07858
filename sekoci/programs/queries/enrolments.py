"""The businesses of a programme by name: for officers, inside their areas.

Inside `within_reach` the wall shows enrolments and outlets of the officer's areas alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.kit.persons import Beside
from sekoci.kit.sql import fetch
from sekoci.programs.queries.programs import Programme
from sekoci.programs.queries.wishes import Wish, asked_by
from sekoci.registry.rules import Reach


@dataclass(frozen=True)
class Line:
    """A business in a programme. Of whoever withdrew, neither owner nor phone nor stages: those it told us while it took part."""

    id: UUID
    name: str
    owner: str
    phone: str
    whose: str
    """The phone by which a look at it is noted; never shown."""
    area: str
    state: str
    score: int
    cohort: str
    reached: tuple[str, ...]
    lost: tuple[str, ...]
    came_at: datetime


KNOWN = "case when e.forgotten_at is null then o.{} else '' end"
SHOWN = "case when e.forgotten_at is null and e.state <> 'withdrawn' then o.{} else '' end"
NAMES = ", ".join((KNOWN.format("name"), SHOWN.format("owner"), SHOWN.format("phone"), KNOWN.format("phone")))
LINE = f"""
    select e.id, {NAMES}, coalesce(a.path, ''), e.state, e.score, coalesce(c.name, ''),
        case when e.state = 'withdrawn' then '{{}}' else e.reached end,
        case when e.state = 'withdrawn' then '{{}}' else e.lost end, e.came_at
    from programs_enrolment e join registry_outlet o on o.id = e.outlet_id
    left join registry_area a on a.code = e.area_code left join programs_cohort c on c.id = e.cohort_id
"""  # noqa: S608  ours


def enrolments(program: Programme, wish: Wish, *, start: int = 0, limit: int = 30) -> list[Line]:
    """Those that the wish asks for: who applied or waits by score, others by name. One statement."""
    order = "e.score desc, e.came_at, e.id" if wish.state in ("applied", "waiting") else "lower(o.name), e.id"
    test, values = asked_by(wish)
    rows = fetch(
        f"{LINE} where e.program_id = %(program)s and {test} order by {order} limit %(limit)s offset %(start)s",
        {**values, "program": program.id, "limit": limit, "start": start},
    )
    return [_line(row) for row in rows]


def how_many(program: Programme, wish: Wish) -> int:
    """Of those that the wish asks for, on all pages. One statement."""
    test, values = asked_by(wish)
    [(count,)] = fetch(
        "select count(*) from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"  # noqa: S608  ours
        f" where e.program_id = %(program)s and {test}",
        {**values, "program": program.id},
    )
    return int(count)


@dataclass(frozen=True)
class Standing:
    """A stage of one business: where it stands, since when, by what. `was`: it had reached it."""

    stage: str
    is_reached: bool
    was: bool
    source: str
    since: datetime | None
    noted_at: datetime | None


@dataclass(frozen=True)
class Passed:
    """Something that was written down: a stage reached or lost, a decision, a mark."""

    kind: str
    name: str
    holds: bool
    source: str
    text: str
    by: str
    """The name of the officer who did it; where none is known, `by_phone` (E.164) says who."""
    by_phone: str
    by_owner: bool
    """The owner did it, whose name and phone are not told here."""
    at: datetime
    day: datetime | None


@dataclass(frozen=True)
class Given:
    id: UUID
    kind: str
    what: str
    state: str
    on_day: date
    cost: int
    note: str
    organisation: str
    by: str
    by_phone: str


@dataclass(frozen=True)
class Whole:
    """One business of a programme with everything that happened."""

    line: Line
    way: str
    points: dict[str, int]
    consent_at: datetime | None
    """When its owner agreed, the last time."""
    consent_how: str
    consent_ended_at: datetime | None
    """When its owner took that back."""
    referred_by: str
    stages: tuple[Standing, ...]
    """Empty once it withdrew."""
    history: tuple[Passed, ...]
    support: tuple[Given, ...]

    @property
    def agrees(self) -> bool:
        return bool(self.consent_at) and not self.consent_ended_at


MORE = """e.came_at, e.way, e.points::text, agreed.given_at, coalesce(agreed.how, ''), agreed.withdrawn_at,
        coalesce((select coalesce(nullif(r.name, ''), r.code) from programs_referral r where r.id = e.referral_id), '')
"""
AGREED = """
    left join lateral (select given_at, how, withdrawn_at from programs_consent given where given.enrolment_id = e.id
        order by withdrawn_at is null desc, given_at desc limit 1) agreed on true
"""
NEWEST = """
    select distinct on (stage) stage, is_reached, source, since, noted_at from programs_stageevent
    where enrolment_id = %s order by stage, id desc
"""
HISTORY = """
    select kind, stage, holds, source, text, coalesce(person.name, ''), coalesce(person.phone, ''), by like 'owner:%%', at, day
    from (
        select 'stage' as kind, stage, is_reached as holds, source, '' as text, '' as by, noted_at as at, since as day
            from programs_stageevent where enrolment_id = %(id)s
        union all select 'decision', state, true, '', reason, by, at, null from programs_enrolmentstep where enrolment_id = %(id)s
        union all select 'mark', stage, holds, 'hand', evidence, by, at, on_day::timestamptz from programs_mark
            where enrolment_id = %(id)s
    ) passed left join accounts_person person on passed.by = 'officer:' || person.id
    order by at desc, kind, stage limit 100
"""
SUPPORT = """
    select s.id, k.name, k.what, s.state, s.on_day, s.cost, s.note, o.name, coalesce(p.name, ''), coalesce(p.phone, '')
    from programs_support s join programs_supportkind k on k.id = s.kind_id
    join registry_organisation o on o.id = s.organisation_id
    left join accounts_person p on p.id::text = split_part(s.by, ':', 2)
    where s.enrolment_id = %(id)s and (%(giver)s::bigint is null or s.organisation_id = %(giver)s)
    order by s.on_day desc, s.id desc
"""


def enrolment(program: Programme, enrolment_id: UUID, *, reach: Reach, seen: Beside | None = None) -> Whole | None:
    """One of them; four statements, one of which notes that it was `seen`.

    A partner's office reads the help that it gave itself, and nothing of whoever withdrew.
    """
    is_ours = program.is_run_by(reach)
    rows = fetch(
        f"{LINE.replace('e.came_at', MORE)} {AGREED} where e.program_id = %s and e.id = %s and (%s or e.state <> 'withdrawn')",
        (program.id, enrolment_id, is_ours),
    )
    if not rows:
        return None
    *plain, way, points, consent_at, consent_how, consent_ended_at, referred_by = rows[0]
    line = _line(plain)
    has_left = line.state == "withdrawn"
    stages = standings(program.stages, enrolment_id, seen([line.whose]) if seen else ("", []))
    history = [Passed(*row) for row in fetch(HISTORY, {"id": enrolment_id})]
    support = fetch(SUPPORT, {"id": enrolment_id, "giver": None if is_ours else reach.organisation_id})
    return Whole(
        line, way, json.loads(points), consent_at, consent_how, consent_ended_at, referred_by, () if has_left else stages,
        tuple(each for each in history if each.kind == "decision" or not has_left), tuple(Given(*row) for row in support),
    )  # fmt: skip


def standings(stages: tuple[str, ...], enrolment_id: UUID, beside: tuple[str, list[str]] = ("", [])) -> tuple[Standing, ...]:
    """Every stage that the programme watches, in order; one statement, with what is written `beside` it."""
    written, values = beside
    newest = {row[0]: row[1:] for row in fetch(f"{written}{NEWEST}", (*values, enrolment_id))}
    return tuple(
        Standing(stage, newest[stage][0], not newest[stage][0], *newest[stage][1:])
        if stage in newest
        else Standing(stage, False, False, "", None, None)
        for stage in stages
    )


def _line(row: Sequence[Any]) -> Line:
    *plain, reached, lost, came_at = row
    return Line(*[*plain, tuple(reached), tuple(lost), came_at])
