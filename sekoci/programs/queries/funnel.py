"""How many businesses of a programme stand at each stage: of all, by cohort, and by area.

Inside `within_reach` the officer's areas alone count; across businesses, all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sekoci.kit.sql import Asking, fetch
from sekoci.programs.queries.programs import Programme
from sekoci.programs.rules import percent_of

WIDTHS = {0: 2, 2: 5, 5: 8, 8: 13}
"""How long an area's code is one level below one of this length."""
CHOSEN = """
    from programs_enrolment e where e.program_id = %(program)s and e.state = 'chosen'
      and e.area_code like %(area)s and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)
"""


def parts_of(areas: Sequence[str]) -> int:
    """How long the codes are of the parts that a programme in these areas is told by: one level below its only area, or where
    it has several, as long as the shortest of them."""
    return WIDTHS.get(len(areas[0]), 13) if len(areas) == 1 else max(2, min(map(len, areas)))


def whole_of(program: Programme) -> str:
    """The smallest area that all areas of the programme lie in, down to a regency: the one that its map is of."""
    codes = [each.code for each in program.areas]
    return next((codes[0][:long] for long in (5, 2) if len({code[:long] for code in codes}) == 1 and len(codes[0]) >= long), "")


@dataclass(frozen=True)
class Step:
    """A stage: how many stand there, and how many had reached it and do not now."""

    stage: str
    count: int
    lost: int
    all: int

    @property
    def percent(self) -> int:
        return percent_of(self.count, self.all)


@dataclass(frozen=True)
class Part:
    """An area one level below, or a cohort: how many businesses take part, and how many stand at each stage."""

    code: str
    name: str
    all: int
    stages: tuple[int, ...]


@dataclass(frozen=True)
class Funnel:
    all: int
    applied: int
    waiting: int
    steps: tuple[Step, ...]


def funnel_of(program: Programme, *, area: str = "", cohort: int | None = None) -> Funnel:
    """One statement."""
    counted = ", ".join(
        f"count(*) filter (where e.state = 'chosen' and '{stage}' = any(e.{column}))"
        for stage in program.stages
        for column in ("reached", "lost")
    )
    [row] = fetch(
        f"select count(*) filter (where e.state = 'chosen'), count(*) filter (where e.state = 'applied'),"  # noqa: S608  ours
        f" count(*) filter (where e.state = 'waiting'), {counted} from programs_enrolment e"
        " where e.program_id = %(program)s and e.area_code like %(area)s"
        " and (%(cohort)s::bigint is null or e.cohort_id = %(cohort)s)",
        _values(program, area, cohort),
    )
    everybody, applied, waiting, *counts = row
    pairs = zip(program.stages, counts[::2], counts[1::2], strict=True)
    return Funnel(everybody, applied, waiting, tuple(Step(stage, there, lost, everybody) for stage, there, lost in pairs))


def by_area(program: Programme, *, area: str = "", cohort: int | None = None, width: int = 0) -> list[Part]:
    """The areas one level below `area` (villages are the lowest), or of `width` letters of code, by name. One statement."""
    return parts_told(fetch(*areas_asked(program, area=area, cohort=cohort, width=width)))


def areas_asked(program: Programme, *, area: str = "", cohort: int | None = None, width: int = 0) -> Asking:
    """What `parts_told` tells as `by_area`."""
    width = width or WIDTHS.get(len(area), 13)
    statement = f"""
        select part.code, coalesce(a.name, ''), part.counts from (
            select left(e.area_code, {width}) as code, array[count(*), {_each(program)}] as counts {CHOSEN} group by 1
        ) part left join registry_area a on a.code = part.code order by a.name nulls last, part.code
    """  # noqa: S608  texts are ours
    return statement, _values(program, area, cohort)


def parts_told(rows: Sequence[tuple[str, str, Sequence[int]]]) -> list[Part]:
    """The areas of the rows that `areas_asked` gave."""
    return [Part(code, name, counts[0], tuple(counts[1:])) for code, name, counts in rows]


def contribution(program_id: int, stages: Sequence[str], organisation_id: int) -> tuple[list[int], list[int]]:
    """How many take part and stand at each stage: of all, and of those on an organisation's own lists. Across businesses."""
    each = ", ".join(f"count(*) filter (where {{0}} and '{stage}' = any(e.reached))" for stage in stages)
    [counts] = fetch(
        f"""
        select count(*), {each.format("true")}, count(*) filter (where own), {each.format("own")}
        from programs_enrolment e cross join lateral (select exists (
            select from registry_listrow r where r.outlet_id = e.outlet_id and r.organisation_id = %s and r.gone_at is null
        ) as own) mine where e.program_id = %s and e.state = 'chosen'
        """,  # noqa: S608  texts are ours
        (organisation_id, program_id),
    )
    half = len(counts) // 2
    return list(counts[:half]), list(counts[half:])


def _each(program: Programme) -> str:
    return ", ".join(f"count(*) filter (where '{stage}' = any(e.reached))" for stage in program.stages)


def _values(program: Programme, area: str, cohort: int | None) -> dict[str, object]:
    return {"program": program.id, "area": f"{area}%", "cohort": cohort}
