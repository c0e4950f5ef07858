"""Whether the stored numbers are those of the rows, for `sekoci verify`."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from sekoci.books.queries import Checked
from sekoci.indicators.actions.counting import PATIENCE, SUMS, counted_in, facts_on, how_told
from sekoci.indicators.actions.folding import CONSUMER, FRESH, HEARD, LEVELS, ORDER
from sekoci.indicators.actions.standing import COLUMNS, facts_of, told_by_one
from sekoci.indicators.rules import ZONE
from sekoci.kit.clock import day_in
from sekoci.kit.sql import fetch

MOST_NAMED = 50
COUNTED = ("outlets", "digital", "named", "sellers")
"""What outsiders are told of areas."""
BEHIND = """
    select exists (
        select from kit_event event left join kit_cursor mine on mine.consumer = %s
        where event.name = any(%s)
          and (mine.consumer is null or (event.transaction, event.id) > (mine.transaction, mine.event_id))
    )
"""
ALL = f"""
    select {ORDER} from orders_order o join registry_business b on b.id = o.business_id and (%(demo)s or not b.is_demo)
"""  # noqa: S608  texts are ours
ALL_BACK = """(
        select payment_id, sum(amount) as amount from payments_refund group by payment_id
    ) back on back.payment_id = p.id and p.settled_at is not null"""
ALL_PAID = {"payments": "payments_payment p", "which": "p.business_id = o.business_id and p.order_id = o.id", "back": ALL_BACK}
DAYS = f"""
    select format('business %%s on %%s by %%s: %%s orders for Rp%%s counted, its orders make %%s for Rp%%s',
        coalesce(kept.business_id, told.business_id), coalesce(kept.day, told.day), coalesce(kept.way, told.way),
        coalesce(kept.orders, 0), coalesce(kept.sales, 0), coalesce(told.orders, 0), coalesce(told.sales, 0))
    from indicators_shopday kept full join ({FRESH.format(orders=ALL, **ALL_PAID)}) told using (business_id, day, way)
    where (kept.orders, kept.sales, kept.cashless) is distinct from (told.orders, told.sales, told.cashless) limit %(most)s
"""  # noqa: S608  texts are ours
SEEN = """
    select format('business %%s: first and last order from afar %%s and %%s, its days say %%s and %%s',
        seen.business_id, seen.first_digital, seen.last_digital, told.first, told.last)
    from indicators_shopseen seen join registry_business b on b.id = seen.business_id
    left join (
        select business_id, min(day) as first, max(day) as last from indicators_shopday where way <> 'counter' group by 1
    ) told using (business_id)
    where (seen.first_digital, seen.last_digital) is distinct from (told.first, told.last)
       or seen.area_code <> left(b.area_id, 8) limit %(most)s
"""
FLOWS = f"""
    with daily as (
        select s.area_code as area, d.day, d.way, sum(orders) as orders, sum(sales) as sales, sum(cashless) as cashless,
            count(distinct d.business_id) as shops, 0 as firsts
        from indicators_shopday d join indicators_shopseen s using (business_id) group by grouping sets ((1, 2, 3), (1, 2))
        union all select area_code, first_digital, null, 0, 0, 0, 0, count(*) from indicators_shopseen
        where first_digital is not null group by 1, 2
    ), told as (
        select up.level, coalesce(way, '') as way, left(area, up.letters) as area_code, day, sum(orders) as orders,
            sum(sales) as sales, sum(cashless) as cashless, sum(shops) as shops, sum(firsts) as firsts
        from daily cross join {LEVELS} group by 1, 2, 3, 4
    )
    select format('area "%%s" on %%s by "%%s": %%s orders by %%s shops counted, their days make %%s by %%s',
        coalesce(kept.area_code, told.area_code), coalesce(kept.day, told.day), coalesce(kept.way, told.way),
        coalesce(kept.orders, 0), coalesce(kept.shops, 0), coalesce(told.orders, 0), coalesce(told.shops, 0))
    from indicators_flow kept full join told using (level, way, area_code, day)
    where (kept.orders, kept.sales, kept.cashless, kept.shops, kept.firsts)
        is distinct from (told.orders, told.sales, told.cashless, told.shops, told.firsts) limit %(most)s
"""  # noqa: S608  texts are ours
SLICES = """
    with sums as (
        select month, level, area_code, case when slice = '' then '' else split_part(slice, ':', 1) end as by,
            sum(outlets) as outlets, sum(digital) as digital, sum(workers) as workers,
            sum(orders) as orders
        from indicators_stock group by 1, 2, 3, 4
    )
    select format('area "%%s" in %%s: its slices by %%s make another sum', s.area_code, s.month, s.by)
    from sums s join sums whole on whole.by = '' and (whole.month, whole.level, whole.area_code) = (s.month, s.level, s.area_code)
    where (s.outlets, s.digital, s.workers, s.orders)
        <> (whole.outlets, whole.digital, whole.workers, whole.orders) limit %(most)s
"""


STOCKS = f"""
    with newest as (select max(month) as month from indicators_stock),
    told as (
        select up.level, left(area_code, up.letters) as area_code, count(*) as outlets,
            {", ".join(f"sum({what}) as {name}" for name, what in SUMS.items())}
        from indicators_standing cross join {LEVELS} where length(area_code) >= up.letters group by 1, 2
    ), kept as (
        select s.* from indicators_stock s join newest using (month)
        where slice = '' and not (outlets = 0 and told_outlets > 0) and exists (select from told)
    )
    select format('area "%%s": %%s outlets counted, %%s of them digital; as they stand they are %%s and %%s',
        coalesce(kept.area_code, told.area_code), coalesce(kept.outlets, 0), coalesce(kept.digital, 0), coalesce(told.outlets, 0),
        coalesce(told.digital, 0))
    from kept full join told using (level, area_code)
    where ({", ".join(f"kept.{name}" for name in ("outlets", *SUMS))})
        is distinct from ({", ".join(f"told.{name}" for name in ("outlets", *SUMS))}) limit %(most)s
"""  # noqa: S608  texts are ours
TOLD = f"""
    with outside as (
        select month, level, area_code, slice, told_on, counted_on, {", ".join(f"told_{each}" for each in COUNTED)}
        from indicators_stock where slice = '' or (level = 0 and left(slice, 2) <> 'x:')
    ), parts as (
        select month, case when slice = '' then left(area_code, case level when 1 then 0 when 2 then 2 else 5 end) else '' end
            as area_code, case when slice = '' then level - 1 else 0 end as level,
            case when slice = '' then '' else split_part(slice, ':', 1) end as by,
            {", ".join(f"sum(told_{each}) as {each}" for each in COUNTED)}
        from outside where slice <> '' or level > 0 group by 1, 2, 3, 4
    )
    select format('area "%%s" in %%s: outsiders are told of more in its parts (by "%%s") than in it', p.area_code, p.month, p.by)
    from parts p left join outside w on w.slice = '' and (w.month, w.level, w.area_code) = (p.month, p.level, p.area_code)
    where {" or ".join(f"p.{each} > coalesce(w.told_{each}, 0)" for each in COUNTED)}
       or (p.by <> '' and p.outlets <> coalesce(w.told_outlets, 0))
    union all
    select format('in %%s outsiders are told of %%s days', month, count(distinct told_on)) from outside where told_on is not null
    group by month having count(distinct told_on) > 1
    union all
    select format('outsiders are told of %%s in %%s', told_on, month) from outside where slice = '' and level = 0
      and (told_on < month or told_on >= month + interval '1 month' or told_on > counted_on)
    limit %(most)s
"""  # noqa: S608  texts are ours
"""Of the live rows they say nothing any more: they are of Monday. That they hang together is what can be promised."""
STANDING = f"""
    with {{told}}, touched as (
        select id from touched_outlet union select -id from touched_shop
        union select o.id from touched_shop s join registry_outlet o on o.shop_id = s.id
    )
    select format('outlet %%s: %%s', coalesce(kept.id, told.id), (
        select string_agg(format('%%s kept as %%s, its lists and its shop tell %%s', key, k.value, t.value), '; ' order by key)
        from jsonb_each_text(to_jsonb(kept)) k full join jsonb_each_text(to_jsonb(told)) t using (key)
        where k.value is distinct from t.value))
    from indicators_standing kept full join told using (id)
    where ({", ".join(f"kept.{each}" for each in COLUMNS)})
        is distinct from ({", ".join(f"told.{each}" for each in COLUMNS)})
      and coalesce(kept.id, told.id) not in (select id from touched) limit %(most)s
"""  # noqa: S608  texts are ours


def problems() -> list[Checked]:
    """Compared while nothing new waits to be told; what waits is no damage."""
    behind = fetch(BEHIND, (CONSUMER, [kind.__name__ for kind in HEARD])) == [(True,)]
    looks = (
        ("what a shop sold a day is what its orders say", "indicators_shopday", DAYS, behind),
        ("a shop's first and last order from afar are those of its days", "indicators_shopseen", SEEN, behind),
        ("an area's flows are those of its shops' days", "indicators_flow", FLOWS, behind),
        ("an area's outlets are those that stand there", "indicators_standing", STOCKS, False),
        ("an area's outlets by scale, sector and sex make all its outlets", "indicators_stock", SLICES, False),
        ("what outsiders are told of an area is of one day, and of its parts no more", "indicators_stock", TOLD, False),
    )
    return [_checked(*look) for look in looks] + [_standing(behind)]


def _standing(behind: bool) -> Checked:
    """As of the day on which they were counted; those that were touched since are left out."""
    what = "an outlet stands as its lists and its shop tell"
    counted = counted_in(facts_on(day_in(ZONE)))
    if behind or not counted:
        return Checked(what, 0, [])
    on, at = counted
    statement = STANDING.format(told=told_by_one(**how_told(on)))
    return _checked(what, "indicators_standing", statement, False, facts_on(on) | {"since": at - PATIENCE})


def _checked(what: str, table: str, broken: str, waits: bool, told: Mapping[str, Any] | None = None) -> Checked:
    if waits:
        return Checked(what, 0, [])
    [(counted,)] = fetch(f"select count(*) from {table}")  # noqa: S608  a name of ours
    facts = {"most": MOST_NAMED, "demo": settings.DEVELOPMENT, **(told or {})}
    return Checked(what, counted, [text for (text,) in fetch(broken, facts_of(broken, facts))])
