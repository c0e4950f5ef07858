"""Boundaries from a TopoJSON file (v1), as paths of SVG. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any

from sekoci.kit.errors import Refusal
from sekoci.registry.rules.hexes import LATITUDE, LONGITUDE, Outlines, path

CODES = ("kode", "code", "KODE", "KODE_PROV", "id")
Ring = Sequence[tuple[float, float]]


class NotBoundaries(Refusal):
    code, status = "not_boundaries", 422
    id = "Berkas ini bukan TopoJSON dengan kode wilayah: {why}."
    en = "This file is no TopoJSON with codes of areas: {why}."


def outlines_in(topology: Mapping[str, Any], *, width: int = 1000) -> dict[str, Outlines]:
    """By the area that they lie in ("" is the country): the outlines of the areas of a file, provinces or regencies.

    `topology` is the parsed file; each shape's properties hold Kemendagri's code, dotted or not. NotBoundaries for anything else.
    """
    try:
        rings = _rings_by_code(topology)
    except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
        raise NotBoundaries(why=f"{type(error).__name__} {error}") from error
    if not rings:
        raise NotBoundaries(why="no shape has a code")
    maps: dict[str, dict[str, list[Ring]]] = defaultdict(dict)
    for code, mine in rings.items():
        maps[code.rpartition(".")[0]][code] = mine
    return {parent: _drawn(shapes, width) for parent, shapes in maps.items()}


def _rings_by_code(topology: Mapping[str, Any]) -> dict[str, list[Ring]]:
    arcs = list(_arcs(topology))
    found: dict[str, list[Ring]] = defaultdict(list)
    for thing in topology["objects"].values():
        for geometry in thing.get("geometries", [thing]):
            said = {"id": geometry.get("id"), **(geometry.get("properties") or {})}
            code = _dotted(next((str(said[name]) for name in CODES if said.get(name)), ""))
            if code and geometry["type"] in ("Polygon", "MultiPolygon"):
                polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
                found[code] += [_ring(ring, arcs) for polygon in polygons for ring in polygon]
    return found


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """Points (longitude, latitude); quantised ones are steps from the point before."""
    transform = topology.get("transform")
    for arc in topology["arcs"]:
        if not transform:
            yield [(float(point[0]), float(point[1])) for point in arc]
            continue
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append(
                (
                    x * transform["scale"][0] + transform["translate"][0],
                    y * transform["scale"][1] + transform["translate"][1],
                )
            )
        yield points


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs one after the other; a negative number is an arc backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _drawn(shapes: Mapping[str, Sequence[Ring]], width: int) -> Outlines:
    every = [point for rings in shapes.values() for ring in rings for point in ring]
    south, north = min(y for _, y in every), max(y for _, y in every)
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    across = LONGITUDE * cos(radians((south + north) / 2))
    scale = width / ((east - west) * across)

    def placed(ring: Ring) -> list[tuple[int, int]]:
        return [(round((x - west) * across * scale), round((north - y) * LATITUDE * scale)) for x, y in ring[:-1]]

    paths = {code: "".join(path(placed(ring)) for ring in rings if len(ring) > 3) for code, rings in sorted(shapes.items())}
    return Outlines(width, round((north - south) * LATITUDE * scale), paths)


def _dotted(code: str) -> str:
    digits = code.replace(".", "")
    return ".".join(digits[i : i + 2] for i in range(0, len(digits), 2)) if digits.isdigit() and len(digits) in (2, 4, 6) else ""
