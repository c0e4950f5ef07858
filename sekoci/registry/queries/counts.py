"""Digital, counted once: distinct outlets beside the sum of the lists, by area and between organisations, as of when.

Runs across businesses: what it gives are totals. Who may see which is the page's to decide.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sekoci.kit.sql import fetch
from sekoci.registry.queries.outlets import inside


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
    """The outlets in these areas ("" is the whole country). One statement."""
    test, values = inside(codes)
    found = fetch(
        f"""
        select o.organisations, count(*), sum(o.rows), count(o.shop_id) from registry_outlet o
        where o.ended_at is null and {test} group by 1
        """,  # noqa: S608  ours
        values,
    )
    has: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for whose, count, _rows, _shops in found:
        for at, one in enumerate(whose):
            has[one] += count
            for other in whose[at + 1 :]:
                shared[one, other] += count
        if len(whose) == 1:
            alone[whose[0]] += count
    outlets, rows, shops = (sum(int(line[column]) for line in found) for column in (1, 2, 3))
    return Counted(outlets, rows, shops, dict(has), dict(alone), dict(shared))


def doubt_of(area: str) -> Doubt:
    """How sure counts are since the last linking."""
    found = fetch(
        """
        select coalesce(run.low, 1), coalesce(run.high, 1), run.ended_at, coalesce(a.path, '')
        from (select 1) one left join (
            select outlets_low::float8 / outlets as low, outlets_high::float8 / outlets as high, ended_at from registry_linkrun
            where state = 'done' and outlets > 0 order by ended_at desc limit 1
        ) run on true left join registry_area a on a.code = %s
        """,
        (area,),
    )
    return Doubt(*found[0])


def counts_below(code: str) -> list[AreaCount]:
    """The outlets by the areas right below this one; those that lie in none of them (only the area itself is known) last."""
    length = {0: 2, 2: 5, 5: 8, 8: 13}.get(len(code), 13)
    test, values = inside([code])
    found = fetch(
        f"""
        select c.code, coalesce(a.name, ''), c.outlets, c.rows, c.shops from (
            select case when length(o.area_code) >= %(length)s then left(o.area_code, %(length)s) else '' end as code,
                count(*) as outlets, sum(o.rows) as rows, count(o.shop_id) as shops
            from registry_outlet o where o.ended_at is null and {test} group by 1
        ) c left join registry_area a on a.code = c.code order by c.code = '', a.name
        """,  # noqa: S608  ours
        {**values, "length": length},
    )
    return [AreaCount(code, name, outlets, int(rows), shops) for code, name, outlets, rows, shops in found]


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
