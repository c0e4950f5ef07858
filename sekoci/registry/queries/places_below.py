"""The areas that an officer may choose from, one step down at a time."""

from sekoci.kit.sql import fetch
from sekoci.registry.rules.reach import COUNTRY, Reach

LEVELS_SHOWN = 3
"""Provinces, regencies, districts: villages are too many to choose from."""


def areas_below(reach: Reach, code: str) -> list[tuple[str, str]]:
    """(code, name) of this area and of what lies right below it; of what the office holds where none is chosen."""
    if code and reach.covers(code):
        return fetch(
            "select code, case when code = %(code)s then path else name end from registry_area where code = %(code)s"
            " or code like %(code)s || '.%%' and level = %(level)s and level <= %(most)s order by level, name",
            {"code": code, "level": code.count(".") + 2, "most": LEVELS_SHOWN},
        )
    if COUNTRY in reach.areas:
        return fetch("select code, name from registry_area where level = 1 order by name")
    return fetch("select code, path from registry_area where code = any(%s) order by path", (list(reach.areas),))
