"""A month's numbers for an organisation's DHIS2, as this reader may see them, and the names there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sekoci.exchange.queries.results import ZONE
from sekoci.exchange.rules import Exported, Value, exported, written
from sekoci.indicators.pages import AreaMonth, least_below, month_of_areas
from sekoci.indicators.rules import indicators
from sekoci.kit.clock import day_in, day_span, now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.queries import Programme, program_for, programs_of
from sekoci.programs.queries.outside import outside
from sekoci.programs.queries.targets import courses_at, place_of, targets_at
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rules import Reach

OUTLETS = "outlets"
PARTS = ("numerator", "denominator")
"""Of a share: what DHIS2 needs to compute it for areas and months of its own."""


@dataclass(frozen=True)
class Element:
    """A number that can be exported: `name` is (Indonesian, English), `part` which of the two counts of a share; of a programme's
    target the programme and what it is for (a stage, or `area:` and a figure)."""

    code: str
    name: tuple[str, str]
    program: str = ""
    stage: str = ""
    is_wanted: bool = False
    part: str = ""


def elements_of(reach: Reach) -> list[Element]:
    """The indicators, and each target of the programmes that the organisation carries. Inside `within_reach`."""
    found = [Element(OUTLETS, ("Semua usaha", "All businesses"))]
    for each in indicators():
        found.append(Element(each.code, each.name))
        found += [Element(f"{each.code}/{part}", each.name, part=part) for part in PARTS if each.is_quotient]
    for program in _programs(reach):
        for stage in dict.fromkeys(target.aim for target in program.targets):
            for is_wanted in (False, True):
                code = element_of(program.slug, stage, is_wanted=is_wanted)
                found.append(Element(code, ("", ""), program.name, stage, is_wanted))
    return found


def element_of(program: str, stage: str, *, is_wanted: bool = False) -> str:
    return f"program/{program}/{stage}" + ("/target" if is_wanted else "")


def names_of(reach: Reach, kind: str) -> dict[str, str]:
    """Ours -> UID. Inside `within_reach`."""
    rows = fetch(
        "select ours, uid from exchange_dhis2name where organisation_id = %s and kind = %s order by ours",
        (reach.organisation_id, kind),
    )
    return dict(rows)


def numbers_of(reach: Reach, *, month: date, area: str = "", level: int = 2) -> Exported:
    """The numbers of an area and of those below it down to `level` (1 provinces, 2 regencies, 3 districts), and of programmes."""
    with within_reach(reach):
        units, elements = names_of(reach, "unit"), names_of(reach, "element")
        values = [*_of_areas(reach, month, area, level), *_of_programs(reach, month, area)]
    is_outside = not (reach.role == "officer" and reach.covers(area))
    return exported(values, month=month, units=units, elements=elements, is_outside=is_outside)


def _of_areas(reach: Reach, month: date, area: str, level: int) -> list[Value]:
    seen = month_of_areas(month, reach, inside=area, level=level)
    return [value for code, each in seen.items() for value in _readings(code, each)]


def _readings(area: str, month: AreaMonth) -> Iterator[Value]:
    """Of rounded figures no quotient of few, and whole percents."""
    figures = month.figures
    if OUTLETS in figures:
        yield Value(OUTLETS, area, str(figures[OUTLETS]))
    for each in indicators():
        number = each.of(figures, least=least_below(month.is_exact))
        if number is not None:
            told_as = number if month.is_exact or not each.denominator else round(number)
            yield Value(each.code, area, written(told_as, each.unit))
            if each.is_quotient:
                for part, term in zip(PARTS, each.terms(figures), strict=True):
                    yield Value(f"{each.code}/{part}", area, str(term), is_beside=True)


def _of_programs(reach: Reach, month: date, area: str) -> Iterator[Value]:
    """Targets and how many stood there at the month's end: rounded down to fives where the reader may not see the businesses, of
    an area's figure as its page shows it."""
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    moment = min(now(), day_span(ZONE, after, after)[0])
    for program in _programs(reach):
        told = outside(program)
        seen, courses = targets_at(program, moment), courses_at(program, reach, on=day_in(ZONE, moment - timedelta(seconds=1)))
        with across_businesses():
            everybody = targets_at(program, moment)
        for target in program.targets:
            place = place_of(program, target) or ""
            if not place.startswith(area):
                continue
            if target.stage:
                may = reach.role == "officer" and reach.covers(place)
                yield Value(
                    element_of(program.slug, target.aim),
                    place,
                    str(seen[target] if may else told(everybody[target], target.area_code, target.stage)),
                )
            elif points := courses[target].points:
                yield Value(element_of(program.slug, target.aim), place, str(points[-1][1]))
            yield Value(element_of(program.slug, target.aim, is_wanted=True), place, str(target.wanted))


def _programs(reach: Reach) -> Sequence[Programme]:
    found = (program_for(each.slug, reach) for each in programs_of(reach))
    return [program for program in found if program and program.targets]
