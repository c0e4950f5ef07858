"""The stored numbers of an area, of its parts and of those it is a part of, as few statements whatever there is to read."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sekoci.indicators.rules import WAYS
from sekoci.kit.sql import fetch

Figures = dict[str, int]
STOCKS = {
    "outlets": "outlets", "owners": "owners", "named": "named", "listed": "listed", "pays": "pays", "sells": "sells",
    "digital": "digital", "sellers": "sellers", "month_sales": "sales", "workers": "workers", "workers_known": "workers_known",
    "jobs_kept": "jobs_kept", "jobs_added": "jobs_added", "jobs_lost": "jobs_lost", "yearly": "yearly",
    "yearly_known": "yearly_known", "online_yearly": "online_yearly", "online_yearly_known": "online_yearly_known",
    "online_workers": "online_workers", "online_workers_known": "online_workers_known", "unbanked": "unbanked",
    "unbanked_paid": "unbanked_paid", "women": "women", "men": "men", "month_orders": "orders",
}  # fmt: skip
"""Figure -> column."""
FLOWS = ("orders", "sales", "cashless", "shops", "firsts")
SOLD = ("orders", "sales", "cashless", "firsts", "afar")
"""Of slices the month's flow is kept beside the stock."""
OUTSIDE = {"outlets": "outlets", "digital": "digital", "named": "named", "sellers": "sellers", "month_sales": "sales"}
"""Figure -> column, with "told_" before it, of what those are told who may not see the businesses."""
COLUMNS = "s.month, s.slice, s.level, s.area_code, s.counted_on, s.definition, s.oldest, s.newest, s.told_on, " + ", ".join(
    [f"s.told_{column}" for column in OUTSIDE.values()] + [f"s.{column}" for column in STOCKS.values()]
)
STOCK = f"""
    select {COLUMNS}, {", ".join(f"s.{column}" for column in SOLD)}
    from unnest(%(levels)s::smallint[], %(from)s::text[], %(to)s::text[]) part (level, since, until)
    cross join unnest(%(months)s::date[]) wanted (month)
    cross join lateral (
        select * from indicators_stock one where one.month = wanted.month and one.slice = '' and one.level = part.level
            and one.area_code >= part.since and one.area_code < part.until offset 0
    ) s
    union all
    select {COLUMNS}, {", ".join(f"s.{column}" for column in SOLD)}
    from indicators_stock s
    where s.month = any(%(sliced)s::date[]) and s.slice = any(%(slices)s) and s.level = %(level)s and s.area_code = any(%(codes)s)
"""  # noqa: S608  texts are ours
"""`offset 0`: each family of areas is looked up; else a few more of them make the planner read the table whole."""
FLOW = """
    select true, date_trunc('month', day)::date, area_code, way, sum(orders)::bigint, sum(sales)::bigint, sum(cashless)::bigint,
        sum(shops)::bigint, sum(firsts)::bigint
    from indicators_flow where level = %(level)s and way = any(%(ways)s) and area_code = any(%(codes)s)
      and day between %(since)s and %(until)s group by 2, 3, 4
    union all
    select false, date_trunc('month', f.day)::date, f.area_code, f.way, sum(f.orders)::bigint, sum(f.sales)::bigint,
        sum(f.cashless)::bigint, sum(f.shops)::bigint, sum(f.firsts)::bigint
    from unnest(%(part_levels)s::smallint[], %(parts)s::text[]) part (level, code)
    join indicators_flow f on f.level = part.level and f.way in ('', 'counter') and f.area_code = part.code
        and f.day between %(first)s and %(until)s
    group by 2, 3, 4
"""


@dataclass(frozen=True)
class Counted:
    """Figures of an area in a month, and how old their sources are."""

    figures: Figures
    counted_on: date
    definition: int
    oldest: date | None
    newest: date | None
    outside: Figures = field(default_factory=dict)
    """What those are told of who may not see the businesses, of the day `told_on`."""
    told_on: date | None = None


@dataclass
class Stored:
    """What is stored: `stock[month][area]`, `slices[month][slice]` and `flows[month][way]` of the area asked for, of its parts
    `part_flows[month][area]`."""

    stock: dict[date, dict[str, Counted]] = field(default_factory=lambda: defaultdict(dict))
    slices: dict[date, dict[str, Figures]] = field(default_factory=lambda: defaultdict(dict))
    slices_outside: dict[date, dict[str, Figures]] = field(default_factory=lambda: defaultdict(dict))
    flows: dict[date, dict[str, Figures]] = field(default_factory=lambda: defaultdict(dict))
    part_flows: dict[date, dict[str, Figures]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True)
class Asked:
    """Which area (`codes`: today's areas that it is made of), its level, and `parts` whose flows are told."""

    level: int
    codes: Sequence[str]
    parts: Sequence[str]
    months: Sequence[date]
    """Every month to be read, the newest last."""
    sliced: Collection[date]
    """Those whose slices and parts are read."""
    known: Collection[str] = ()
    """Areas that the reader counts from inside: told, too."""
    beside: Collection[str] = ()
    """Others that they are compared with: told with those that they are a part of, and their flows."""


def level_of(code: str) -> int:
    return len(code.split(".")) if code else 0


def stored_numbers(asked: Asked, slices: Collection[str]) -> Stored:
    """Two statements."""
    found = Stored()
    _read_stock(asked, slices, found)
    _read_flows(asked, found)
    return found


MONTH_FLOW = """
    select f.area_code, f.way, sum(f.orders)::bigint, sum(f.sales)::bigint, sum(f.cashless)::bigint, sum(f.shops)::bigint,
        sum(f.firsts)::bigint
    from generate_series(0, 3) part (level) join indicators_flow f on f.level = part.level and f.way = any(array['', 'counter'])
        and f.day between %s and %s
    group by 1, 2
"""


def stored_month(month: date) -> Stored:
    """Every area's numbers of a month, as those of parts. Two statements."""
    found = Stored()
    stock = fetch(f"select {COLUMNS} from indicators_stock s where s.month = %s and s.slice = ''", (month,))  # noqa: S608  ours
    for _month, _slice, _level, code, counted_on, definition, oldest, newest, told_on, *values in stock:
        outside, numbers = _of_row(values)
        figures = dict(zip(STOCKS, numbers, strict=True))
        found.stock[month][code] = Counted(figures, counted_on, definition, oldest, newest, outside, told_on)
    for code, way, *values in fetch(MONTH_FLOW, (month, month_end(month))):
        figures = dict(zip(FLOWS, (int(value) for value in values), strict=True))
        found.part_flows[month].setdefault(code, {}).update(figures if way == "" else {"counter": figures["orders"]})
    return found


def stored_stock(
    codes: Sequence[str], months: Sequence[date], known: Collection[str], *, also: tuple[str, Mapping[str, Any]] = ("null", {})
) -> tuple[Stored, Any]:
    """The stocks of these areas of any level, with what they are parts of and what stands beside them; and the answer to `also`,
    one more value in SQL with what it needs. One statement."""
    found = Stored()
    return found, _read_stock(Asked(0, codes, (), months, (), known), (), found, also)


def _read_stock(asked: Asked, slices: Collection[str], found: Stored, also: tuple[str, Mapping[str, Any]] = ("null", {})) -> Any:
    families: set[tuple[int, str, str]] = {(0, "", "0"), (1, "0", "a")}
    for code in asked.codes:
        for above in [code[:2], code[:5]][: level_of(code)]:
            families.add((level_of(above) + 1, f"{above}.", f"{above}/"))
    for code in asked.beside:
        families |= {(level_of(above) + 1, f"{above}.", f"{above}/") for above in (code[:2], code[:5]) if above and above != code}
    families |= {(level_of(code), code, f"{code}/") for code in asked.known if code}
    levels, since, until = zip(*sorted(families), strict=True)
    rows = fetch(
        f"select ({also[0]}), told.* from (select 1) one left join ({STOCK}) told on true",  # noqa: S608  texts are ours
        {
            "levels": list(levels), "from": list(since), "to": list(until), "months": list(asked.months), "level": asked.level,
            "codes": list(asked.codes), "sliced": list(asked.sliced), "slices": list(slices), **also[1],
        },
    )  # fmt: skip
    for _also, month, piece, _level, code, counted_on, definition, oldest, newest, told_on, *values in rows:
        if month is None:
            continue
        outside, numbers = _of_row(values)
        figures = dict(zip(STOCKS, numbers[: -len(SOLD)], strict=True))
        if piece:
            sold = dict(zip(SOLD, numbers[-len(SOLD) :], strict=True))
            figures |= sold | {"counter": sold["orders"] - sold["afar"]}
            before = found.slices[month].get(piece, {})
            found.slices[month][piece] = {name: value + before.get(name, 0) for name, value in figures.items()}
            found.slices_outside[month][piece] = outside
        else:
            found.stock[month][code] = Counted(figures, counted_on, definition, oldest, newest, outside, told_on)
    return rows[0][0]


def _of_row(values: Sequence[Any]) -> tuple[Figures, list[int]]:
    """What outsiders are told, and the other numbers."""
    numbers = [int(value) for value in values]
    return dict(zip(OUTSIDE, numbers[: len(OUTSIDE)], strict=True)), numbers[len(OUTSIDE) :]


def _read_flows(asked: Asked, found: Stored) -> None:
    newest, parts = asked.months[-1], list(dict.fromkeys((*asked.parts, *asked.beside)))
    rows = fetch(
        FLOW,
        {
            "level": asked.level, "codes": list(asked.codes), "parts": parts,
            "part_levels": [level_of(code) for code in parts],
            "ways": ["", *WAYS], "since": asked.months[0], "first": min(asked.sliced), "until": month_end(newest),
        },
    )  # fmt: skip
    for is_own, month, code, way, *values in rows:
        figures = dict(zip(FLOWS, (int(value) for value in values), strict=True))
        if is_own:
            before = found.flows[month].get(way, {})
            found.flows[month][way] = {name: value + before.get(name, 0) for name, value in figures.items()}
        else:
            there = found.part_flows[month].setdefault(code, {})
            there.update(figures if way == "" else {"counter": figures["orders"]})


def month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class NamedArea:
    code: str
    name: str
    level: int


def named_areas(codes: Sequence[str], *, above: str, level: int, others: Sequence[str] = ()) -> dict[str, NamedArea]:
    """These areas (of `level`), their parts, the other parts of `above`, those above, and `others`; by code. One statement."""
    line = {code[:letters] for code in codes for letters in (2, 5, 8)} - {""}
    wanted = [(level + 1, _inside(code)) for code in codes] + ([(level, _inside(above))] if level else [])
    rows = fetch(
        """
        select a.code, a.name, a.level from unnest(%s::smallint[], %s::text[]) part (level, starts)
        join registry_area a on a.level = part.level and a.level < 4 and a.code like part.starts
        union select code, name, level from registry_area where code = any(%s) order by 1
        """,
        ([kind for kind, _starts in wanted], [starts for _kind, starts in wanted], sorted({*line, *others})),
    )
    return {code: NamedArea(code, name, kind) for code, name, kind in rows}


def _inside(code: str) -> str:
    return f"{code}.%" if code else "%"
