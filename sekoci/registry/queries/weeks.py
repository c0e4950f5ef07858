"""Counts of outlets as they stood on a Monday, which is what partners are told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sekoci.kit.clock import day_in
from sekoci.kit.sql import fetch
from sekoci.registry.queries.counts import DISTRICT, LEVELS
from sekoci.registry.rules.for_partners import Part, total_of
from sekoci.registry.rules.weekly import next_count

COUNTRYS_CLOCK = "Asia/Jakarta"
"""By it the country's weeks begin."""
COUNTED = """
    select c.area_code, coalesce(a.name, ''), min(c.counted_at),
        coalesce(sum(c.outlets) filter (where c.organisations <> array[%(own)s::bigint]), 0)::int,
        sum(c.outlets * (cardinality(c.organisations) - own::int))::int, sum(c.shops)::int,
        coalesce(sum(c.outlets) filter (where own), 0)::int,
        coalesce(sum(c.outlets) filter (where c.organisations = array[%(own)s::bigint]), 0)::int
    from (select *, %(own)s = any(organisations) as own from registry_outletweek where {which}) c
    left join registry_area a on a.code = c.area_code group by 1, 2 order by 2, 1
"""


@dataclass(frozen=True)
class Week:
    """An area (or several as one), what it is made of by code with their names, and when that was counted."""

    whole: Part
    parts: dict[str, Part]
    names: dict[str, str]
    counted_at: datetime


def week_in(codes: Sequence[str], organisation_id: int) -> Week | None:
    """What was counted on Monday in these areas, for an organisation: of one area with those right below it, of several each.
    None where nothing was, and of villages, of which nothing is kept. Across businesses, two statements at most."""
    found = _counted("(level, area_code) in (select * from unnest(%(levels)s::smallint[], %(codes)s::text[]))", organisation_id, {
        "levels": [LEVELS[len(code)] for code in codes if len(code) in LEVELS],
        "codes": [code for code in codes if len(code) in LEVELS],
    })  # fmt: skip
    if not found:
        return None
    whole, counted_at = total_of(part for _, _, part in found.values()), next(iter(found.values()))[1]
    if len(codes) == 1:
        [code] = codes
        since, until = (f"{code}.", f"{code}/") if code else ("", ":")
        facts = {"level": LEVELS[len(code)] + 1, "since": since, "until": until}
        below = "level = %(level)s and area_code >= %(since)s and area_code < %(until)s"
        found = {} if len(code) == DISTRICT else _counted(below, organisation_id, facts)
    parts = {code: part for code, (_, _, part) in found.items()}
    return Week(whole, parts, {code: name for code, (name, _, _) in found.items()}, counted_at)


def next_week_on() -> date:
    """The day on which the counts of Mondays are made next. Across businesses; one statement."""
    [(last,)] = fetch("select max(counted_at) from registry_outletweek")
    return next_count(day_in(COUNTRYS_CLOCK), day_in(COUNTRYS_CLOCK, last) if last else None)


def _counted(which: str, organisation_id: int, facts: dict[str, object]) -> dict[str, tuple[str, datetime, Part]]:
    rows = fetch(COUNTED.format(which=which), {"own": organisation_id, **facts})
    return {code: (name, at, Part(*counts)) for code, name, at, *counts in rows}
