"""How what somebody set a target for went: the very figure that the page of an area shows, as this reader may see it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from sekoci.indicators.board import Board, months_to
from sekoci.indicators.hiding import Hidden, hidden_areas, known_inside
from sekoci.indicators.queries.areas import Figures, Stored, level_of, month_end, stored_stock
from sekoci.indicators.rules import AIMS, COUNTED_OUTSIDE, LOWEST_LEVEL, ZONE
from sekoci.kit.clock import day_in
from sekoci.registry.rules import Reach

FIRSTS = """
    select jsonb_agg(jsonb_build_array(told.place, told.at, told.firsts) order by told.place, told.at)::text from (
        select aim.place, day.at, coalesce(sum(f.firsts), 0)::bigint as firsts
        from unnest(%(places)s::int[], %(aim_levels)s::smallint[], %(aim_codes)s::text[], %(since)s::date[])
            aim (place, level, code, since)
        join unnest(%(days)s::date[]) day (at) on day.at >= aim.since
        left join indicators_flow f on f.level = aim.level and f.way = '' and f.area_code = aim.code
            and f.day between aim.since and day.at
        group by 1, 2
    ) told
"""
FIRSTS_HERE = """
    select jsonb_agg(jsonb_build_array(day.at, (
        select coalesce(sum(f.firsts), 0)::bigint from indicators_flow f where f.level = %(area_level)s and f.way = ''
            and f.area_code = %(area)s and f.day between {since} and day.at
    )) order by day.at) from unnest(%(days)s::date[]) day (at) where day.at >= {since}
"""
"""What came of the figure `firsts` to the area of a page, since a day that the asking statement has."""


@dataclass(frozen=True)
class Aim:
    """A figure of `rules.AIMS`, in areas of which none lies in another, together; `since`: from when a flow is added up."""

    figure: str
    areas: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class Course:
    """What there was on which day, the oldest first: at the ends of months, and on the last day that was counted.

    No points: nothing is counted yet, or (`is_hidden`) this reader is not shown it.
    """

    points: tuple[tuple[date, int], ...]
    is_hidden: bool = False


def courses_of(aims: Sequence[Aim], reach: Reach | None, *, on: date) -> list[Course]:
    """Of each, the last year up to a day. One statement at most; `reach` None: anybody.

    Inside the reader's areas the figure itself; elsewhere what the area's page shows of each area, added up, so that nothing is
    told that the pages do not tell; not shown where one of the areas is not.
    """
    stocks = [each for each in aims if AIMS[each.figure] == "stock"]
    flows = list(dict.fromkeys(each for each in aims if AIMS[each.figure] == "flow"))
    mine = [each for each in flows if all(_may(reach, code) for code in each.areas)]
    found = dict.fromkeys(flows, Course((), is_hidden=True))
    if stocks or mine:
        codes = sorted({code for each in stocks for code in each.areas if _is_counted(code)})
        months = months_to(on.replace(day=1)) if stocks else []
        stored, came = stored_stock(codes, months, known_inside(reach), also=(FIRSTS, _asked(mine, on)))
        found |= _stocks(stocks, stored, reach, on) | _flows(mine, json.loads(came or "[]"), on)
    return [found[each] for each in aims]


def _asked(aims: Sequence[Aim], on: date) -> dict[str, Any]:
    rows = [(place, code, each.since) for place, each in enumerate(aims) for code in each.areas]
    return {
        "places": [place for place, _, _ in rows], "aim_codes": [code for _, code, _ in rows],
        "aim_levels": [level_of(code) for _, code, _ in rows], "since": [since for _, _, since in rows], "days": _days_to(on),
    }  # fmt: skip


def _days_to(on: date) -> list[date]:
    """Those of which a flow is told: the ends of months, and the last one."""
    return [*(month_end(month) for month in months_to(on.replace(day=1))[:-1]), on]


def _stocks(aims: Sequence[Aim], stored: Stored, reach: Reach | None, on: date) -> dict[Aim, Course]:
    months = months_to(on.replace(day=1))
    closed = any(not _may(reach, code) for each in aims for code in each.areas)
    told: dict[Aim, list[tuple[date, int | None]]] = {each: [] for each in aims}
    for month in months:
        counted = stored.stock[month]
        if "" not in counted:
            continue
        hidden = hidden_areas(stored, month, reach) if closed else Hidden()
        day = (counted[""].told_on if closed else None) or counted[""].counted_on
        for aim in told:
            values = [
                figures.get(aim.figure, 0) if _may(reach, code) else _told_outside(hidden, figures, code, aim.figure)
                for code in aim.areas
                for figures in [counted[code].figures if code in counted else {aim.figure: 0}]
            ]
            seen = [each for each in values if each is not None]
            told[aim].append((min(day, on), sum(seen) if len(seen) == len(values) else None))
    return {aim: _course(points, is_counted=all(map(_is_counted, aim.areas))) for aim, points in told.items()}


def _told_outside(hidden: Hidden, figures: Figures, code: str, figure: str) -> int | None:
    """None: not shown; few look like none."""
    is_told = figure in COUNTED_OUTSIDE and not hidden.covers([code])
    return hidden.seen(figures, [code], may=False).get(figure, 0) if is_told else None


def _course(points: Sequence[tuple[date, int | None]], *, is_counted: bool) -> Course:
    """Hidden today is hidden altogether."""
    if not points or not is_counted:
        return Course(())
    shown = tuple((day, value) for day, value in points if value is not None)
    return Course((), is_hidden=True) if points[-1][1] is None else Course(shown)


def _flows(aims: Sequence[Aim], came: Sequence[tuple[int, str, int]], on: date) -> dict[Aim, Course]:
    """None of them is among `rules.OPEN`: they are shown to those who may see the businesses."""
    return {
        each: _flow(each, [(date.fromisoformat(day), many) for at, day, many in came if at == place], on)
        for place, each in enumerate(aims)
    }


def _flow(aim: Aim, came: Sequence[tuple[date, int]], on: date) -> Course:
    begin = [(aim.since, 0)] if aim.since not in dict(came) and aim.since < on else []
    return Course((*begin, *came)) if all(map(_is_counted, aim.areas)) else Course(())


def _may(reach: Reach | None, code: str) -> bool:
    return reach is not None and reach.role == "officer" and reach.covers(code)


def _is_counted(code: str) -> bool:
    return level_of(code) <= LOWEST_LEVEL


Came = Sequence[tuple[str, int]]
CourseOf = Callable[[str, date, Came], Course]
Telling = Callable[[Any, CourseOf, Reach | None], Sequence[SafeString]]
_telling: list[tuple[str, Telling]] = []


def shows_targets(asks: str) -> Callable[[Telling], Telling]:
    """How a part above shows the targets that it set for an area on the area's page: `asks` is one value in SQL, of the area
    `%(area)s` and the reader's organisation `%(organisation)s`, asked together with the page's own; `tell(value, course, reach)`,
    where `course(figure, since, came)` tells how a figure went there; `came`: of `firsts`, the answer to `FIRSTS_HERE`."""

    def keep(tell: Telling) -> Telling:
        _telling.append((asks, tell))
        return tell

    return keep


def asked_of_targets() -> list[str]:
    return [asks for asks, _ in _telling]


def facts_of_targets(area: str, reach: Reach | None) -> dict[str, Any]:
    """What they are asked of."""
    organisation = reach.organisation_id if reach else None
    return {"organisation": organisation, "area_level": level_of(area), "days": _days_to(day_in(ZONE))}


def targets_on(shown: Board, answers: Sequence[Any], reach: Reach | None) -> list[SafeString]:
    """On the page of the running month, on today's map. No statement."""
    area, today = shown.wish.area, day_in(ZONE)
    if not shown.is_running or shown.codes != (area,):
        return []

    def course(figure: str, since: date, came: Came) -> Course:
        if AIMS[figure] == "flow":
            told = [(date.fromisoformat(day), many) for day, many in came]
            return _flow(Aim(figure, (area,), since), told, today) if _may(reach, area) else Course((), is_hidden=True)
        values = [
            (shown.days[month], figures.get(figure, 0 if shown.is_open else None))
            for month, figures in shown.months
            if month in shown.days
        ]
        return _course(values, is_counted=True)

    return [each for (_, tell), answer in zip(_telling, answers, strict=True) for each in tell(answer, course, reach)]
