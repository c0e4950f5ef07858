"""Outlets and what is known of them: whom a programme is for, and which of them need it most.

How an outlet stands is read as it was counted last (`indicators.Standing`), so that everybody means the same by "digital". Those
alike in all that points are given for lie together there, in the order in which they came: whoever needs it most is found
without looking at the others.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sekoci.indicators.queries import COUNTED_AT
from sekoci.kit.sql import Asking, fetch, fetch_together
from sekoci.programs.rules import WEIGHTS, Eligibility, Facts, Filter, alike, areas_in_both, points_of
from sekoci.registry.queries.counts import count_asked
from sekoci.registry.queries.inside import inside
from sekoci.registry.rules import COUNTRY

MOST_COUNTED = 20_000
ANYBODY = Filter()
FEW = 30_000
"""Provinces with so many outlets, and regencies, are read whole; in wider areas those alike are walked through."""
PROVINCE = 2
"""Letters of its code."""
ALIKE = """
    unnest(%(digitals)s::bool[], %(sexes)s::text[], %(scales)s::text[], %(phones)s::bool[])
        with ordinality g (digital, sex, scale, has_phone, place)
"""
ONE_OF = "s.id > 0 and s.digital = g.digital and s.sex = g.sex and s.scale = g.scale and s.has_phone = g.has_phone"
WANTED = """
    {inside} and (not %(by_kind)s or s.kind = any(%(kinds)s))
    and case %(sold)s when 'yes' then s.last_sale is not null when 'no' then s.last_sale is null else true end
    and (not %(by_list)s or exists (
        select from registry_listrow l where l.outlet_id = s.id and l.gone_at is null and l.list_id = any(%(lists)s)))
    and not exists (select from programs_enrolment e where e.program_id = %(program)s and e.outlet_id = s.id)
"""
FROM_FEW = f"select g.place, s.id from {ALIKE} join indicators_standing s on {ONE_OF} where {WANTED}"  # noqa: S608  ours
FROM_MANY = f"""
    select g.place, s.id from {ALIKE} cross join lateral (
        select s.id from indicators_standing s where {ONE_OF} and {WANTED} order by s.id limit {{limit}}
    ) s
"""  # noqa: S608  ours
FROM_EITHER = f"""
    (select few.* from ({FROM_FEW}) few where (select outlets from size) <= %(few)s) union all
    (select many.* from ({FROM_MANY}) many where (select outlets from size) > %(few)s)
"""  # noqa: S608  ours
"""Which one is known once the areas' outlets are counted; the other is not begun."""
SIZE = "with size (outlets) as materialized ({count})"
FACTS = """o.id, o.name, o.phone, o.area_code, o.shop_id, coalesce(nullif(o.kind, ''), s.kind, ''), coalesce(s.scale, ''), o.sex,
    coalesce(s.digital, false)"""
FIRST = f"""
    select {FACTS}, coalesce(a.path, '') from (select * from ({{found}}) found order by place, id limit %(limit)s) first
    join indicators_standing s using (id) join registry_outlet o using (id) left join registry_area a on a.code = o.area_code
    where o.ended_at is null and {{inside}} order by first.place, o.id
"""  # noqa: S608  ours
SUITING = f"""
    {{size}} select (select count(*) from (select from ({{counted}}) found limit %(most)s) found), ({COUNTED_AT}), first.*
    from (select 1) one left join lateral ({FIRST}) first on true
"""  # noqa: S608  ours
TAKEN = """
    select case when %(has_places)s
        then (select count(*) from programs_enrolment where program_id = %(program)s and state = 'chosen') end
"""
KNOWN = f"""
    select {FACTS}, coalesce(a.path, '') from registry_outlet o left join indicators_standing s using (id)
    left join registry_area a on a.code = o.area_code where o.ended_at is null and {{inside}} and
"""  # noqa: S608  ours
CALLED = f"""
    {KNOWN} o.id in (select id from ({{called}}) called) and not exists (
        select from programs_enrolment e where e.program_id = %(program)s and e.outlet_id = o.id
    ) order by o.id limit %(shown)s
"""  # noqa: S608  ours


@dataclass(frozen=True)
class Candidate:
    """An outlet that could be enrolled."""

    id: int
    name: str
    phone: str
    shop_id: int | None
    facts: Facts
    place: str
    """Its area in words."""


@dataclass(frozen=True)
class Suiting:
    """How many suit a programme and are not in it, at most MOST_COUNTED (`is_more`: there are more), and the first of them by
    need; as outlets stood at a moment (None: they were never counted)."""

    count: int
    is_more: bool
    first: list[Candidate]
    as_of: datetime | None


@dataclass(frozen=True)
class Asked:
    """Whom a programme is for (`weights`: what gives points), in which areas, and which of them are wanted now."""

    program_id: int
    eligibility: Eligibility
    areas: Sequence[str]
    only: Filter = ANYBODY
    weights: Mapping[str, int] | None = None

    def inside(self, codes: Sequence[str]) -> "Asked":
        """The same of those that are inside these areas, too."""
        return Asked(self.program_id, self.eligibility, areas_in_both(self.areas, codes), self.only, self.weights)


def _suiting_asked(asked: Asked, limit: int) -> Asking:
    found = _found(asked)
    if found is None:
        return f"select 0, ({COUNTED_AT}), null", {}
    statement = SUITING.format(size=SIZE, counted=found.text(MOST_COUNTED + 1), found=found.text(limit), inside=found.test)
    return statement.replace("{count}", found.count), found.values | {"limit": limit, "most": MOST_COUNTED + 1}


def _suiting(rows: Sequence[tuple[Any, ...]]) -> Suiting:
    count, as_of = rows[0][:2]
    first = [_candidate(row[2:]) for row in rows if row[2] is not None]
    return Suiting(min(count, MOST_COUNTED), count > MOST_COUNTED, first, datetime.fromisoformat(as_of) if as_of else None)


@dataclass(frozen=True)
class Adding:
    """What an officer may take in: how many suit with the first of them, the room there is (None: for all), and those outside
    the programme that a search found, whether they suit or not."""

    suits: Suiting
    room: int | None
    found: list[Candidate]

    @property
    def prefilled(self) -> int | None:
        """How many to take in, unless somebody says otherwise: as many as there is room for; None: there is none."""
        return self.suits.count if self.room is None else min(self.room, self.suits.count) or None


def adding(
    asked: Asked, *, first: int, places: int | None, called: Asking | None, shown: int, codes: Sequence[str] = ("",)
) -> Adding:
    """`called`: the ids that the search is for (None: none), of which `shown` are told, inside the areas of `codes`. Across
    businesses; one statement."""
    search, ids = called or ("select 0 where false", {})
    test, values = inside(codes)
    suits, [(taken,)], found = fetch_together(
        _suiting_asked(asked, first),
        (TAKEN, {"program": asked.program_id, "has_places": places is not None}),
        (CALLED.format(called=search, inside=test), {**ids, **values, "program": asked.program_id, "shown": shown}),
    )
    room = None if places is None else max(0, places - taken)
    return Adding(_suiting(suits), room, [_candidate(row) for row in found])


def neediest(asked: Asked, *, limit: int) -> list[Candidate]:
    """The first of those who suit by need, then by who came first. Across businesses; one statement."""
    found = _found(asked)
    if found is None:
        return []
    statement = (SIZE + FIRST).replace("{count}", found.count).format(found=found.text(limit), inside=found.test)
    return [_candidate(row) for row in fetch(statement, found.values | {"limit": limit})]


def outlets_known(outlet_ids: Collection[int], *, codes: Sequence[str] = ("",)) -> list[Candidate]:
    """These outlets inside the areas, whatever they are; what is told of one that was never counted is that nobody knows."""
    test, values = inside(codes)
    rows = fetch(
        f"{KNOWN.format(inside=test)} o.id = any(%(ids)s) order by o.id",
        {"ids": list(outlet_ids), **values},
    )
    return [_candidate(row) for row in rows]


@dataclass(frozen=True)
class _Found:
    """The statement that finds the number of those who suit, each with the place of those alike by need."""

    shape: str
    test: str
    count: str
    """How many outlets the areas have, for a shape that asks for it."""
    values: dict[str, Any]

    def text(self, limit: int) -> str:
        return self.shape.format(inside=self.test.replace("o.area_code", "s.area_code"), limit=limit)


def _found(asked: Asked) -> _Found | None:
    """None: nobody can suit. No statement."""
    only, eligibility = asked.only, asked.eligibility
    areas = areas_in_both(asked.areas, [only.area])
    weights = asked.weights or WEIGHTS
    groups = alike(eligibility, only)
    groups.sort(key=lambda each: -sum(points_of(each, weights).values()))
    if not (groups and areas):
        return None
    kinds = set(eligibility.kinds) & set(only.kinds) if eligibility.kinds and only.kinds else {*eligibility.kinds, *only.kinds}
    if eligibility.kinds and eligibility.unknown_too and not only.kinds:
        kinds.add("")
    test, values = inside(areas)
    count, counted = count_asked(areas)
    if only.lists or all(len(code) > PROVINCE for code in areas):
        shape, count, counted = FROM_FEW, "select 0", {}
    elif COUNTRY in areas:
        shape, count, counted = FROM_MANY, "select 0", {}
    else:
        shape, counted = FROM_EITHER, {**counted, "few": FEW}
    return _Found(
        shape,
        test,
        count,
        values
        | dict(counted)
        | {
            "digitals": [each.is_digital for each in groups],
            "sexes": [each.sex for each in groups],
            "scales": [each.scale for each in groups],
            "phones": [each.has_phone for each in groups],
            "by_kind": bool(eligibility.kinds or only.kinds),
            "kinds": sorted(kinds),
            "sold": {"sold": "yes", "unsold": "no"}.get(only.grade, ""),
            "by_list": bool(only.lists),
            "lists": list(only.lists),
            "program": asked.program_id,
        },
    )


def _candidate(row: Sequence[Any]) -> Candidate:
    outlet, name, phone, area, shop, kind, scale, sex, is_digital, place = row
    return Candidate(outlet, name, phone, shop, Facts(area, kind, scale, sex, is_digital, bool(phone)), place)
