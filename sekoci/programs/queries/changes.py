"""What each organisation may be told of stages that were reached or lost: no name, no phone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.kit.sql import fetch
from sekoci.registry.rules import Reach

AGREED = """
    e.state = 'chosen' and exists (
        select from programs_consent given join registry_organisation reader on reader.id = c.organisation_id
        where given.enrolment_id = e.id and given.withdrawn_at is null and strpos(given.wording, reader.name) > 0
    )
"""
"""Whoever guesses a name and pushes it as a row of their own must not learn what became of somebody: a carrier (`c`) is told of
an enrolment (`e`) while it takes part and its owner agrees, in words that name them."""
CHANGES = f"""
    select v.id, c.organisation_id, c.is_owner, p.slug, e.id, e.outlet_id, left(e.area_code, 8), v.stage, v.is_reached, v.source,
        v.since, e.reached, own.rows
    from programs_stageevent v join programs_enrolment e on e.id = v.enrolment_id
    join programs_program p on p.id = e.program_id join programs_carrier c on c.program_id = p.id
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('list_id', r.list_id, 'key', r.key) order by r.list_id, r.key), '[]')::text
            as rows
        from registry_listrow r
        where r.outlet_id = e.outlet_id and r.organisation_id = c.organisation_id and r.gone_at is null
    ) own
    where v.id = any(%s) and p.state <> 'draft' and (c.is_owner or (own.rows <> '[]' and {AGREED}))
    order by v.id, c.organisation_id
"""  # noqa: S608  ours


@dataclass(frozen=True)
class StageChange:
    """One change for one organisation; `rows` are those of its own lists that are this business.

    The programme's owner hears of every business; a partner of those on its own lists that take part and whose owners agreed to
    it, and not by what evidence.
    """

    id: int
    organisation_id: int
    program: str
    enrolment: UUID
    outlet: int
    area: str
    stage: str
    is_reached: bool
    source: str | None
    since: datetime
    stages: Sequence[str]
    rows: Sequence[dict[str, Any]]


def stage_changes(event_ids: Sequence[int]) -> list[StageChange]:
    """For every organisation that carries the programme. Across businesses; one statement."""
    found = []
    for number, organisation_id, is_owner, *plain, source, since, reached, rows in fetch(CHANGES, (list(event_ids),)):
        told: list[Any] = [number, organisation_id, *plain, source if is_owner else None, since, list(reached), json.loads(rows)]
        found.append(StageChange(*told))
    return found


@dataclass(frozen=True)
class Place:
    """Where a business stands in a programme."""

    program: str
    state: str
    stages: Sequence[str]


def places_in_programs(outlet_ids: Sequence[int], reach: Reach) -> dict[int, list[Place]]:
    """Of these outlets, in programmes that the organisation carries: all of them inside an officer's areas, elsewhere and to
    partners those that take part and whose owners agreed to it. Across businesses; one statement."""
    found: dict[int, list[Place]] = {}
    rows = fetch(
        f"""
        select e.outlet_id, p.slug, e.state, e.reached from programs_enrolment e
        join programs_program p on p.id = e.program_id and p.state <> 'draft'
        join programs_carrier c on c.program_id = p.id and c.organisation_id = %(mine)s
        where e.outlet_id = any(%(outlets)s) and ((%(inside)s and e.area_code like any(%(areas)s)) or ({AGREED})) order by p.id
        """,  # noqa: S608  ours
        {
            "mine": reach.organisation_id,
            "outlets": list(outlet_ids),
            "inside": reach.role == "officer",
            "areas": reach.patterns,
        },
    )
    for outlet_id, program, state, reached in rows:
        found.setdefault(outlet_id, []).append(Place(program, state, list(reached)))
    return found
