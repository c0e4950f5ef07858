"""How what somebody set a target for went: the very figure that the page of an area shows, as this reader may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from sekoci.indicators.board import Board, months_to
from sekoci.indicators.hiding import hidden_areas, known_inside, open_only
from sekoci.indicators.queries.areas import level_of, month_end, stored_stock
from sekoci.indicators.rules import AIMS, LOWEST_LEVEL, ZONE
from sekoci.kit.clock import day_in
from sekoci.kit.sql import fetch
from sekoci.registry.rules import Reach

FIRSTS = """
    select aim.place, day.at, coalesce(sum(f.firsts), 0)::bigint
    from unnest(%(places)s::int[], %(levels)s::smallint[], %(codes)s::text[], %(since)s::date[]) aim (place, level, code, since)
    join unnest(%(days)s::date[]) day (at) on day.at >= aim.since
    left join indicators_flow f on f.level = aim.level and f.way = '' and f.area_code = aim.code
        and f.day between aim.since and day.at
    group by 1, 2 order by 1, 2
"""


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
    """Of each, the last year up to a day. Two statements at most; `reach` None: anybody.

    Inside the reader's areas the figure itself; elsewhere what the area's page shows of each area, added up, so that nothing is
    told that the pages do not tell; not shown where one of the areas is not.
    """
    stocks = _stocks([each for each in aims if AIMS[each.figure] == "stock"], reach, on)
    flows = _flows([each for each in aims if AIMS[each.figure] == "flow"], reach, on)
    return [(stocks if AIMS[each.figure] == "stock" else flows)[each] for each in aims]


def _stocks(aims: Sequence[Aim], reach: Reach | None, on: date) -> dict[Aim, Course]:
    if not aims:
        return {}
    months, known = months_to(on.replace(day=1)), known_inside(reach)
    stored = stored_stock(sorted({code for each in aims for code in each.areas if _is_counted(code)}), months, known)
    closed = any(not _may(reach, code) for each in aims for code in each.areas)
    told: dict[Aim, list[tuple[date, int | None]]] = {each: [] for each in aims}
    for month in months:
        counted = stored.stock[month]
        if "" not in counted:
            continue
        hidden = hidden_areas(stored, month, known) if closed else {}
        for aim in told:
            values = [
                figures.get(aim.figure, 0) if _may(reach, code) else open_only(figures, hidden, [code]).get(aim.figure)
                for code in aim.areas
                for figures in [counted[code].figures if code in counted else {aim.figure: 0}]
            ]
            seen = [each for each in values if each is not None]
            told[aim].append((min(counted[""].counted_on, on), sum(seen) if len(seen) == len(values) else None))
    return {aim: _course(points, is_counted=all(map(_is_counted, aim.areas))) for aim, points in told.items()}


def _course(points: Sequence[tuple[date, int | None]], *, is_counted: bool) -> Course:
    """Hidden today is hidden altogether."""
    if not points or not is_counted:
        return Course(())
    shown = tuple((day, value) for day, value in points if value is not None)
    return Course((), is_hidden=True) if points[-1][1] is None else Course(shown)


def _flows(aims: Sequence[Aim], reach: Reach | None, on: date) -> dict[Aim, Course]:
    """None of them is among `rules.OPEN`: they are shown to those who may see the businesses."""
    mine = [each for each in dict.fromkeys(aims) if all(_may(reach, code) for code in each.areas)]
    rows = [(place, code, each.since) for place, each in enumerate(mine) for code in each.areas]
    found: dict[int, list[tuple[date, int]]] = {place: [] for place in range(len(mine))}
    if rows:
        facts = {
            "places": [place for place, _, _ in rows], "codes": [code for _, code, _ in rows],
            "levels": [level_of(code) for _, code, _ in rows], "since": [since for _, _, since in rows],
            "days": [*(month_end(month) for month in months_to(on.replace(day=1))[:-1]), on],
        }  # fmt: skip
        for place, day, came in fetch(FIRSTS, facts):
            found[place].append((day, int(came)))
    answer = {each: Course((), is_hidden=True) for each in aims}
    for place, each in enumerate(mine):
        begin = [(each.since, 0)] if each.since not in dict(found[place]) and each.since < on else []
        answer[each] = Course((*begin, *found[place])) if all(map(_is_counted, each.areas)) else Course(())
    return answer


def _may(reach: Reach | None, code: str) -> bool:
    return reach is not None and reach.role == "officer" and reach.covers(code)


def _is_counted(code: str) -> bool:
    return level_of(code) <= LOWEST_LEVEL


CourseOf = Callable[[str, date], Course]
Telling = Callable[[Any, CourseOf, Reach | None], Sequence[SafeString]]
_telling: list[tuple[str, Telling]] = []


def shows_targets(asks: str) -> Callable[[Telling], Telling]:
    """How a part above shows the targets that it set for an area on the area's page: `asks` is one value in SQL, of the area
    `%(area)s` and the reader's organisation `%(organisation)s`, asked together with the page's own; `tell(value, course, reach)`,
    where `course(figure, since)` tells how a figure went there."""

    def keep(tell: Telling) -> Telling:
        _telling.append((asks, tell))
        return tell

    return keep


def asked_of_targets() -> list[str]:
    return [asks for asks, _ in _telling]


def targets_on(shown: Board, answers: Sequence[Any], reach: Reach | None) -> list[SafeString]:
    """On the page of the running month, on today's map. No statement for what there is, one for what came since a day."""
    area, today = shown.wish.area, day_in(ZONE)
    if not shown.is_running or shown.codes != (area,):
        return []

    def course(figure: str, since: date) -> Course:
        if AIMS[figure] == "flow":
            return courses_of([Aim(figure, (area,), since)], reach, on=today)[0]
        values = [
            (shown.days[month], figures.get(figure, 0 if shown.is_open else None))
            for month, figures in shown.months
            if month in shown.days
        ]
        return _course(values, is_counted=True)

    return [each for (_, tell), answer in zip(_telling, answers, strict=True) for each in tell(answer, course, reach)]
