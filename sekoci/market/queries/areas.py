"""How many shops there are, or answer a question, area by area."""

from dataclasses import dataclass

from sekoci.kit import clock
from sekoci.kit.scope import reading_across
from sekoci.kit.sql import fetch
from sekoci.market import rules
from sekoci.registry.queries import Place, places


@dataclass(frozen=True)
class AreaCount:
    """`shops` is None where they were not counted."""

    place: Place
    shops: int | None


LENGTHS = {0: 2, 2: 5, 5: 8, 8: 13}
"""How long the code of an area is, by the length of the one it lies in."""
ANSWERING = {
    True: "market_shop shop where shop.words @@ %(query)s::tsquery",
    False: "market_product product join market_shop shop using (business_id) where product.words @@ %(query)s::tsquery",
}
"""Shops that answer themselves, and shops whose goods do."""
OPEN = " and (%(minute)s::int is null or shop.hours is null or shop.hours @> %(minute)s::int)"


def counts_within(code: str) -> list[AreaCount]:
    """The areas right inside this one (of the whole country: provinces) that have shops, by name. Two statements."""
    length = LENGTHS.get(len(code))
    if length is None:
        return []
    with reading_across():
        rows = fetch(
            "select left(area_code, %(length)s), count(*) from market_shop"
            " where area_code >= %(code)s and area_code < %(code)s || '/' and length(area_code) >= %(length)s group by 1"
            if code
            else "select left(area_code, %(length)s), count(*) from market_shop group by 1",
            {"code": code, "length": length},
        )
        return _named(rows)


def counts_found(code: str, query: str, *, shops: bool, open_now: bool) -> list[AreaCount]:
    """The same, but only those that answer a query of the index, themselves (`shops`) or by what they sell. Two statements."""
    length = LENGTHS.get(len(code))
    if length is None:
        return []
    with reading_across():
        rows = fetch(
            "select left(shop.area_code, %(length)s), count(distinct shop.business_id)"  # noqa: S608  texts are ours
            f" from {ANSWERING[shops]}{OPEN} and length(shop.area_code) >= %(length)s group by 1",
            {"length": length, **_asked(query, open_now=open_now)},
        )
        return _named(rows)


def is_answered(query: str, *, shops: bool, open_now: bool) -> bool:
    """Whether any shop, or anything that is sold, answers. One statement."""
    with reading_across():
        asked = f"select exists (select from {ANSWERING[shops]}{OPEN})"  # noqa: S608  texts are ours
        return bool(fetch(asked, _asked(query, open_now=open_now))[0][0])


def _asked(query: str, *, open_now: bool) -> dict[str, object]:
    return {"query": query, "minute": rules.minute_of_week(clock.now()) if open_now else None}


def _named(rows: list[tuple[str, int]]) -> list[AreaCount]:
    there = places([row[0] for row in rows])
    counted = [AreaCount(there[area], count) for area, count in rows if area in there]
    return sorted(counted, key=lambda each: each.place.name)
