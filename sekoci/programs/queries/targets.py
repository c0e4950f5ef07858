"""Where the targets of a programme stand, where they stood four weeks ago, and how they went.

A stage is counted from the events of those who take part: inside `within_reach` the officer's areas alone count; across
businesses, all of them. A figure of an area is read from `indicators`, as the reader may see it there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sekoci.indicators.pages import FIRSTS_HERE, Aim, Came, Course, courses_of
from sekoci.kit import clock
from sekoci.kit.sql import Asking, fetch_together
from sekoci.programs.queries.programs import KnownTarget, Programme
from sekoci.programs.rules import EVERYBODY, FEWEST_DAYS, LATELY, Said, Stands, TargetLine, exactly, outlook
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"


STEPS = """
    with wanted as (
        select * from unnest(%(stages)s::text[], %(areas)s::text[]) with ordinality wanted (stage, area, place)
    ), moved as (
        select stage, area_code, day, sum(step) as step from (
            select v.stage, e.area_code, (max(v.since) over told at time zone %(zone)s)::date as day,
                case when v.is_reached then 1 else -1 end as step,
                v.is_reached <> lag(v.is_reached, 1, false) over told as is_new
            from programs_enrolment e join programs_stageevent v on v.enrolment_id = e.id
            where e.program_id = %(program)s and e.state = 'chosen' and v.stage = any(%(stages)s::text[])
            window told as (partition by v.enrolment_id, v.stage order by v.id)
        ) each where is_new group by 1, 2, 3
    )
    select wanted.place, moved.day, sum(moved.step)::int
    from wanted join moved on moved.stage = wanted.stage and moved.area_code like wanted.area group by 1, 2
    union all
    select wanted.place, null, sum(part.many)::int from wanted join (
        select area_code, count(*) as many from programs_enrolment where program_id = %(program)s and state = 'chosen' group by 1
    ) part on part.area_code like wanted.area group by 1
    order by 1, 2
"""
"""By target for a stage and day, by how many more stood there; without a day, how many take part. What was noted late counts
from the day that it tells of, but never before what was known already of the same business."""
Steps = Sequence[tuple[int, str | None, int]]


def target_lines(program: Programme, reach: Reach | None, *, said: Said = exactly) -> list[TargetLine]:
    """Each target's count now and week by week over the last four (or since the programme began), from the events. Two statements
    at most.

    `said`: how each count of those who take part is told (`queries.outside` to those outside); `reach`: whose eyes read the
    figures of areas, None: anybody's. Of those there is a number at each month's end: their pace is that since one two weeks ago
    or more.
    """
    has_stages = any(each.stage for each in program.targets)
    rows = fetch_together(steps_asked(program))[0] if has_stages else []
    return lines_of(program, reach, rows, said=said)


def steps_asked(program: Programme) -> Asking:
    """What `lines_of` and `weeks_of` are told from."""
    targets = [each for each in program.targets if each.stage]
    return STEPS, {
        "stages": [each.stage for each in targets],
        "areas": [f"{each.area_code}%" for each in targets],
        "program": program.id,
        "zone": ZONE,
    }


def lines_of(program: Programme, reach: Reach | None, rows: Steps, *, said: Said = exactly) -> list[TargetLine]:
    """`target_lines` of the rows that `steps_asked` gave. One statement at most."""
    if not program.targets:
        return []
    today = clock.day_in(ZONE)
    stands = _stands(program.state, program.begins_on, program.ends_on, today)
    courses = courses_at(program, reach, on=_day_of(program, today))
    lines = []
    for place, target in _placed(program):
        if place:
            area, stage = target.area_code, target.stage
            readings = [(day, said(many, area, stage)) for day, many in _readings(rows, place, _since(program, today), today)]
            most = said(sum(many for at, day, many in rows if at == place and day is None), area, EVERYBODY)
            lines.append(_line(target, readings, today=today, stands=stands, most=most))
        else:
            lines.append(_of_area(target, courses[target], _day_of(program, today), stands))
    return lines


def weeks_of(program: Programme, rows: Steps) -> list[list[tuple[date, int]]]:
    """Of each target for a stage, how many stood there at the end of each week (its Monday) since the programme began; of others
    nothing. Of the rows that `steps_asked` gave; the newest week's count is today's."""
    today = clock.day_in(ZONE)
    first = min(program.begins_on, today)
    mondays = [first - timedelta(days=first.weekday() - 7 * week) for week in range((today - first).days // 7 + 2)]
    weeks = [each for each in mondays if each <= today]
    return [
        list(zip(weeks, _counts(rows, place, [each + timedelta(days=7) for each in weeks]), strict=True)) if place else []
        for place, _target in _placed(program)
    ]


def _placed(program: Programme) -> list[tuple[int, KnownTarget]]:
    """Each target with the place that its rows have; 0 of a figure of an area, which has none."""
    stages = [each for each in program.targets if each.stage]
    return [(stages.index(each) + 1 if each.stage else 0, each) for each in program.targets]


def _readings(rows: Steps, place: int, since: date, today: date) -> list[tuple[date, int]]:
    """How many stood there as `since` began, then each week, and now; a first week that is no whole one goes with the next."""
    weeks = [today - timedelta(weeks=back) for back in (3, 2, 1)]
    days = [since, *(each for each in weeks if each - timedelta(weeks=1) >= since)]
    return list(zip([*days, today], _counts(rows, place, [*days, today + timedelta(days=1)]), strict=True))


def _counts(rows: Steps, place: int, days: Sequence[date]) -> list[int]:
    """How many stood there as each day began; what is dated ahead counts as of today."""
    today = clock.day_in(ZONE).isoformat()
    steps = [(min(day, today), step) for at, day, step in rows if at == place and day is not None]
    return [sum(step for day, step in steps if day < each.isoformat()) for each in days]


def _since(program: Programme, today: date) -> date:
    return max(today - LATELY, min(program.begins_on, today))


def _stands(state: str, begins: date, ends: date, today: date) -> Stands:
    if state == "closed" or ends < today:
        return "over"
    return "before" if state == "draft" or begins > today else "running"


OF_THIS_AREA = f"""
    select jsonb_agg(jsonb_build_array(p.slug, p.name, p.begins_on, p.ends_on, t.indicator, t.by_day, t.wanted, exists (
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
    for slug, name, begins, ends, indicator, by_day, wanted, is_ours, came in json.loads(answer or "[]"):
        target = KnownTarget("", indicator, "", "", date.fromisoformat(by_day), wanted)
        first, last = date.fromisoformat(begins), date.fromisoformat(ends)
        there = course(indicator, first, came or [])
        told.append(Wanted(slug, name, is_ours, _of_area(target, there, today, _stands("open", first, last, today))))
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
    """How many businesses stood at each target's stage when the day of a moment, or the one that it ends, was over. One
    statement."""
    if not any(each.stage for each in program.targets):
        return {}
    rows, after = fetch_together(steps_asked(program))[0], clock.day_in(ZONE, at - timedelta(seconds=1)) + timedelta(days=1)
    return {target: _counts(rows, place, [after])[0] for place, target in _placed(program) if place}


def _day_of(program: Programme, today: date) -> date:
    """Today; of a programme that is closed, the day it was."""
    return min(today, clock.day_in(ZONE, program.closed_at)) if program.closed_at else today


def _of_area(target: KnownTarget, course: Course, today: date, stands: Stands) -> TargetLine:
    if not course.points:
        return TargetLine(target.aim, target.area, target.wanted, target.by_day, None, today, is_hidden=course.is_hidden)
    *earlier, newest = course.points
    long_ago = [point for point in earlier if point[0] <= today - timedelta(days=FEWEST_DAYS)]
    readings = [*long_ago[-2:], newest] if long_ago else [(earlier or [newest])[0], newest]
    return _line(target, readings[-2:], today=today, stands=stands, sooner=_gains(readings[:-1]), points=course.points)


def _line(
    target: KnownTarget, readings: Sequence[tuple[date, int]], *, today: date, stands: Stands, most: int | None = None,
    sooner: Sequence[int] = (), points: tuple[tuple[date, int], ...] = (),
) -> TargetLine:  # fmt: skip
    """Of its readings, the newest last; its pace is that since the first of them. `sooner`: what came before that, which tells
    whether what came since is nothing new."""
    (since, before), (_newest, counted) = readings[0], readings[-1]
    gains = _gains(readings)
    there = outlook(
        wanted=target.wanted, by_day=target.by_day, counted=counted, before=before, since=since, today=today,
        gains=[*(max(0, min(each, *gains)) for each in sooner), *gains], most=most, stands=stands,
    )  # fmt: skip
    return TargetLine(target.aim, target.area, target.wanted, target.by_day, there, since, points)


def _gains(readings: Sequence[tuple[date, int]]) -> list[int]:
    return [after - before for (_, before), (_, after) in pairwise(readings)]
