"""What partners read of counts of outlets, counted on Mondays and kept until the next."""

from sekoci.kit.clock import day_in, day_span, now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.queries.weeks import COUNTRYS_CLOCK
from sekoci.registry.rules.weekly import monday_of

KEEP = """
    insert into registry_outletweek (level, area_code, organisations, outlets, rows, shops, counted_at)
    select level, area_code, organisations, sum(outlets), sum(rows), sum(shops), %s from (
        select level, area_code, organisations, outlets, rows, shops from registry_outletcount
        union all
        select up.level, left(d.area_code, up.letters), d.organisations, d.outlets, d.rows, d.shops
        from registry_outletdifference d
        join (values (0, 0), (1, 2), (2, 5), (3, 8)) up (level, letters) on length(d.area_code) >= up.letters
    ) each group by 1, 2, 3 having sum(outlets) > 0
"""


def count_week() -> bool:
    """Keep the counts as they stand, unless that was done since Monday; whether it was done now.

    A partner that came since then waits for the next Monday: counted alone it would learn what one week moved.
    """
    monday = day_span(COUNTRYS_CLOCK, *[monday_of(day_in(COUNTRYS_CLOCK))] * 2)[0]
    with across_businesses():
        if fetch("select pg_try_advisory_xact_lock(hashtext('registry_outletweek'))") != [(True,)]:
            return False
        if fetch("select 1 from registry_outletweek where counted_at >= %s limit 1", (monday,)):
            return False
        fetch("delete from registry_outletweek")
        fetch(KEEP, (now(),))
    return True
