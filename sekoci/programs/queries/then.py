"""How many businesses of a programme stand at each stage now, or stood at a moment that is over, which the events tell.

Then are counted those that take part today and had come, by what is known today: a list that came later and says what was then
counts. Inside `within_reach` the officer's areas alone count.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.sql import fetch
from sekoci.programs.queries.funnel import WIDTHS, Funnel, Part, Step
from sekoci.programs.queries.programs import Programme

THEN = """
    with told as (
        select 0 as nth, left(e.area_code, %(width)s) as code, e.cohort_id, e.state, e.reached, e.lost
        from programs_enrolment e where %(now)s and e.program_id = %(program)s and e.state in ('chosen', 'applied', 'waiting')
            and e.area_code like %(area)s and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)
        union all
        select m.nth, left(e.area_code, %(width)s), e.cohort_id, e.state, stood.reached, stood.lost
        from unnest(%(moments)s::timestamptz[]) with ordinality m (at, nth)
        join programs_enrolment e on e.program_id = %(program)s and e.state = 'chosen' and e.came_at < m.at
            and e.area_code like %(area)s and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)
        cross join lateral (
            select coalesce(array_agg(stage) filter (where is_reached), '{{}}') as reached,
                coalesce(array_agg(stage) filter (where not is_reached), '{{}}') as lost
            from (
                select distinct on (v.stage) v.stage, v.is_reached from programs_stageevent v
                where v.enrolment_id = e.id and v.since < m.at order by v.stage, v.id desc
            ) newest
        ) stood
    )
    select t.nth, t.state, t.code, coalesce(a.name, ''), t.cohort_id, count(*), array[{reached}]::bigint[],
        array[{lost}]::bigint[]
    from told t left join registry_area a on a.code = t.code group by 1, 2, 3, 4, 5
"""


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
    reached, lost = (
        ", ".join(f"count(*) filter (where '{stage}' = any(t.{column}))" for stage in program.stages)
        for column in ("reached", "lost")
    )
    rows = fetch(
        THEN.format(reached=reached, lost=lost),
        {
            "moments": list(moments), "now": not moments, "program": program.id, "area": f"{area}%", "cohort": cohort,
            "width": width or WIDTHS.get(len(area), 13),
        },
    )  # fmt: skip
    wanted = range(1, len(moments) + 1) if moments else [0]
    return [_then(program, [row[1:] for row in rows if row[0] == nth]) for nth in wanted]


def _then(program: Programme, rows: Sequence[tuple[str, str, str, int | None, int, list[int], list[int]]]) -> Then:
    none = [0] * len(program.stages)
    everybody, there, lost = 0, none, none
    areas: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, *none])
    cohorts: dict[int | None, list[int]] = defaultdict(lambda: [0, *none])
    states = {"applied": 0, "waiting": 0}
    for state, code, name, cohort, count, reached, gone in rows:
        if state != "chosen":
            states[state] += count
            continue
        everybody, there, lost = everybody + count, _sum(there, reached), _sum(lost, gone)
        areas[code, name] = _sum(areas[code, name], [count, *reached])
        cohorts[cohort] = _sum(cohorts[cohort], [count, *reached])
    steps = tuple(Step(*each, everybody) for each in zip(program.stages, there, lost, strict=True))
    return Then(
        Funnel(everybody, states["applied"], states["waiting"], steps),
        [Part(code, name, each[0], tuple(each[1:])) for (code, name), each in sorted(areas.items(), key=_by_name)],
        [
            Part(str(number or ""), program.cohorts.get(number or 0, ""), each[0], tuple(each[1:]))
            for number, each in sorted(cohorts.items(), key=lambda item: (item[0] is None, item[0] or 0))
        ],
    )


def _by_name(item: tuple[tuple[str, str], list[int]]) -> tuple[bool, str, str]:
    code, name = item[0]
    return not name, name, code


def _sum(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]
