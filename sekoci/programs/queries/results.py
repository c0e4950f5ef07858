"""What was counted of a programme at night, and how its targets went week by week."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sekoci.kit import clock
from sekoci.kit.sql import Asking, fetch, fetch_together
from sekoci.programs.queries.funnel import Part, areas_asked, parts_told
from sekoci.programs.queries.programs import Programme
from sekoci.programs.queries.readings import EDITION
from sekoci.programs.queries.targets import ZONE, lines_of, steps_asked, weeks_of
from sekoci.programs.queries.then import programme_asked, programme_told
from sekoci.programs.rules import Said, TargetLine
from sekoci.registry.rules import Reach
from sekoci.registry.rules.weekly import next_count

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


def results_of(program: Programme, reach: Reach, *, said: Said, at: datetime | None = None, width: int) -> Results:
    """`measured`, `target_lines`, `target_weeks` and the parts of `width` letters, together. Across businesses; two statements
    at most."""
    readings, steps, parts = fetch_together(
        _readings_asked(program.id),
        steps_asked(program),
        programme_asked(program, [at], width=width) if at else areas_asked(program, width=width),
    )
    areas = programme_told(program, parts, 1)[0].areas if at else parts_told(parts)
    return Results(_measured(readings), lines_of(program, reach, steps, said=said), weeks_of(program, steps), areas)


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


def first_count_on(program: Programme) -> date | None:
    """The day on which an organisation that was not counted yet is counted first; None: never, the programme does not run. One
    statement."""
    if program.state != "open":
        return None
    rows = fetch("select facts ->> 'week' from programs_reading where program_id = %s and kind = 'partners'", (program.id,))
    return next_count(clock.day_in(ZONE), date.fromisoformat(rows[0][0]) if rows else None)


def target_weeks(program: Programme) -> list[list[tuple[date, int]]]:
    """`weeks_of`, asked alone. One statement."""
    return weeks_of(program, fetch_together(steps_asked(program))[0])
