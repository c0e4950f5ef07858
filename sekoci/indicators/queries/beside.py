"""What stands beside our numbers of an area: what others published, and how sure the linking is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sekoci.indicators.queries.areas import level_of
from sekoci.kit.sql import fetch
from sekoci.registry.queries.counts import RANGE


@dataclass(frozen=True)
class Published:
    """A count that others published: of which table, by whom, of which year; `parts` of it (sectors, kinds) with their counts,
    the greatest first. `of`: the table tells nothing of the area as a whole, this is the sum of so many areas in it."""

    name: str
    publisher: str
    year: int
    value: int
    parts: list[tuple[str, int]]
    of: int = 0


@dataclass(frozen=True)
class Beside:
    """What others published of an area, the newest up to a year; and by which shares a count of outlets may be too high or too
    low since the last linking; and the answers to what else was asked."""

    published: list[Published]
    low: float
    high: float
    also: Sequence[Any] = ()


def beside(
    code: str, year: int, *, doubt_in: str = "", asks: Sequence[str] = (), facts: Mapping[str, Any] | None = None
) -> Beside:
    """`doubt_in`: of which area the range is told; `asks`: each one more value in SQL, of the area `%(area)s` and of `facts`. One
    statement."""
    also = "".join(f", ({each})" for each in asks)
    rows = fetch(
        f"""
        select coalesce(run.low, 1), coalesce(run.high, 1), told.name, told.publisher, told.year, told.value, told.of,
            told.parts{also}
        from (select 1) one
        left join ({RANGE}) run on true
        left join (
            select distinct on (s.id) s.id, s.name, s.publisher, p.year, p.value, p.of, array(
                select (part.part, sum(part.value)::bigint) from indicators_seriespoint part
                where part.series_id = s.id and part.area_code = any(p.codes) and part.year = p.year and part.part <> ''
                group by part.part order by sum(part.value) desc, part.part
            ) as parts
            from (
                select series_id, year, value, 0 as of, array[area_code] as codes from indicators_seriespoint
                where area_code = %(area)s and part = '' and year <= %(year)s
                union all
                select series_id, year, sum(value)::bigint, count(*), array_agg(area_code) from indicators_seriespoint
                where area_code = any(array(
                    select code from registry_area where level = %(below)s and code like %(inside)s
                )) and part = '' and year <= %(year)s group by series_id, year
            ) p join indicators_series s on s.id = p.series_id
            order by s.id, p.of > 0, p.year desc
        ) told on true order by told.id
        """,  # noqa: S608  texts are ours
        {
            "area": code,
            "inside": f"{code}.%" if code else "%",
            "below": level_of(code) + 1,
            "year": year,
            "doubt_in": doubt_in,
            "doubt_until": None,
            **(facts or {}),
        },
    )
    published = [
        Published(name, publisher, at, value, [(part, int(number)) for part, number in parts], of)
        for _, _, name, publisher, at, value, of, parts, *_ in rows
        if name is not None
    ]
    return Beside(published, rows[0][0], rows[0][1], rows[0][8:])
