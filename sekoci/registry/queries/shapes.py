"""Maps of areas, as outlines."""

from sekoci.kit.sql import fetch
from sekoci.registry.rules.hexes import Outlines


def shapes_within(parent: str) -> Outlines | None:
    """The outlines of what lies directly in an area ("" is the country); None where its map is not drawn yet."""
    rows = fetch("select code, path, width, height from registry_areashape where parent = %s order by code", (parent,))
    return Outlines(rows[0][2], rows[0][3], {code: path for code, path, _, _ in rows}) if rows else None
