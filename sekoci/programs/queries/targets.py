"""Where the targets of a programme stand, where they stood four weeks ago, and how they went.

A stage is counted from the events of those who take part: inside `within_reach` the officer's areas alone count; across
businesses, all of them. A figure of an area is read from `indicators`, as the reader may see it there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sekoci.indicators.pages import FIRSTS_HERE, Aim, Came, Course, courses_of
from sekoci.kit import clock
from sekoci.kit.sql import Asking, fetch
from sekoci.programs.queries.programs import KnownTarget, Programme
from sekoci.programs.rules import FEWEST_DAYS, LATELY, TargetLine, outlook
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"


STOOD = """
    select nth, place, count(*) filter (where holds) from (
        select moment.nth, wanted.place, v.enrolment_id, max(v.id * 2 + v.is_reached::int) %% 2 = 1 as holds
        from programs_enrolment e join programs_stageevent v on v.enrolment_id = e.id
        join unnest(%(stages)s::text[], %(areas)s::text[]) with ordinality wanted (stage, area, place)
            on v.stage = wanted.stage and e.area_code like wanted.area
        join unnest(%(moments)s::timestamptz[]) with ordinality moment (at, nth) on v.since <= moment.at
        where e.program_id = %(program)s and e.state = 'chosen' group by 1, 2, 3
    ) each group by 1, 2
"""


def target_lines(
    program: Programme, reach: Reach | None, *, zone: str = ZONE, said: Callable[[int], int] = int
) -> list[TargetLine]:
    """Each target's count now and four weeks ago (or when the programme began), from the events. Two statements at most.

    `said`: how each count of those who take part is told (`rules.told` to those outside); `reach`: whose eyes read the figures of
    areas, None: anybody's. Of those there is a number at each month's end: their pace is that since one two weeks ago or more.
    """
    has_stages = any(each.stage for each in program.targets)
    return lines_of(program, reach, fetch(*lines_asked(program, zone=zone)) if has_stages else [], zone=zone, said=said)


def lines_asked(program: Programme, *, zone: str = ZONE) -> Asking:
    """What `lines_of` is told from."""
    since = _since(program, clock.day_in(zone))
    return stages_asked(program, clock.day_span(zone, since, since)[0], clock.now())


def lines_of(
    program: Programme, reach: Reach | None, rows: Sequence[Sequence[int]], *, zone: str = ZONE,
    said: Callable[[int], int] = int,
) -> list[TargetLine]:  # fmt: skip
    """`target_lines` of the rows that `lines_asked` gave. One statement at most."""
    if not program.targets:
        return []
    today = clock.day_in(zone)
    since = _since(program, today)
    before, current = _stood(program, rows, 2)
    lines = {
        each: _line(each, counted=said(counted), before=said(was), since=since, today=today)
        for each, counted, was in zip([each for each in program.targets if each.stage], current, before, strict=True)
    }
    courses = courses_at(program, reach, on=_day_of(program, today))
    return [lines[each] if each.stage else _of_area(each, courses[each], _day_of(program, today)) for each in program.targets]


def _since(program: Programme, today: date) -> date:
    return max(today - LATELY, min(program.begins_on, today))


OF_THIS_AREA = f"""
    select jsonb_agg(jsonb_build_array(p.slug, p.name, p.begins_on, t.indicator, t.by_day, t.wanted, exists (
        select from programs_carrier c where c.program_id = p.id and c.organisation_id = %(organisation)s
    ),
        case t.indicator when 'firsts' then ({FIRSTS_HERE.format(since="p.begins_on")}) else '[]'::jsonb end
    ) order by t.by_day, t.id)::text
    from programs_target t join programs_program p on p.id = t.program_id and p.state = 'open'
    where t.indicator <> ''
      and coalesce(nullif(t.area_code, ''), case when cardinality(p.areas) = 1 then p.areas[1] end) = %(area)s
"""  # noqa: S608  texts are ours


@dataclass(frozen=True)
class Wanted:
    """What a programme that runs wants of an area; `is_ours`: the reader's organisation carries it."""

    slug: str
    name: str
    is_ours: bool
    line: TargetLine


def wanted_of(answer: str | None, course: Callable[[str, date, Came], Course]) -> list[Wanted]:
    """The answer to `OF_THIS_AREA`, with where each target stands: `course(figure, since, came)`."""
    today, told = clock.day_in(ZONE), list[Wanted]()
    for slug, name, begins, indicator, by_day, wanted, is_ours, came in json.loads(answer or "[]"):
        target = KnownTarget("", indicator, "", "", date.fromisoformat(by_day), wanted)
        there = course(indicator, date.fromisoformat(begins), came or [])
        told.append(Wanted(slug, name, is_ours, _of_area(target, there, today)))
    return told


def place_of(program: Programme, target: KnownTarget) -> str | None:
    """The area that a target is for; None: several together."""
    return target.area_code or (program.areas[0].code if len(program.areas) == 1 else None)


def courses_at(program: Programme, reach: Reach | None, *, on: date) -> dict[KnownTarget, Course]:
    """How each figure of an area went that is a target, up to a day. One statement at most."""
    targets = [each for each in program.targets if each.indicator]
    whole = tuple(each.code for each in program.areas)
    aims = [Aim(each.indicator, (each.area_code,) if each.area_code else whole, program.begins_on) for each in targets]
    return dict(zip(targets, courses_of(aims, reach, on=on), strict=True)) if aims else {}


def targets_at(program: Programme, at: datetime) -> dict[KnownTarget, int]:
    """How many businesses stood at each target's stage at a moment. One statement."""
    stages = [each for each in program.targets if each.stage]
    return dict(zip(stages, _stood(program, fetch(*stages_asked(program, at)), 1)[0], strict=True)) if stages else {}


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


def stages_asked(program: Programme, *moments: datetime) -> Asking:
    """At which of these moments how many of each target's businesses stood at its stage: of the events of a stage by then the
    newest holds, which is the one with the greatest number."""
    targets = [each for each in program.targets if each.stage]
    return STOOD, {
        "moments": list(moments),
        "stages": [each.stage for each in targets],
        "areas": [f"{each.area_code}%" for each in targets],
        "program": program.id,
    }


def _stood(program: Programme, rows: Sequence[Sequence[int]], moments: int) -> list[list[int]]:
    """By moment, then by target for a stage."""
    found = {(nth, place): many for nth, place, many in rows}
    stages = sum(bool(each.stage) for each in program.targets)
    return [[found.get((nth, place), 0) for place in range(1, stages + 1)] for nth in range(1, moments + 1)]
