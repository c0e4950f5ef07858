"""What the tests of numbers need: rows of partners' lists, outlets made of them, and what is stored."""

import json
from functools import cache

from sekoci.indicators.actions import count_stocks
from sekoci.indicators.queries.areas import level_of
from sekoci.indicators.rules import ZONE
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.areas import carried_areas, write_areas
from sekoci.registry.rules import KnownArea, known_areas

SEEN = ("33.72", "73.71", "91.03", "93.01", "34.04", "32.")
"""Of these regencies the districts stand in `some_areas`, with every province and regency."""


def some_areas() -> None:
    """Every province and regency, a few districts, no village, and a map of the country, so that none is drawn."""
    write_areas(_some_areas())
    fetch(
        "insert into registry_areashape (parent, code, width, height, path, is_given)"
        " select parent, '33', 10, 10, 'M0 0h9v9z', true from unnest(%s::text[]) parent",
        (["", "33", "33.72", "73", "91"],),
    )


@cache
def _some_areas() -> list[KnownArea]:
    return [each for each in known_areas(carried_areas()) if each.level <= 2 or (each.level == 3 and each.code.startswith(SEEN))]


def an_outlet(area, *rows, sex="", kind="", owner="", phone="", shop=None):
    """An outlet in an area with a row of another list for each mapping of facts; its id."""
    with across_businesses():
        [(org,)] = fetch(
            "insert into registry_organisation (slug, name, kind, created_at) values ('mitra', 'Mitra', 'bank', now())"
            " on conflict (slug) do update set name = excluded.name returning id"
        )
        [(outlet,)] = fetch(
            "insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, golden,"
            " shop_id, created_at, changed_at) values ('Warung', %s, %s, '', %s, '', '', %s, %s, %s, %s, '{}', %s, now(),"
            " clock_timestamp())"
            " returning id",
            (owner, phone, area, kind, sex, len(rows), len(rows), shop),
        )
        for facts in rows:
            as_of = facts.pop("as_of", "2026-11-01")
            fetch(
                """
                with list as (
                    insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
                    values (%(org)s, gen_random_uuid()::text, '{}', '', false, now()) returning id
                )
                insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner,
                    phone, street, area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said,
                    outlet_id)
                select id, %(org)s, 'a', gen_random_uuid(), gen_random_uuid(), %(as_of)s, 'Warung', '', '', '', %(area)s, 1,
                    '', '', '', '', '', '', '', %(facts)s::jsonb, '{}', %(outlet)s from list
                """,
                {"org": org, "area": area, "facts": json.dumps(facts), "outlet": outlet, "as_of": as_of},
            )
    return int(outlet)


def stock(area="", slice="", *columns):
    """These columns of an area's row of the newest month; None where there is none."""
    rows = fetch(
        f"select {', '.join(columns)} from indicators_stock where area_code = %s and slice = %s order by month desc limit 1",  # noqa: S608  ours
        (area, slice),
    )
    return (rows[0] if len(columns) > 1 else rows[0][0]) if rows else None


def flow(area, day, way=""):
    """Orders, sales, cashless orders, shops and first digital orders."""
    rows = fetch(
        "select orders, sales, cashless, shops, firsts from indicators_flow where area_code = %s and day = %s and way = %s",
        (area, day, way),
    )
    return rows[0] if rows else None


def sold(areas: dict[str, tuple[int, int]]) -> None:
    """So many sellers in these districts and so much money this month, in what is stored of them and of all they lie in."""
    whole: dict[str, tuple[int, int]] = {}
    for code, (sellers, sales) in areas.items():
        for above in ("", code[:2], code[:5], code):
            before = whole.get(above, (0, 0))
            whole[above] = (before[0] + sellers, before[1] + sales)
    for code, (sellers, sales) in whole.items():
        fetch(
            "update indicators_stock set sellers = %s, sales = %s, orders = %s where area_code = %s and slice = ''",
            (sellers, sales, sellers, code),
        )
        fetch(
            "insert into indicators_flow (level, way, area_code, day, orders, sales, cashless, shops, firsts)"
            " select %s, way, %s, %s, %s, %s, 0, %s, 0 from unnest(array['', 'shop']) way",
            (level_of(code), code, day_in(ZONE), sellers, sales, sellers),
        )


def monday_came() -> None:
    """Count as on the first day of the next week: outsiders read what stands now."""
    fetch("update indicators_stock set told_on = told_on - 7 where told_on is not null")
    count_stocks()
