"""Shapes of areas made from the places inside them: hexagons, each given to the nearest place, joined to one outline an area.

Nobody's boundaries: good enough to see where, never to say on which side of a border a house stands. Pure; lengths in km.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sqrt
from typing import TypeVar

LONGITUDE, LATITUDE = 111.32, 110.57
"""Kilometres in a degree, on the equator."""
FARTHEST = 45.0
"""So far from the last place land may go on; beyond it is sea."""
NEIGHBOURS, REACHES = 2, 1.5
"""Land goes on for so many times the distance to the neighbour of this rank."""
ROOT3 = sqrt(3)
SIDES = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
"""The six neighbours of a cell (q, r); the side towards each lies between the corner of the same place here and the next."""
CORNERS = ((1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2))
"""From a cell's middle, in units of half a width and a quarter of a height, clockwise."""
Cell = tuple[int, int]
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Spot:
    """A place on a plane map, in kilometres; `reach` is how far its land goes when nobody else's is nearer."""

    x: float
    y: float
    reach: float


@dataclass(frozen=True)
class Outlines:
    """Paths of SVG by name, inside a frame of `width` by `height` units."""

    width: int
    height: int
    paths: Mapping[str, str]


def spots(places: Sequence[tuple[float, float]]) -> list[Spot]:
    """Places (latitude, longitude) on a plane, true in the middle of them; the reach follows from how close they stand."""
    if not places:
        return []
    middle = cos(radians((min(p[0] for p in places) + max(p[0] for p in places)) / 2))
    plane = [(longitude * LONGITUDE * middle, -latitude * LATITUDE) for latitude, longitude in places]
    reaches = [REACHES * near for near in _spacing(plane)]
    most = min(FARTHEST, 2 * sorted(reaches)[len(reaches) * 95 // 100])  # a lonely island is not as large as its sea
    return [Spot(x, y, min(most, reach)) for (x, y), reach in zip(plane, reaches, strict=True)]


def outlines(owners: Sequence[str], places: Sequence[Spot], *, cells: int, width: int = 1000) -> Outlines:
    """About so many hexagons in all, joined by owner; nobody who owns a place is left without a hexagon."""
    size = sqrt(sum(pi * (spot.reach / REACHES) ** 2 / NEIGHBOURS for spot in places) / (cells * 1.5 * ROOT3)) or 1.0
    owned: dict[str, set[Cell]] = defaultdict(set)
    for cell, owner in _with_everybody(owners, places, _nearest(owners, places, size), size).items():
        owned[owner].add(cell)
    drawn = {owner: loops(mine) for owner, mine in sorted(owned.items())}
    every = [point for each in drawn.values() for loop in each for point in loop]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    right, bottom = max(x for x, _ in every), max(y for _, y in every)
    across, down = size * ROOT3 / 2, size / 2
    scale = width / ((right - left) * across)

    def placed(loop: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(round((x - left) * across * scale), round((y - top) * down * scale)) for x, y in loop]

    paths = {owner: "".join(path(placed(loop)) for loop in each) for owner, each in drawn.items()}
    return Outlines(width, round((bottom - top) * down * scale), paths)


def loops(cells: set[Cell]) -> list[list[tuple[int, int]]]:
    """The borders of these cells, closed, in units of CORNERS; the insides of holes run the other way round."""
    after = {}
    for q, r in cells:
        for side, (dq, dr) in enumerate(SIDES):
            if (q + dq, r + dr) not in cells:
                after[_corner(q, r, side)] = _corner(q, r, (side + 1) % 6)
    found = []
    while after:
        start = at = min(after)
        loop = []
        while at in after:
            loop.append(at)
            at = after.pop(at)
        if at != start:
            raise ValueError("a border does not close")
        found.append(loop)
    return found


def path(loop: Sequence[tuple[int, int]]) -> str:
    """A closed path of SVG by steps, which is shorter; points on a line, and steps of nothing, are left out."""
    (x, y), steps = loop[0], list[tuple[int, int]]()
    before = (x, y)
    for point in loop[1:]:
        step = (point[0] - before[0], point[1] - before[1])
        before = point
        if step == (0, 0):
            continue
        if steps and steps[-1][0] * step[1] == steps[-1][1] * step[0] and steps[-1][0] * step[0] + steps[-1][1] * step[1] > 0:
            steps[-1] = (steps[-1][0] + step[0], steps[-1][1] + step[1])
        else:
            steps.append(step)
    return f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-") + "z" if steps else ""


def _corner(q: int, r: int, which: int) -> tuple[int, int]:
    return 2 * q + r + CORNERS[which][0], 3 * r + CORNERS[which][1]


def _nearest(owners: Sequence[str], places: Sequence[Spot], size: float) -> dict[Cell, str]:
    best: dict[Cell, tuple[float, str]] = {}
    for owner, spot in zip(owners, places, strict=True):
        reach = max(spot.reach, size)
        for cell, (x, y) in _around(spot, reach, size):
            distance = hypot(x - spot.x, y - spot.y)
            if distance <= reach and (cell not in best or (distance, owner) < best[cell]):
                best[cell] = (distance, owner)
    return {cell: owner for cell, (_, owner) in best.items()}


def _around(spot: Spot, reach: float, size: float) -> Iterable[tuple[Cell, tuple[float, float]]]:
    """The cells whose middles may lie within reach of a spot, with their middles."""
    for r in range(int((spot.y - reach) // (1.5 * size)), int((spot.y + reach) // (1.5 * size)) + 2):
        first = (spot.x - reach) / (ROOT3 * size) - r / 2
        last = (spot.x + reach) / (ROOT3 * size) - r / 2
        for q in range(int(first // 1), int(last // 1) + 2):
            yield (q, r), (ROOT3 * size * (q + r / 2), 1.5 * size * r)


def _with_everybody(owners: Sequence[str], places: Sequence[Spot], cells: dict[Cell, str], size: float) -> dict[Cell, str]:
    """Whoever got no cell takes the one nearest to the middle of their places; the smallest take last, and from nobody's last."""
    mine: dict[str, list[Spot]] = defaultdict(list)
    for owner, spot in zip(owners, places, strict=True):
        mine[owner].append(spot)
    left: dict[str, int] = defaultdict(int)
    for owner in cells.values():
        left[owner] += 1
    for owner in sorted(set(mine) - set(left)):
        x, y = (sum(getattr(spot, axis) for spot in mine[owner]) / len(mine[owner]) for axis in "xy")
        middle = Spot(x, y, 6 * size)
        near = sorted((hypot(cx - x, cy - y), cell) for cell, (cx, cy) in _around(middle, middle.reach, size))
        cell = next(cell for _, cell in near if cell not in cells or left[cells[cell]] > 1)
        if cell in cells:
            left[cells[cell]] -= 1
        cells[cell] = owner
        left[owner] = 1
    return cells


def _spacing(plane: Sequence[tuple[float, float]]) -> list[float]:
    """How far the second nearest other place is; FARTHEST where there are not so many."""
    step = 4.0
    boxes: dict[Cell, list[tuple[float, float]]] = defaultdict(list)
    for x, y in plane:
        boxes[int(x // step), int(y // step)].append((x, y))
    return [_rank(x, y, boxes, step) for x, y in plane]


def _rank(x: float, y: float, boxes: Mapping[Cell, Sequence[tuple[float, float]]], step: float) -> float:
    column, row = int(x // step), int(y // step)
    found: list[float] = []
    ring = 0
    while ring * step <= FARTHEST + step:
        for dx in range(-ring, ring + 1):
            for dy in range(-ring, ring + 1) if abs(dx) == ring else {-ring, ring}:
                found += [hypot(px - x, py - y) for px, py in boxes.get((column + dx, row + dy), ())]
        found.sort()
        del found[NEIGHBOURS + 2 :]
        if len(found) > NEIGHBOURS and found[NEIGHBOURS] <= ring * step:
            return min(found[NEIGHBOURS], FARTHEST)
        ring += 1
    return FARTHEST
