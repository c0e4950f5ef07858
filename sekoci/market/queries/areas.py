"""How many shops there are, area by area."""

from dataclasses import dataclass

from sekoci.kit.scope import reading_across
from sekoci.kit.sql import fetch
from sekoci.registry.queries import Place, places


@dataclass(frozen=True)
class AreaCount:
    place: Place
    shops: int


def counts_within(code: str) -> list[AreaCount]:
    """The areas right inside this one (of the whole country: provinces) that have shops, by name. Two statements."""
    length = {0: 2, 2: 5, 5: 8, 8: 13}.get(len(code))
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
        there = places([row[0] for row in rows])
    counted = [AreaCount(there[area], count) for area, count in rows if area in there]
    return sorted(counted, key=lambda each: each.place.name)
