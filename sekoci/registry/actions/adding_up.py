"""Outlets' counts by area: what changed since the last time is added in."""

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

MOST = 200_000
"""Differences that are added in at once; a linking of a million outlets leaves many."""
ADD = """
    with taken as (
        delete from registry_outletdifference where id in (select id from registry_outletdifference order by id limit %s)
        returning area_code, organisations, outlets, rows, shops
    ), told as (
        insert into registry_outletcount (level, area_code, organisations, outlets, rows, shops)
        select up.level, left(area_code, up.letters), organisations, sum(outlets), sum(rows), sum(shops)
        from taken join (values (0, 0), (1, 2), (2, 5), (3, 8)) up (level, letters) on length(area_code) >= up.letters
        group by 1, 2, 3 having (sum(outlets), sum(rows), sum(shops)) <> (0, 0, 0)
        on conflict (level, area_code, organisations) do update set outlets = registry_outletcount.outlets + excluded.outlets,
            rows = registry_outletcount.rows + excluded.rows, shops = registry_outletcount.shops + excluded.shops
    )
    select count(*) from taken
"""
EMPTY = "delete from registry_outletcount where (outlets, rows, shops) = (0, 0, 0)"


def add_up_outlets() -> int:
    """Add what changed in outlets into the counts of their areas, until nothing is left; how many differences.

    Pages add both up, so that nothing they say depends on when this runs.
    """
    total = 0
    while added := _add_some():
        total += added
    return total


def _add_some() -> int:
    with across_businesses():
        if fetch("select pg_try_advisory_xact_lock(hashtext('registry_outletcount'))") != [(True,)]:
            return 0
        [(added,)] = fetch(ADD, (MOST,))
        if added:
            fetch(EMPTY)
    return int(added)
