"""The waiting list moves up: whoever leaves frees a place, and the first of those who wait takes it."""

from collections.abc import Collection
from uuid import UUID

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions.enrolling import note_steps, room_in
from sekoci.programs.actions.stages import follow_evidence
from sekoci.programs.models import Program

BY = "sekoci"
WAITING = 1_000_000_000
"""All who wait."""
WIDER = "up:places"
"""The reason of who came in because there are more places."""


@across_businesses()
def fill_places(freed: Collection[UUID]) -> int:
    """For each of these enrolments that left its place, one of those who wait comes in, into the same cohort; how many.

    Who has most points comes first, then who came first. Heard twice, a place is given once: the step names who left.
    """
    rows = fetch(
        "select e.program_id, array_agg(e.id order by e.id) from programs_enrolment e where e.id = any(%s)"
        " and e.state <> 'chosen' and not exists (select from programs_enrolmentstep s join programs_enrolment o"
        " on o.id = s.enrolment_id and o.program_id = e.program_id where s.reason = 'up:' || e.id) group by 1 order by 1",
        (list(freed),),
    )
    return sum(_move_up(program_id, [f"up:{each}" for each in left]) for program_id, left in rows)


def fill_more(program_id: int, many: int) -> int:
    """So many more come in from the waiting list, because the programme has more places; how many there were."""
    [(waiting,)] = fetch("select count(*) from programs_enrolment where program_id = %s and state = 'waiting'", (program_id,))
    return _move_up(program_id, [WIDER] * min(many, waiting))


def _move_up(program_id: int, reasons: list[str]) -> int:
    program = Program.objects.select_for_update(no_key=True).get(id=program_id)
    many = min(len(reasons), room_in(program.id, program.places)) if program.state == Program.State.OPEN else 0
    if not many:
        return 0
    rows = fetch(
        """
        with next as (
            select id, row_number() over (order by score desc, came_at, id) as place from programs_enrolment
            where program_id = %(program)s and state = 'waiting' and id::text <> all(%(left)s)
            order by score desc, came_at, id limit %(many)s
        ), freed as (
            select left_by.place, e.cohort_id from unnest(%(left)s::text[]) with ordinality left_by (id, place)
            left join programs_enrolment e on e.id::text = left_by.id
        )
        update programs_enrolment e set state = 'chosen', cohort_id = coalesce(freed.cohort_id, e.cohort_id)
        from next left join freed using (place) where next.id = e.id returning e.id, next.place
        """,
        {"program": program_id, "many": many, "left": [each.removeprefix("up:") for each in reasons[:many]]},
    )
    came = [enrolment_id for enrolment_id, _place in rows]
    note_steps(came, ["chosen"] * len(came), [reasons[place - 1] for _id, place in rows], by=BY)
    follow_evidence(came)
    return len(came)
