"""What was counted of a programme at night, and how its targets went week by week."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sekoci.kit import clock
from sekoci.kit.sql import Asking, fetch, fetch_together
from sekoci.programs.queries.funnel import Part, areas_asked, parts_told
from sekoci.programs.queries.programs import Programme
from sekoci.programs.queries.readings import EDITION
from sekoci.programs.queries.targets import lines_asked, lines_of
from sekoci.programs.queries.then import programme_asked, programme_told
from sekoci.programs.rules import TargetLine
from sekoci.registry.rules import Reach

ZONE = "Asia/Jakarta"
MOVED = """
    select wanted.place, moved.week, sum(moved.step)::int
    from unnest(%(stages)s::text[], %(areas)s::text[]) with ordinality wanted (stage, area, place)
    cross join lateral (
        select date_trunc('week', told.since at time zone %(zone)s)::date as week,
            case when told.is_reached then 1 else -1 end as step
        from (
            select v.since, v.is_reached, lag(v.is_reached, 1, false) over (partition by v.enrolment_id order by v.id) as was
            from programs_stageevent v join programs_enrolment e on e.id = v.enrolment_id
            where e.program_id = %(program)s and e.state = 'chosen' and v.stage = wanted.stage and e.area_code like wanted.area
        ) told where told.is_reached <> told.was
    ) moved
    group by 1, 2 order by 1, 2
"""


READINGS = """
    select kind, facts::text, counted_at from programs_reading where program_id = %(program)s
        and (kind = 'retention' or kind = 'impact' and basis like %(edition)s || ':%%')
"""


@dataclass(frozen=True)
class Measured:
    """`retention` and `impact` as they were counted, and when; None: not yet."""

    retention: dict[str, Any] | None
    impact: dict[str, Any] | None
    counted_at: datetime | None


def measured(program_id: int) -> Measured:
    """One statement. An impact of an older edition is not told: the night counts it anew."""
    return _measured(fetch_together(_readings_asked(program_id))[0])


def _readings_asked(program_id: int) -> Asking:
    return READINGS, {"program": program_id, "edition": EDITION}


def _measured(rows: Sequence[tuple[str, str, str]]) -> Measured:
    facts = {kind: json.loads(told) for kind, told, _at in rows}
    moments = [datetime.fromisoformat(at) for *_, at in rows]
    return Measured(facts.get("retention"), facts.get("impact"), min(moments, default=None))


@dataclass(frozen=True)
class Results:
    """What the page of results shows of a whole programme: `areas` as they stand now, or stood at a moment."""

    measured: Measured
    lines: list[TargetLine]
    weeks: list[list[tuple[date, int]]]
    areas: list[Part]


def results_of(
    program: Programme, reach: Reach, *, said: Callable[[int], int], at: datetime | None = None, width: int
) -> Results:
    """`measured`, `target_lines`, `target_weeks` and the parts of `width` letters, together. Across businesses; two statements
    at most."""
    readings, stood, moved, parts = fetch_together(
        _readings_asked(program.id),
        lines_asked(program),
        _weeks_asked(program),
        programme_asked(program, [at], width=width) if at else areas_asked(program, width=width),
    )
    areas = programme_told(program, parts, 1)[0].areas if at else parts_told(parts)
    return Results(_measured(readings), lines_of(program, reach, stood, said=said), _weeks_told(program, moved), areas)


@dataclass(frozen=True)
class ForPartner:
    """How many take part and stand at each stage, of all and of those on one organisation's own lists, as they were counted."""

    stages: tuple[str, ...]
    all: tuple[int, ...]
    own: tuple[int, ...]
    counted_at: datetime


def for_partner(program_id: int, organisation_id: int) -> ForPartner | None:
    """As it was counted this week; None where this organisation was not counted yet. One statement."""
    rows = fetch(
        "select facts::text, counted_at from programs_reading where program_id = %s and kind = 'partners'"
        " and facts -> 'own' ? %s::text",
        (program_id, str(organisation_id)),
    )
    if not rows:
        return None
    [(text, counted_at)] = rows
    facts = json.loads(text)
    own = facts["own"][str(organisation_id)]
    return ForPartner(tuple(facts["stages"]), tuple(facts["all"]), tuple(own), counted_at)


def target_weeks(program: Programme) -> list[list[tuple[date, int]]]:
    """Of each target for a stage, how many stood there at the end of each week (its Monday) since the programme began; of others
    nothing. One statement.

    The newest week's count is today's, told from the same events as `target_lines`.
    """
    return _weeks_told(program, fetch_together(_weeks_asked(program))[0])


def _weeks_asked(program: Programme) -> Asking:
    stages = [each for each in program.targets if each.stage]
    return MOVED, {
        "program": program.id,
        "zone": ZONE,
        "stages": [each.stage for each in stages],
        "areas": [f"{each.area_code}%" for each in stages],
    }


def _weeks_told(program: Programme, moved: Sequence[tuple[int, str, int]]) -> list[list[tuple[date, int]]]:
    stages = [each for each in program.targets if each.stage]
    rows = [(place, date.fromisoformat(week), step) for place, week, step in moved]
    today = clock.day_in(ZONE)
    weeks = _mondays(min(program.begins_on, today), today)
    told = {
        each: [(week, sum(step for place, at, step in rows if place == number and at <= week)) for week in weeks]
        for number, each in enumerate(stages, 1)
    }
    return [told.get(each, []) for each in program.targets]


def _mondays(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(days=7 * number) for number in range((last - monday).days // 7 + 1)]
