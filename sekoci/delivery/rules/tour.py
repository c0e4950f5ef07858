"""In which order a round is driven. Straight lines between places: no map, nobody is asked."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Generic, TypeVar

from sekoci.registry.rules import plain

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

Key = TypeVar("Key")
EARTH_KM = 6371.0
MOST_PASSES = 30


@dataclass(frozen=True)
class Drop(Generic[Key]):
    """Something to bring: `area` and `point` of its village where they are known, `position` where somebody chose one."""

    key: Key
    area: str = ""
    point: Point | None = None
    address: str = ""
    position: int | None = None


def driving_order(start: Point | None, drops: Sequence[Drop[Key]]) -> list[Key]:
    """Every drop once: village by village along a short way there and back, by address within a village, unknown places last.

    Those that somebody put in order stay in it; a new one joins behind the last of its village, else at the end.
    """
    points = {drop.area: drop.point for drop in drops if drop.point}
    areas = list(points)
    rank = {areas[place]: turn for turn, place in enumerate(tour(start, [points[area] for area in areas]))}
    by_way = sorted(drops, key=lambda drop: (rank.get(drop.area, len(rank)), plain(drop.address)))
    order = sorted((drop for drop in by_way if drop.position is not None), key=lambda drop: drop.position or 0)
    for drop in by_way:
        if drop.position is None:
            behind = [place for place, other in enumerate(order) if drop.point and other.area == drop.area]
            order.insert(behind[-1] + 1 if behind else len(order), drop)
    return [drop.key for drop in order]


def tour(start: Point | None, points: Sequence[Point]) -> list[int]:
    """Places in `points` in the order to visit them, from `start` and home again: never longer than the order given.

    Always to the nearest next, then untangled: stretches are turned round while that makes the way shorter (2-opt). Without a
    start the first point is one.
    """
    if not points:
        return []
    stops = [start or points[0], *points]
    km = [[km_between(one, other) for other in stops] for one in stops]
    given = list(range(1, len(stops)))
    best = min((_nearest_next(km), given), key=lambda order: _length(km, order))
    return [place - 1 for place in _untangled(km, best)]


def way_km(start: Point, points: Sequence[Point]) -> float:
    """How long it is from the start through these points in this order and home again, in straight lines."""
    way = [start, *points, start]
    return sum(km_between(one, other) for one, other in itertools.pairwise(way))


def km_between(one: Point, other: Point) -> float:
    """The straight line over the ground (haversine)."""
    (lat, lon), (lat_2, lon_2) = ((radians(each) for each in point) for point in (one, other))
    half = sin((lat_2 - lat) / 2) ** 2 + cos(lat) * cos(lat_2) * sin((lon_2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _nearest_next(km: Sequence[Sequence[float]]) -> list[int]:
    here, left, order = 0, set(range(1, len(km))), []
    while left:
        here = min(left, key=lambda place: (km[here][place], place))
        left.remove(here)
        order.append(here)
    return order


def _untangled(km: Sequence[Sequence[float]], order: list[int]) -> list[int]:
    way = [0, *order, 0]
    for _ in range(MOST_PASSES):
        shorter = False
        for first in range(1, len(way) - 2):
            for last in range(first + 1, len(way) - 1):
                now = km[way[first - 1]][way[first]] + km[way[last]][way[last + 1]]
                turned = km[way[first - 1]][way[last]] + km[way[first]][way[last + 1]]
                if turned < now - 1e-9:
                    way[first : last + 1] = reversed(way[first : last + 1])
                    shorter = True
        if not shorter:
            break
    return way[1:-1]


def _length(km: Sequence[Sequence[float]], order: Sequence[int]) -> float:
    way = [0, *order, 0]
    return sum(km[one][other] for one, other in itertools.pairwise(way))
