"""Where the targets of a programme stand, where they stood four weeks ago, and how they went.

A stage is counted from the events of those who take part: inside `within_reach` the officer's areas alone count; across
businesses, all of them. A figure of an area is read from `indicators`, as the reader may see it there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sekoci.indicators.pages import Aim, Course, courses_of
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.programs.queries.programs import KnownTarget, Programme
from sekoci.programs.rules import FEWEST_DAYS, LATELY, TargetLine, outlook
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"


def target_lines(
    program: Programme, reach: Reach | None, *, zone: str = ZONE, said: Callable[[int], int] = int
) -> list[TargetLine]:
    """Each target's count now and four weeks ago (or when the programme began), from the events. Four statements at most.

    `said`: how each count of those who take part is told (`rules.told` to those outside); `reach`: whose eyes read the figures of
    areas, None: anybody's. Of those there is a number at each month's end: their pace is that since one two weeks ago or more.
    """
    if not program.targets:
        return []
    today = clock.day_in(zone)
    since = max(today - LATELY, min(program.begins_on, today))
    stages = [each for each in program.targets if each.stage]
    before, current = _counts_at(program, clock.day_span(zone, since, since)[0], clock.now()) if stages else ([], [])
    lines = {
        each: _line(each, counted=said(counted), before=said(was), since=since, today=today)
        for each, counted, was in zip(stages, current, before, strict=True)
    }
    courses = courses_at(program, reach, on=_day_of(program, today))
    return [lines[each] if each.stage else _of_area(each, courses[each], _day_of(program, today)) for each in program.targets]


OF_THIS_AREA = """
    select jsonb_agg(jsonb_build_array(p.slug, p.name, p.begins_on, t.indicator, t.by_day, t.wanted, exists (
        select from programs_carrier c where c.program_id = p.id and c.organisation_id = %(organisation)s
    )) order by t.by_day, t.id)::text
    from programs_target t join programs_program p on p.id = t.program_id and p.state = 'open'
    where t.indicator <> ''
      and coalesce(nullif(t.area_code, ''), case when cardinality(p.areas) = 1 then p.areas[1] end) = %(area)s
"""


@dataclass(frozen=True)
class Wanted:
    """What a programme that runs wants of an area; `is_ours`: the reader's organisation carries it."""

    slug: str
    name: str
    is_ours: bool
    line: TargetLine


def wanted_of(answer: str | None, course: Callable[[str, date], Course]) -> list[Wanted]:
    """The answer to `OF_THIS_AREA`, with where each target stands: `course(figure, since)`."""
    today, told = clock.day_in(ZONE), list[Wanted]()
    for slug, name, begins, indicator, by_day, wanted, is_ours in json.loads(answer or "[]"):
        target = KnownTarget("", indicator, "", "", date.fromisoformat(by_day), wanted)
        there = course(indicator, date.fromisoformat(begins))
        told.append(Wanted(slug, name, is_ours, _of_area(target, there, today)))
    return told


def place_of(program: Programme, target: KnownTarget) -> str | None:
    """The area that a target is for; None: several together."""
    return target.area_code or (program.areas[0].code if len(program.areas) == 1 else None)


def courses_at(program: Programme, reach: Reach | None, *, on: date) -> dict[KnownTarget, Course]:
    """How each figure of an area went that is a target, up to a day. Two statements at most."""
    targets = [each for each in program.targets if each.indicator]
    whole = tuple(each.code for each in program.areas)
    aims = [Aim(each.indicator, (each.area_code,) if each.area_code else whole, program.begins_on) for each in targets]
    return dict(zip(targets, courses_of(aims, reach, on=on), strict=True)) if aims else {}


def targets_at(program: Programme, at: datetime) -> dict[KnownTarget, int]:
    """How many businesses stood at each target's stage at a moment. One statement."""
    stages = [each for each in program.targets if each.stage]
    return dict(zip(stages, _counts_at(program, at)[0], strict=True)) if stages else {}


def _day_of(program: Programme, today: date) -> date:
    """Today; of a programme that is closed, the day it was."""
    return min(today, clock.day_in(ZONE, program.closed_at)) if program.closed_at else today


def _of_area(target: KnownTarget, course: Course, today: date) -> TargetLine:
    if not course.points:
        return TargetLine(target.aim, target.area, target.wanted, target.by_day, None, today, is_hidden=course.is_hidden)
    long_ago = [point for point in course.points if point[0] <= today - timedelta(days=FEWEST_DAYS)]
    since, before = (long_ago or course.points[:1])[-1]
    line = _line(target, counted=course.points[-1][1], before=before, since=since, today=today)
    return TargetLine(line.aim, line.area, line.wanted, line.by_day, line.outlook, since, course.points)


def _line(target: KnownTarget, *, counted: int, before: int, since: date, today: date) -> TargetLine:
    there = outlook(wanted=target.wanted, by_day=target.by_day, counted=counted, before=before, since=since, today=today)
    return TargetLine(target.aim, target.area, target.wanted, target.by_day, there, since)


def _counts_at(program: Programme, *moments: datetime) -> Sequence[list[int]]:
    """At each moment, how many of each target's businesses stood at its stage; one statement."""
    targets = [each for each in program.targets if each.stage]
    rows = fetch(
        """
        select moment.at, wanted.place, count(newest.enrolment_id) from unnest(%(moments)s::timestamptz[]) moment (at)
        cross join unnest(%(stages)s::text[], %(areas)s::text[]) with ordinality wanted (stage, area, place)
        left join lateral (
            select distinct on (v.enrolment_id) v.enrolment_id, v.is_reached
            from programs_stageevent v join programs_enrolment e on e.id = v.enrolment_id
            where e.program_id = %(program)s and e.state = 'chosen' and v.stage = wanted.stage and v.since <= moment.at
              and e.area_code like wanted.area
            order by v.enrolment_id, v.id desc
        ) newest on newest.is_reached
        group by 1, 2 order by 1, 2
        """,
        {
            "moments": list(moments),
            "stages": [each.stage for each in targets],
            "areas": [f"{each.area_code}%" for each in targets],
            "program": program.id,
        },
    )
    return [[count for at, _, count in rows if at == moment] for moment in moments]
