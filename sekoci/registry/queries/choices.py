"""What an officer may narrow the list of outlets by: areas, one step down at a time, and lists."""

from sekoci.kit.sql import fetch
from sekoci.registry.rules.reach import COUNTRY, Reach

LEVELS_SHOWN = 3
"""Provinces, regencies, districts: villages are too many to choose from."""


def choices_for(reach: Reach, code: str) -> tuple[list[tuple[str, str]], list[tuple[int, str, str]]]:
    """What the list can be narrowed by: areas as (code, name) one step down, and lists as (id, name, whose). One statement."""
    if code and reach.covers(code):
        areas = (
            "select code, case when code = %(code)s then path else name end, level from registry_area where code = %(code)s"
            " or code like %(code)s || '.%%' and level = %(level)s and level <= %(most)s"
        )
    elif COUNTRY in reach.areas:
        areas = "select code, name, level from registry_area where level = 1"
    else:
        areas = "select code, path, 0 from registry_area where code = any(%(codes)s)"
    values = {"code": code, "level": code.count(".") + 2, "most": LEVELS_SHOWN, "codes": list(reach.areas)}
    found = fetch(
        f"""
        select * from (
            select 0 as kind, code, name, '' as whose, level from ({areas}) a (code, name, level)
            union all
            select 1, l.id::text, l.name, o.name, 0 from registry_partnerlist l
            join registry_organisation o on o.id = l.organisation_id
        ) each order by kind, level, case when kind = 0 then name else lower(whose) end, lower(name), code
        """,  # noqa: S608  ours
        {name: value for name, value in values.items() if f"%({name})s" in areas},
    )
    lists = [(int(number), name, whose) for kind, number, name, whose, _ in found if kind]
    return [(area, name) for kind, area, name, _, _ in found if not kind], lists
