"""Maps: drawn by us where nobody gave boundaries, and given by whoever runs this."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sekoci.kit.errors import Refusal
from sekoci.kit.sql import fetch
from sekoci.registry.models import AreaShape
from sekoci.registry.rules.hexes import Outlines, outlines, spots
from sekoci.registry.rules.topojson import outlines_in

CELLS = 2500
"""Hexagons of a map: so fine that a city of one is still seen on a phone, and a map weighs 10 to 25 KB."""


class BoundariesMissing(Refusal):
    code, status = "boundaries_missing", 422
    id = "Batas beberapa wilayah di {parent} tidak ada di berkas: {codes}."
    en = "Boundaries of some areas in {parent} are not in the file: {codes}."


def draw_shapes(parent: str) -> None:
    """Draw the map of an area (its code; "" is the country) from the villages in it; nothing where it is drawn already."""
    depth = len(parent.split(".")) + 1 if parent else 1
    rows = fetch(
        "select code, latitude, longitude from registry_area where level = 4 and latitude is not null and code like %s"
        " order by code",
        (f"{parent}.%" if parent else "%",),
    )
    if rows and depth < 4:
        owners = [".".join(code.split(".")[:depth]) for code, _, _ in rows]
        _keep(parent, outlines(owners, spots([(latitude, longitude) for _, latitude, longitude in rows]), cells=CELLS))


@transaction.atomic
def load_boundaries(topology: Mapping[str, Any]) -> int:
    """Take the boundaries of a TopoJSON file in place of what was drawn; how many areas have them now.

    A map changes whole: BoundariesMissing where the file knows a part of an area's parts only, NotBoundaries where it holds none.
    """
    count = 0
    for parent, given in outlines_in(topology).items():
        known = {
            code
            for (code,) in fetch(
                "select code from registry_area where code like %s and level = %s",
                (f"{parent}.%" if parent else "%", len(parent.split(".")) + 1 if parent else 1),
            )
        }
        if missing := sorted(known - set(given.paths)):
            raise BoundariesMissing(parent=parent or "Indonesia", codes=", ".join(missing[:5]))
        AreaShape.objects.filter(parent=parent).delete()
        paths = {code: path for code, path in given.paths.items() if code in known}
        _keep(parent, Outlines(given.width, given.height, paths), is_given=True)
        count += len(paths)
    return count


def forget_drawn_shapes() -> None:
    """After areas changed: what we drew is drawn anew when it is looked at."""
    AreaShape.objects.filter(is_given=False).delete()


def _keep(parent: str, drawn: Outlines, *, is_given: bool = False) -> None:
    AreaShape.objects.bulk_create(
        [
            AreaShape(parent=parent, code=code, width=drawn.width, height=drawn.height, path=path, is_given=is_given)
            for code, path in drawn.paths.items()
        ],
        ignore_conflicts=True,
    )
