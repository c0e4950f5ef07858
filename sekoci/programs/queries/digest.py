"""What moved in a programme in a week, and who is to be told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sekoci.kit import clock
from sekoci.kit.sql import fetch, fetch_together
from sekoci.programs.queries.programs import Programme
from sekoci.programs.queries.targets import lines_of, steps_asked
from sekoci.programs.rules import TargetLine
from sekoci.registry.queries.review import pairs_left
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"
MOVED = """
    select v.stage, v.is_reached, count(distinct v.enrolment_id)
    from programs_stageevent v join programs_enrolment e on e.id = v.enrolment_id
    where e.program_id = %(program)s and e.state = 'chosen' and v.noted_at >= %(since)s and v.noted_at < %(until)s
        and v.is_reached <> coalesce((
            select b.is_reached from programs_stageevent b
            where b.enrolment_id = v.enrolment_id and b.stage = v.stage and b.id < v.id order by b.id desc limit 1
        ), false)
    group by 1, 2
"""
CAME = """
    select count(distinct e.id) from programs_enrolment e join programs_enrolmentstep s on s.enrolment_id = e.id
    where e.program_id = %(program)s and e.state = 'chosen' and s.state = 'chosen' and s.at >= %(since)s and s.at < %(until)s
"""
TO_TELL = """
    select p.id, p.slug, org.slug, o.person_id, person.phone, person.language, coalesce(place.zone, %(zone)s)
    from programs_program p join programs_carrier c on c.program_id = p.id
    join registry_organisation org on org.id = c.organisation_id and org.closed_at is null
    join registry_officer o on o.organisation_id = org.id and o.until is null and o.role = 'officer'
    join accounts_person person on person.id = o.person_id and person.is_active and person.phone is not null
    left join lateral (select a.zone from registry_area a where a.code = any(o.areas) order by a.code limit 1) place on true
    left join programs_digest d on d.program_id = p.id and d.person_id = o.person_id
    where p.state = 'open' and p.begins_on < %(week)s::date + 7
      and d.is_wanted is not false and (d.told_week is null or d.told_week < %(week)s)
    order by p.id, o.person_id, c.is_owner desc
"""


@dataclass(frozen=True)
class Week:
    """A week (its Monday) inside an officer's areas: who came, how many reached each stage and how many lost it, targets as
    they stand, and how many doubtful pairs wait."""

    monday: date
    came: int
    reached: Mapping[str, int]
    lost: Mapping[str, int]
    targets: tuple[TargetLine, ...]
    pairs: int

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def is_still(self) -> bool:
        """Whether nothing moved."""
        return not (self.came or self.reached or self.lost)


@dataclass(frozen=True)
class ToTell:
    """An officer of an open programme who was not told of the week yet."""

    program_id: int
    program: str
    organisation: str
    person_id: int
    phone: str
    language: str
    zone: str


def week_of(program: Programme, reach: Reach, monday: date) -> Week:
    """Inside `within_reach`; by when things were noted. Three statements at most."""
    since, _ = clock.day_span(ZONE, monday, monday)
    until, _ = clock.day_span(ZONE, monday + timedelta(days=7), monday + timedelta(days=7))
    facts = {"program": program.id, "since": since, "until": until}
    events, [(came,)], stood = fetch_together((MOVED, facts), (CAME, facts), steps_asked(program))
    moved = {(stage, is_reached): many for stage, is_reached, many in events}
    return Week(
        monday, came,
        {stage: moved[stage, True] for stage in program.stages if (stage, True) in moved},
        {stage: moved[stage, False] for stage in program.stages if (stage, False) in moved},
        tuple(lines_of(program, reach, stood)), pairs_left(reach),
    )  # fmt: skip


def officers_to_tell(week: date) -> list[ToTell]:
    """Once each for a programme that had begun in that week, whichever of its organisations they are of. Across businesses; one
    statement."""
    rows = [ToTell(*row) for row in fetch(TO_TELL, {"week": week, "zone": ZONE})]
    return list({(each.program_id, each.person_id): each for each in reversed(rows)}.values())[::-1]


def wants_digest(program_id: int, person_id: int) -> bool:
    return not fetch(
        "select 1 from programs_digest where program_id = %s and person_id = %s and not is_wanted", (program_id, person_id)
    )
