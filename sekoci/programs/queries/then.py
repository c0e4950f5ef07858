"""How many businesses of a programme stand at each stage now, or stood at a moment that is over, which the events tell.

Then are counted those that take part today and had come, by what is known today: a list that came later and says what was then
counts. Inside `within_reach` the officer's areas alone count.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sekoci.kit.sql import Asking, fetch
from sekoci.programs.queries.funnel import WIDTHS, Funnel, Part, Step
from sekoci.programs.queries.programs import Programme

NOW = """
    select 0, g.state, g.code, g.cohort_id, s.stage, s.count, s.gone from (
        select e.state, left(e.area_code, %(width)s) as code, e.cohort_id, array[count(*), {reached}] as there,
            array[0, {lost}] as gone
        from programs_enrolment e where e.program_id = %(program)s and e.state in ('chosen', 'applied', 'waiting')
            and e.area_code like %(area)s and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)
        group by 1, 2, 3
    ) g cross join lateral unnest(%(stages)s::text[], g.there, g.gone) s (stage, count, gone)
"""
THEN = """
    with came as (
        select m.nth, m.at, e.id, e.state, left(e.area_code, %(width)s) as code, e.cohort_id
        from unnest(%(moments)s::timestamptz[]) with ordinality m (at, nth)
        join programs_enrolment e on e.program_id = %(program)s and e.state = 'chosen' and e.came_at < m.at
            and e.area_code like %(area)s and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)
    ), stood as (
        select came.nth, came.id, came.state, came.code, came.cohort_id, v.stage,
            max(v.id * 2 + v.is_reached::int) %% 2 = 1 as holds
        from came join programs_stageevent v on v.enrolment_id = came.id and v.since < came.at group by 1, 2, 3, 4, 5, 6
    )
    select nth, state, code, cohort_id, '', count(*), 0 from came group by 1, 2, 3, 4
    union all
    select nth, state, code, cohort_id, stage, count(*) filter (where holds), count(*) filter (where not holds)
    from stood group by 1, 2, 3, 4, 5
"""
"""Of the events of a stage the newest by then holds: the one with the greatest number, which carries whether it was reached."""
NAMED = (
    "select told.*, coalesce(a.name, '') from ({told}) told (nth, state, code) left join registry_area a on a.code = told.code"
)


@dataclass(frozen=True)
class Then:
    """A programme at a moment: of all, by the areas one level below, by cohort (whoever is in none last)."""

    funnel: Funnel
    areas: list[Part]
    cohorts: list[Part]


def programme_at(
    program: Programme, moments: Sequence[datetime] = (), *, area: str = "", cohort: int | None = None, width: int = 0
) -> list[Then]:
    """At each moment, in their order; without any, now. One statement."""
    rows = fetch(*programme_asked(program, moments, area=area, cohort=cohort, width=width))
    return programme_told(program, rows, len(moments))


def programme_asked(
    program: Programme, moments: Sequence[datetime] = (), *, area: str = "", cohort: int | None = None, width: int = 0
) -> Asking:
    """What `programme_told` tells as `programme_at`."""
    reached, lost = (
        ", ".join(f"count(*) filter (where '{stage}' = any(e.{column}))" for stage in program.stages)
        for column in ("reached", "lost")
    )
    facts = {"program": program.id, "area": f"{area}%", "cohort": cohort, "width": width or WIDTHS.get(len(area), 13)}
    more = {"moments": list(moments)} if moments else {"stages": ["", *program.stages]}
    return NAMED.format(told=THEN if moments else NOW.format(reached=reached, lost=lost)), facts | more


def programme_told(program: Programme, rows: Sequence[tuple[Any, ...]], moments: int) -> list[Then]:
    """Each moment of the rows that `programme_asked` gave."""
    wanted = range(1, moments + 1) if moments else [0]
    return [_then(program, [row[1:] for row in rows if row[0] == nth]) for nth in wanted]


def _then(program: Programme, rows: Sequence[tuple[str, str, int | None, str, int, int, str]]) -> Then:
    """Of rows (state, code, cohort, stage, how many there, how many not any more, name); without a stage: how many take part."""
    places = {stage: place for place, stage in enumerate(("", *program.stages))}
    there, lost = [0] * len(places), [0] * len(places)
    states = {"applied": 0, "waiting": 0}
    areas: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(places))
    cohorts: dict[int | None, list[int]] = defaultdict(lambda: [0] * len(places))
    for state, code, cohort, stage, count, gone, name in rows:
        if state != "chosen":
            states[state] += count if not stage else 0
        elif stage in places:
            place = places[stage]
            there[place], lost[place] = there[place] + count, lost[place] + gone
            areas[code, name][place] += count
            cohorts[cohort][place] += count
    steps = tuple(Step(stage, there[places[stage]], lost[places[stage]], there[0]) for stage in program.stages)
    return Then(
        Funnel(there[0], states["applied"], states["waiting"], steps),
        [Part(code, name, each[0], tuple(each[1:])) for (code, name), each in sorted(areas.items(), key=_by_name)],
        [
            Part(str(number or ""), program.cohorts.get(number or 0, ""), each[0], tuple(each[1:]))
            for number, each in sorted(cohorts.items(), key=lambda item: (item[0] is None, item[0] or 0))
        ],
    )


def _by_name(item: tuple[tuple[str, str], list[int]]) -> tuple[bool, str, str]:
    code, name = item[0]
    return not name, name, code
