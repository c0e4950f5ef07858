"""Businesses come into a programme: from the registry, by an officer's hand, or because their owner asks to."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotAllowed, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import arrays, fetch
from sekoci.programs.actions.owning import NotOpen, open_one
from sekoci.programs.actions.stages import follow_evidence
from sekoci.programs.models import Program
from sekoci.programs.queries.eligible import Asked, Candidate, neediest, outlets_known
from sekoci.programs.rules import Eligibility, Filter, points_of, weights_of
from sekoci.registry.queries import office_of
from sekoci.registry.rules import Reach

MOST_AT_ONCE = 20_000
IN_A_BATCH = 1_000
"""Telling the stages of so many takes about a second."""


@dataclass(frozen=True)
class Enrolled:
    """How many came in: as taking part, and on the waiting list because there is no room."""

    chosen: int
    waiting: int


def enrol_matching(
    slug: str, *, reach: Reach, cohort: str = "", only: Filter | None = None, most: int = MOST_AT_ONCE
) -> Enrolled:
    """Take in the outlets inside the officer's areas that suit the programme, or those of them that are wanted (`only`).

    At most so many, those who need it most first. Asked again, it takes in those who come next.
    """
    with across_businesses():
        program = open_one(slug, reach)
        asked = Asked(
            program.id, Eligibility.read(program.eligibility), program.areas, only or Filter(), weights_of(program.weights)
        )
        found = neediest(asked.inside(reach.areas), limit=most)
        return _enrol(program, found, way="list", reach=reach, cohort=cohort)


def enrol_more(slug: str, *, person_id: int, organisation: str, cohort: str, only: Filter, most: int) -> int:
    """Take in the next batch for an officer who asked for many; how many came: 0 where nobody is left, the programme does not run
    any more, or the officer may not."""
    reach = office_of(person_id, organisation)
    if reach is None:
        return 0
    try:
        came = enrol_matching(slug, reach=reach, cohort=cohort, only=only, most=min(most, IN_A_BATCH))
    except (NotOpen, NotFound, NotAllowed):
        return 0
    return came.chosen + came.waiting


def enrol_outlets(slug: str, outlet_ids: Collection[int], *, reach: Reach, cohort: str = "") -> Enrolled:
    """Take these in by hand, whatever the rule of eligibility says; those outside the officer's areas are left out."""
    with across_businesses():
        program = open_one(slug, reach)
        found = outlets_known(outlet_ids, codes=reach.areas)
        return _enrol(program, found, way="hand", reach=reach, cohort=cohort)


def cohort_id(program_id: int, name: str) -> int | None:
    """The cohort of this name, made where there is none; None for no name."""
    if not name:
        return None
    fetch("insert into programs_cohort (program_id, name, created_at) values (%s, %s, %s) on conflict do nothing",
          (program_id, name, now()))  # fmt: skip
    [(known,)] = fetch("select id from programs_cohort where program_id = %s and name = %s", (program_id, name))
    return int(known)


def room_in(program_id: int, places: int | None) -> int:
    """How many more there is room for, across businesses; for a verb that keeps to it, the programme is locked."""
    if places is None:
        return MOST_AT_ONCE
    [(taken,)] = fetch("select count(*) from programs_enrolment where program_id = %s and state = 'chosen'", (program_id,))
    return max(0, places - int(taken))


def note_steps(
    enrolment_ids: Sequence[UUID], states: Sequence[str], reasons: Sequence[str], *, by: str, is_told: bool = True
) -> None:
    """Write down what was decided on each; owners who have a shop here are told of it later (`tell_owners`), unless only the
    words are others."""
    fetch(
        """
        with noted as (
            insert into programs_enrolmentstep (enrolment_id, state, reason, by, at)
            select *, %s, %s from unnest(%s::uuid[], %s::text[], %s::text[]) returning id, enrolment_id, state
        )
        update programs_enrolment e set untold_step_id = noted.id from noted
        where e.id = noted.enrolment_id and e.shop_id is not null and noted.state in ('chosen', 'waiting', 'refused')
          and %s
        """,
        (by, now(), list(enrolment_ids), list(states), list(reasons), is_told),
    )


def _enrol(program: Program, found: Sequence[Candidate], *, way: str, reach: Reach, cohort: str) -> Enrolled:
    if not found:
        return Enrolled(0, 0)
    room, group, weights = room_in(program.id, program.places), cohort_id(program.id, cohort), weights_of(program.weights)
    points = {each.id: points_of(each.facts, weights) for each in found}
    rows = [
        (new_id(), each.id, each.shop_id, each.facts.area_code, sum(points[each.id].values()), json.dumps(points[each.id]),
         "chosen" if place < room else "waiting")
        for place, each in enumerate(sorted(found, key=lambda each: (-sum(points[each.id].values()), each.id)))
    ]  # fmt: skip
    came = fetch(
        """
        insert into programs_enrolment (id, outlet_id, shop_id, area_code, score, points, state, program_id, cohort_id,
            organisation_id, way, reached, lost, came_at)
        select come.*, %s, case when come.state = 'chosen' then %s::bigint end, %s, %s, '{}', '{}', %s
        from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::text[], %s::int[], %s::jsonb[], %s::text[])
            as come (id, outlet_id, shop_id, area_code, score, points, state)
        on conflict do nothing returning id, state
        """,
        (program.id, group, reach.organisation_id, way, now(), *arrays(rows)),
    )
    note_steps([row[0] for row in came], [row[1] for row in came], [way] * len(came), by=f"officer:{reach.person_id}")
    chosen = [row[0] for row in came if row[1] == "chosen"]
    follow_evidence(chosen)
    return Enrolled(len(chosen), len(came) - len(chosen))
