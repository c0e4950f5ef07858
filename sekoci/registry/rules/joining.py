"""Outlines of areas joined to the outline of what they were together: what two of them share on a map is no border of both.

Works on paths as we write them (`hexes.path`) and as boundaries that were given share them (`topojson`): closed, by whole steps.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import gcd

from sekoci.registry.rules.hexes import path

Point = tuple[int, int]
LOOP = re.compile(r"M(-?\d+) (-?\d+)l([^Mz]*)z")
NUMBER = re.compile(r"-?\d+")


def joined_paths(paths: Mapping[str, str], joined: Mapping[str, str]) -> dict[str, str]:
    """The paths by what `joined` says that their owners are drawn as; whoever is not in it stays as it is."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code, drawn in paths.items():
        groups[joined.get(code, code)].append(drawn)
    return {whole: parts[0] if len(parts) == 1 else union(parts) for whole, parts in groups.items()}


def union(parts: Sequence[str]) -> str:
    """One path around all of these: every line that is walked both ways is left out."""
    ways: dict[tuple[Point, Point], int] = defaultdict(int)
    for part in parts:
        for loop in points_of(part):
            for here, there in _small_steps(loop):
                if ways[there, here]:
                    ways[there, here] -= 1
                else:
                    ways[here, there] += 1
    after: dict[Point, list[Point]] = defaultdict(list)
    for (here, there), count in ways.items():
        after[here] += [there] * count
    return "".join(path(loop) for loop in _walked(after))


def points_of(drawn: str) -> list[list[Point]]:
    """The corners of each loop of a path."""
    found = []
    for x, y, steps in LOOP.findall(drawn):
        at = (int(x), int(y))
        loop = [at]
        numbers = [int(each) for each in NUMBER.findall(steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            loop.append(at)
        found.append(loop)
    return found


def _small_steps(loop: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Each line in its smallest whole steps: a neighbour may have a corner where this one goes straight on."""
    for (x, y), (to_x, to_y) in zip(loop, [*loop[1:], loop[0]], strict=True):
        count = gcd(to_x - x, to_y - y)
        for step in range(count):
            dx, dy = (to_x - x) // count, (to_y - y) // count
            yield (x + step * dx, y + step * dy), (x + (step + 1) * dx, y + (step + 1) * dy)


def _walked(after: dict[Point, list[Point]]) -> list[list[Point]]:
    """The loops that these steps make; from each point as many leave as come."""
    loops = []
    for start in sorted(after):
        while after[start]:
            loop, at = [start], after[start].pop()
            while at != start:
                loop.append(at)
                at = after[at].pop()
            loops.append(loop)
    return loops
