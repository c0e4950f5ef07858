"""Digital, counted once: distinct outlets beside the sum of the lists, by area and between organisations, as of when.

Runs across businesses: what it gives are totals. Who may see which is the page's to decide.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sekoci.kit.sql import Asking, fetch
from sekoci.registry.queries.inside import inside

DISTRICT = 8
LETTERS = {0: 0, 1: 2, 2: 5, 3: DISTRICT}
"""Level -> how long its codes are; of these levels counts are stored."""
LEVELS = {letters: level for level, letters in LETTERS.items()}
STANDING = """
    select {by}, sum(outlets), sum(rows), sum(shops) from (
        select part.code, c.organisations, c.outlets, c.rows, c.shops
        from unnest(%(levels)s::smallint[], %(codes)s::text[]) part (level, code)
        join registry_outletcount c on c.level = part.level and c.area_code = part.code
        union all
        select part.code, d.organisations, d.outlets, d.rows, d.shops from unnest(%(codes)s::text[]) part (code)
        join registry_outletdifference d on d.area_code >= part.code and d.area_code < part.code || ':'
        union all
        select part.code, o.organisations, 1, o.rows, (o.shop_id is not null)::int
        from unnest(%(small)s::text[], %(ends)s::text[]) part (code, until)
        join registry_outlet o on o.area_code >= part.code and o.area_code < part.until and o.ended_at is null
    ) each group by 1 having sum(outlets) <> 0
"""
"""What is counted of areas, with what changed since and is not added in yet (`models.OutletCount`). A code's digits and dots
come before ':', which ends the country as well."""
BELOW = """
    with below as (
        select area_code as code, outlets, rows, shops from registry_outletcount
        where level = %(level)s and area_code >= %(from)s and area_code < %(to)s
        union all
        select left(area_code, %(letters)s), outlets, rows, shops from registry_outletdifference
        where area_code >= %(from)s and area_code < %(to)s and length(area_code) >= %(letters)s
    ), whole as (
        select outlets, rows, shops from registry_outletcount where level = %(level)s - 1 and area_code = %(code)s
        union all
        select outlets, rows, shops from registry_outletdifference where area_code >= %(code)s and area_code < %(code)s || ':'
        union all
        select -outlets, -rows, -shops from below
    )
    select c.code, coalesce(a.name, ''), c.outlets, c.rows, c.shops from (
        select code, sum(outlets) as outlets, sum(rows) as rows, sum(shops) as shops from below group by 1
        union all
        select '', sum(outlets), sum(rows), sum(shops) from whole
    ) c left join registry_area a on a.code = c.code where c.outlets <> 0 order by c.code = '', a.name
"""


@dataclass(frozen=True)
class Counted:
    """Distinct `outlets`, how many `rows` all lists have, how many outlets have a shop here; by organisation how many outlets its
    lists have (`has`), how many of them no other has (`alone`), and how many two of them share."""

    outlets: int
    rows: int
    shops: int
    has: dict[int, int]
    alone: dict[int, int]
    shared: dict[tuple[int, int], int]

    @property
    def surplus(self) -> int:
        """By how many percent adding the lists up counts too many."""
        return round(100 * (self.rows - self.outlets) / self.outlets) if self.outlets else 0


@dataclass(frozen=True)
class Doubt:
    """What the last linking left open: shares by which a count may be too high or too low, and when it ended."""

    low: float
    high: float
    at: datetime | None
    path: str
    """Of the area that was asked for."""


@dataclass(frozen=True)
class AreaCount:
    code: str
    name: str
    outlets: int
    rows: int
    shops: int


@dataclass(frozen=True)
class KnownList:
    """An organisation's list, and the newest day it tells of (None: nothing of it is stored)."""

    organisation_id: int
    organisation: str
    name: str
    as_of: date | None
    is_own: bool


def outlets_in(codes: Collection[str]) -> Counted:
    """The outlets in these areas ("" is the whole country). One statement, whatever their number but in villages."""
    has: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    outlets = rows = shops = 0
    for whose, *counts in fetch(STANDING.format(by="organisations"), _asked(codes)):
        count, of_lists, with_shop = (int(each) for each in counts)
        outlets, rows, shops = outlets + count, rows + of_lists, shops + with_shop
        for at, one in enumerate(whose):
            has[one] += count
            for other in whose[at + 1 :]:
                shared[one, other] += count
        if len(whose) == 1:
            alone[whose[0]] += count
    return Counted(outlets, rows, shops, dict(has), dict(alone), dict(shared))


def count_of(codes: Collection[str]) -> int:
    """How many outlets these areas have, each counted once. One statement."""
    return int(fetch(*count_asked(codes))[0][0])


def count_asked(codes: Collection[str]) -> Asking:
    """`count_of`, one row whatever there is, for a statement that needs it."""
    return f"select coalesce(sum(outlets), 0) from ({STANDING.format(by='1')}) each (one, outlets)", _asked(codes)  # noqa: S608  ours


RANGE = """
    select greatest(0, 1 - greatest(0, run.outlets - run.outlets_low - every.below)::float8 / run.outlets - here.below) as low,
        1 + greatest(0, run.outlets_high - run.outlets - every.above)::float8 / run.outlets + here.above as high, run.ended_at
    from registry_linkrun run
    cross join (select coalesce(sum(below), 0) as below, coalesce(sum(above), 0) as above from registry_areadoubt) every
    cross join lateral (
        select coalesce(sum(d.below), 0)::float8 / greatest(counted.outlets, 1) as below,
            coalesce(sum(d.above), 0)::float8 / greatest(counted.outlets, 1) as above
        from (select coalesce(sum(outlets), 0) as outlets from registry_outletcount
            where level = cardinality(string_to_array(left(%(doubt_in)s, 8), '.')) and area_code = left(%(doubt_in)s, 8)) counted
        left join registry_areadoubt d on d.area_code >= left(%(doubt_in)s, 8) and d.area_code < left(%(doubt_in)s, 8) || ':'
        group by counted.outlets
    ) here
    where run.state = 'done' and run.outlets > 0 and (%(doubt_until)s::timestamptz is null or run.ended_at <= %(doubt_until)s)
    order by run.ended_at desc limit 1
"""
"""By which shares a count of outlets in an area may be too high or too low: by what was unsure there when lists were linked, and
by its part of what nobody can place. Of the whole country ("") that is the linking's own range."""


def doubt_of(area: str, *, at: str = "", until: datetime | None = None) -> Doubt:
    """How sure counts of an area are since the last linking, or since the last one before a moment; `at` with the path of another
    area."""
    found = fetch(
        f"""
        select coalesce(run.low, 1), coalesce(run.high, 1), run.ended_at, coalesce(a.path, '')
        from (select 1) one left join ({RANGE}) run on true left join registry_area a on a.code = %(area)s
        """,  # noqa: S608  ours
        {"area": at or area, "doubt_in": area, "doubt_until": until},
    )
    return Doubt(*found[0])


def counts_of(codes: Sequence[str]) -> list[AreaCount]:
    """The outlets of each of these areas, in their order. One statement."""
    found = fetch(
        f"""
        select code, coalesce(a.path, code), coalesce(c.outlets, 0), coalesce(c.rows, 0), coalesce(c.shops, 0)
        from unnest(%(wanted)s::text[]) with ordinality wanted (code, nth) left join registry_area a using (code)
        left join ({STANDING.format(by="code")}) c (code, outlets, rows, shops) using (code) order by nth
        """,  # noqa: S608  ours
        {**_asked(codes, each=True), "wanted": list(codes)},
    )
    return [AreaCount(code, name, int(outlets), int(rows), int(shops)) for code, name, outlets, rows, shops in found]


def counts_below(code: str) -> list[AreaCount]:
    """The outlets by the areas right below this one; those that lie in none of them (only the area itself is known) last."""
    if len(code) not in LEVELS or len(code) == DISTRICT:
        return _in_district(code)
    level = LEVELS[len(code)] + 1
    since, until = (f"{code}.", f"{code}/") if code else ("", ":")
    found = fetch(BELOW, {"level": level, "letters": LETTERS[level], "code": code, "from": since, "to": until})
    return [AreaCount(area, name, int(outlets), int(rows), int(shops)) for area, name, outlets, rows, shops in found]


def _in_district(code: str) -> list[AreaCount]:
    """By village; of a village itself one line."""
    test, values = inside([code])
    found = fetch(
        f"""
        select c.code, coalesce(a.name, ''), c.outlets, c.rows, c.shops from (
            select case when length(o.area_code) >= 13 then o.area_code else '' end as code,
                count(*) as outlets, sum(o.rows) as rows, count(o.shop_id) as shops
            from registry_outlet o where o.ended_at is null and {test} group by 1
        ) c left join registry_area a on a.code = c.code order by c.code = '', a.name
        """,  # noqa: S608  ours
        values,
    )
    return [AreaCount(area, name, outlets, int(rows), shops) for area, name, outlets, rows, shops in found]


def _asked(codes: Collection[str], *, each: bool = False) -> dict[str, list[Any]]:
    """The areas as the statement takes them: those that are counted by level, and villages, whose outlets are read. An area
    inside another one of them is counted there, unless `each` is asked for alone."""
    tops = sorted({code for code in codes if each or not any(code != other and _is_inside(code, other) for other in codes)})
    stored = [code for code in tops if len(code) in LEVELS]
    small = [code for code in tops if len(code) not in LEVELS]
    ends = [f"{code}/" for code in small]  # told, not made there: beneath the wall no index serves what is made of a column
    return {"levels": [LEVELS[len(code)] for code in stored], "codes": stored, "small": small, "ends": ends}


def _is_inside(code: str, other: str) -> bool:
    return not other or code.startswith(f"{other}.")


def known_lists() -> list[KnownList]:
    """Every list, and of which day it tells."""
    found = fetch(
        """
        select l.organisation_id, o.name, l.name, max(e.as_of), l.is_own from registry_partnerlist l
        join registry_organisation o on o.id = l.organisation_id
        left join registry_listedition e on e.list_id = l.id and e.state = 'stored'
        group by l.id, o.name order by lower(o.name), lower(l.name), l.id
        """
    )
    return [KnownList(*row) for row in found]
