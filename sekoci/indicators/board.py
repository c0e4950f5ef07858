"""What a page of numbers shows of an area, to somebody who may see the businesses behind it or may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sekoci.indicators.hiding import REST, Hidden, hidden_areas, is_covered, known_inside
from sekoci.indicators.queries.areas import Asked, Counted, Figures, NamedArea, Stored, level_of, named_areas, stored_numbers
from sekoci.indicators.rules import (
    ZONE,
    added,
    areas_on,
    in_three_figures,
)
from sekoci.indicators.slicing import SLICES, Slices, slices_inside, slices_outside
from sekoci.kit.clock import day_in
from sekoci.registry.rules import Reach, province_in

MONTHS = 12
JOBS = ("jobs_kept", "jobs_added", "jobs_lost")


@dataclass(frozen=True)
class Wish:
    """An area ("" is the country), a month by its first day, the year of the map (None: today's), and what to set beside it:
    another month, or any other area."""

    area: str = ""
    month: date = date(2026, 1, 1)
    year: int | None = None
    other_month: date | None = None
    other_area: str = ""


@dataclass(frozen=True)
class Line:
    """A part of the area: `figures` are those that may be seen; `is_hidden`: some are not shown."""

    code: str
    name: str
    figures: Figures
    is_hidden: bool
    codes: tuple[str, ...] = ()
    """Today's areas that it is made of."""
    is_within: bool = False
    """This reader may see the businesses behind."""
    then: Figures = field(default_factory=dict)
    """Those of the month that is set beside."""
    kept_back: frozenset[str] = frozenset()
    """Figures that are known and not shown."""


@dataclass
class Board:
    """Everything a page shows. `is_open`: this reader sees all of it."""

    wish: Wish
    name: str
    path: list[NamedArea]
    is_open: bool
    figures: Figures = field(default_factory=dict)
    kept_back: frozenset[str] = frozenset()
    """Figures that are known and not shown: to those who may see the businesses, money of too few."""
    has_money_by_slice: bool = False
    """Whether the reader reads money of it by slices: those of an area and of all that is in it would tell more."""
    other: Figures = field(default_factory=dict)
    is_other_open: bool = False
    """This reader sees all of what is set beside."""
    other_name: str = ""
    lines: list[Line] = field(default_factory=list)
    siblings: list[NamedArea] = field(default_factory=list)
    months: list[tuple[date, Figures]] = field(default_factory=list)
    ways: list[tuple[date, Mapping[str, int]]] = field(default_factory=list)
    slices: Slices = field(default_factory=dict)
    days: Mapping[date, date] = field(default_factory=dict)
    """Of each month, the day on which it was counted last."""
    counted: Counted | None = None
    codes: tuple[str, ...] = ()
    organisation: str = ""
    """Whose officer reads; empty: a partner, or anybody."""
    is_running: bool = False
    """The month is the one that runs: of it, how each business stands is kept."""

    @property
    def level(self) -> int:
        return level_of(self.wish.area)


def board(wish: Wish, reach: Reach | None) -> Board | None:
    """The numbers of an area for an office, or for everybody; None where there is no such area on that year's map."""
    level, codes = level_of(wish.area), areas_on(wish.area, wish.year)
    if level > 3 or not codes:
        return None
    others = areas_on(wish.other_area, wish.year) if wish.other_area != wish.area else ()
    named = named_areas(codes, above=wish.area.rpartition(".")[0], level=level, others=others)
    own = named.get(wish.area)
    if wish.area and own is None:
        return None
    if not others or wish.other_area not in named:
        wish, others = replace(wish, other_area=""), ()
    parts = [each for each in named.values() if each.level == level + 1 and level < 3 and _inside(each.code, codes)]
    months = months_to(wish.month)
    sliced = {wish.month, *([wish.other_month] if wish.other_month else [])}
    every = sorted({*months, *sliced})
    asked = Asked(level, codes, [each.code for each in parts], every, sliced, known_inside(reach), others)
    stored = stored_numbers(asked, [piece for pieces in SLICES.values() for piece in pieces])
    path = [named[code] for code in (wish.area[:2], wish.area[:5]) if code and code != wish.area and code in named]
    shown = Board(wish, own.name if own else "Indonesia", path, _is_open(reach, codes), codes=codes)
    shown.organisation = reach.organisation if reach and reach.role == "officer" else ""
    shown.is_running = wish.month == day_in(ZONE).replace(day=1)
    shown.siblings = [each for each in named.values() if wish.area and _is_beside(each, level, wish.year, codes)]
    shown.other_name = named[wish.other_area].name if wish.other_area else ""
    _fill(shown, stored, parts, every, reach)
    if others:
        shown.is_other_open = _is_open(reach, others)
        shown.other = _of_others(shown, stored, others, reach)
    return shown


def _is_beside(area: NamedArea, level: int, year: int | None, codes: Sequence[str]) -> bool:
    """Whether it stood beside these on the map of a year."""
    return area.level == level and area.code not in codes and (level > 1 or province_in(area.code, year) == area.code)


def _of_others(shown: Board, stored: Stored, codes: Sequence[str], reach: Reach | None) -> Figures:
    """The figures of the area that is set beside, of all that it was made of, as they may be seen."""
    month = shown.wish.month
    figures = added(of_part(stored, month, code) for code in codes)
    return hidden_areas(stored, month, reach).seen(figures, codes, may=shown.is_other_open)


def _fill(shown: Board, stored: Stored, parts: Sequence[NamedArea], every: Sequence[date], reach: Reach | None) -> None:
    wish = shown.wish
    known = frozenset(each.code for each in parts if reach and reach.role == "officer" and reach.covers(each.code))
    hidden = {month: hidden_areas(stored, month, reach, outside=not shown.is_open) for month in every}
    whole = {month: _of_area(stored, month, shown.codes) for month in every}
    shown.figures = _seen(shown, whole[wish.month], hidden[wish.month])
    sources = _sources(stored, wish.month, shown.codes)
    shown.counted = sources if shown.is_open else _counted_outside(shown, stored, hidden[wish.month])
    shown.kept_back = frozenset(whole[wish.month].keys() - shown.figures.keys()) if shown.is_open else frozenset()
    shown.has_money_by_slice = shown.is_open and reach is not None and wish.area in reach.areas and shown.codes == (wish.area,)
    shown.days = {
        month: (country.counted_on if shown.is_open else country.told_on) or country.counted_on
        for month in every
        if (country := stored.stock[month].get(""))
    }
    shown.months = [(month, _seen(shown, whole[month], hidden[month])) for month in months_to(wish.month)]
    shown.lines = _lines(shown, stored, parts, hidden, known)
    if shown.is_open and parts:
        shown.lines += _rest(shown, whole[wish.month], [of_part(stored, wish.month, each.code) for each in parts], hidden)
    if wish.other_month:
        shown.is_other_open = shown.is_open
        shown.other = _seen(shown, whole[wish.other_month], hidden[wish.other_month])
    if _tells_ways(shown, hidden[wish.month]):
        shown.ways = [
            (month, {way: _orders(shown, each) for way, each in stored.flows[month].items() if way})
            for month in months_to(wish.month)
            if _tells_ways(shown, hidden[month])
        ]
    shown.slices = _slices(shown, stored)


def _rest(shown: Board, whole: Figures, parts: Sequence[Figures], hidden: Mapping[date, Hidden]) -> list[Line]:
    """What lies in none of the parts; owners are no sum of theirs."""
    rest = {name: value - sum(each.get(name, 0) for each in parts) for name, value in whole.items() if name != "owners"}
    if not rest.get("outlets"):
        return []
    seen = hidden[shown.wish.month].seen(rest, [f"{code}.{REST}" for code in shown.codes], may=True)
    return [Line(REST, "", seen, False)]


def _orders(shown: Board, flow: Figures) -> int:
    return flow.get("orders", 0) if shown.is_open else in_three_figures(flow.get("orders", 0))


def months_to(last: date) -> list[date]:
    """The twelve months up to one, the oldest first."""
    months = [last]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def _is_open(reach: Reach | None, codes: Sequence[str]) -> bool:
    return reach is not None and reach.role == "officer" and all(reach.covers(code) for code in codes)


def _inside(code: str, wholes: Sequence[str]) -> bool:
    return any(not whole or code.startswith(f"{whole}.") for whole in wholes)


def _of_area(stored: Stored, month: date, codes: Sequence[str]) -> Figures:
    """All figures of the area asked for."""
    counted = [stored.stock[month][code].figures for code in codes if code in stored.stock[month]]
    figures = added(counted)
    flow = stored.flows[month].get("")
    if flow:
        figures |= flow | {"counter": stored.flows[month].get("counter", {}).get("orders", 0)}
    return _told_jobs(figures)


def _told_jobs(figures: Figures) -> Figures:
    """Without jobs where there are none at all: nobody told it twice."""
    has_jobs = any(figures.get(name) for name in JOBS)
    return {name: value for name, value in figures.items() if has_jobs or name not in JOBS}


def of_part(stored: Stored, month: date, code: str) -> Figures:
    """All figures of one area among those that were read."""
    counted = stored.stock[month].get(code)
    flow = stored.part_flows[month].get(code)
    return _told_jobs({**(counted.figures if counted else {}), **({"counter": 0, **flow} if flow else {})})


def _sources(stored: Stored, month: date, codes: Sequence[str]) -> Counted | None:
    """The oldest and the newest day of what was counted."""
    counted = [stored.stock[month][code] for code in codes if code in stored.stock[month]]
    if not counted:
        return None
    last = stored.stock[month].get("", counted[0])  # an area that nothing touched was looked at no less
    oldest = [each.oldest for each in counted if each.oldest]
    newest = [each.newest for each in counted if each.newest]
    return Counted({}, last.counted_on, last.definition, min(oldest, default=None), max(newest, default=None))


def _counted_outside(shown: Board, stored: Stored, hidden: Hidden) -> Counted | None:
    """When the country was counted; None where there is nothing of this area, or so little that it looks so."""
    country = stored.stock[shown.wish.month].get("")
    if country is None or not (shown.figures or hidden.covers(shown.codes)):
        return None
    return Counted({}, country.told_on or country.counted_on, country.definition, None, None)


def _tells_ways(shown: Board, hidden: Hidden) -> bool:
    """Whether the area's orders may be seen."""
    return shown.is_open or (bool(shown.figures.get("sellers")) and not is_covered(shown.codes, hidden.outside["sold"]))


def _seen(shown: Board, figures: Figures, hidden: Hidden) -> Figures:
    return hidden.seen(figures, shown.codes, may=shown.is_open)


def _lines(
    shown: Board, stored: Stored, parts: Sequence[NamedArea], hidden: Mapping[date, Hidden], known: frozenset[str]
) -> list[Line]:
    """The parts, on the map of the year that was asked for."""
    month, then, year = shown.wish.month, shown.wish.other_month, shown.wish.year
    groups: dict[str, list[str]] = {}
    for part in parts:
        groups.setdefault(province_in(part.code, year) if shown.level == 0 else part.code, []).append(part.code)
    names = {part.code: part.name for part in parts}
    lines = []
    for code, codes in groups.items():
        may = shown.is_open or all(each in known for each in codes)
        figures = added(of_part(stored, month, each) for each in codes)
        seen = hidden[month].seen(figures, codes, may=may)
        is_hidden = not may and hidden[month].covers(codes)
        before = hidden[then].seen(added(of_part(stored, then, each) for each in codes), codes, may=may) if then else {}
        kept_back = frozenset(figures.keys() - seen.keys()) if may else hidden[month].kept_outside(codes)
        lines.append(Line(code, names[code], seen, is_hidden, tuple(codes), may, before, kept_back))
    lines.sort(key=lambda line: (-line.figures.get("outlets", 0), line.name))
    return lines


def _slices(shown: Board, stored: Stored) -> Slices:
    if shown.is_open:
        return slices_inside(stored, shown.wish.month, kept_back=shown.kept_back, has_money=shown.has_money_by_slice)
    return slices_outside(stored, shown.wish.month) if shown.level == 0 else {}
