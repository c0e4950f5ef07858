"""Flows of areas, kept by what changed: whoever's orders were touched is told anew, and areas take the difference.

A shop's day is a function of its orders as they stand, so hearing twice, late or in another order comes to the same.
"""

from typing import Final

from django.conf import settings

from sekoci.kit.events import hear_ids
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.events import OrdersMoved, OrdersPlaced
from sekoci.payments.events import PaymentsRefunded, PaymentsSettled
from sekoci.registry.events import ShopsChanged

CONSUMER: Final = "indicators"
HEARD: Final = {
    OrdersPlaced: "order_ids",
    OrdersMoved: "order_ids",
    PaymentsSettled: "order_ids",
    PaymentsRefunded: "order_ids",
    ShopsChanged: "business_ids",
}
TOUCHED = """
    create temp table touched on commit drop as
    with moved as (
        select b.id, b.zone from heard join registry_business b on b.id = heard.id::bigint
        join indicators_shopseen seen on seen.business_id = b.id and seen.area_code <> left(b.area_id, 8)
        where heard.name = 'ShopsChanged'
    )
    select o.business_id, (o.placed_at at time zone b.zone)::date as day
    from heard join orders_order o on o.id = heard.id::uuid join registry_business b on b.id = o.business_id
    where heard.name <> 'ShopsChanged' and (%(demo)s or not b.is_demo)
    union select o.business_id, (o.placed_at at time zone moved.zone)::date
    from moved join orders_order o on o.business_id = moved.id
    union select d.business_id, d.day from moved join indicators_shopday d on d.business_id = moved.id
"""
WAY = """
    case when o.source in ('counter', 'again') then 'counter' when o.way_in = 'pasar' then 'market'
         when o.way_in in ('wa', 'ig', 'fb', 'tiktok', 'katalog', 'google') then 'social'
         when o.source = 'api' then 'api' else 'shop' end
"""
FRESH = f"""
    select o.business_id, (o.placed_at at time zone b.zone)::date as day, {WAY} as way, count(*)::int as orders,
        sum(o.total - coalesce(back.amount, 0))::bigint as sales,
        (count(*) filter (where p.method <> 'cash' and p.settled_at is not null))::int as cashless
    from {{whose}}
    left join payments_payment p on p.business_id = o.business_id and p.order_id = o.id
    left join lateral (
        select sum(amount) as amount from payments_refund r where p.settled_at is not null and r.payment_id = p.id
    ) back on true
    where o.state not in ('cancelled', 'expired') and p.status is distinct from 'cancelled'
      and (back.amount is null or back.amount < o.total)
    group by 1, 2, 3
"""  # noqa: S608  texts are ours
"""What shops sold, by day and way: orders that were not called off nor given back wholly."""
OF_TOUCHED = """
    touched t join registry_business b on b.id = t.business_id
    join orders_order o on o.business_id = t.business_id and o.placed_at >= t.day::timestamp at time zone b.zone
        and o.placed_at < (t.day + 1)::timestamp at time zone b.zone
"""
MET = """
    create temp table met on commit drop as
    select t.business_id, left(b.area_id, 8) as area, coalesce(seen.area_code, left(b.area_id, 8)) as old_area,
        seen.first_digital as old_first, seen.last_digital as old_last, min(f.day) as first, max(f.day) as last,
        coalesce(bool_or(f.day is null and t.day in (seen.first_digital, seen.last_digital)), false) as lost
    from touched t join registry_business b on b.id = t.business_id
    left join indicators_shopseen seen on seen.business_id = t.business_id
    left join (select distinct business_id, day from fresh where way <> 'counter') f
        on f.business_id = t.business_id and f.day = t.day
    group by t.business_id, b.area_id, seen.area_code, seen.first_digital, seen.last_digital
"""
FORGET = "delete from indicators_shopday d using touched t where d.business_id = t.business_id and d.day = t.day"
KEEP = """
    insert into indicators_shopday (business_id, day, way, orders, sales, cashless)
    select business_id, day, way, orders, sales, cashless from fresh
"""
SEEN = """
    with told as (
        select met.business_id, met.area,
            case when met.lost then kept.first else least(met.old_first, met.first) end as first,
            case when met.lost then kept.last else greatest(met.old_last, met.last) end as last
        from met left join lateral (
            select min(day) as first, max(day) as last from indicators_shopday d
            where met.lost and d.business_id = met.business_id and d.way <> 'counter'
        ) kept on true
    )
    insert into indicators_shopseen (business_id, area_code, first_digital, last_digital)
    select business_id, area, first, last from told
    on conflict (business_id) do update
    set area_code = excluded.area_code, first_digital = excluded.first_digital, last_digital = excluded.last_digital
    where (indicators_shopseen.area_code, indicators_shopseen.first_digital, indicators_shopseen.last_digital)
        is distinct from (excluded.area_code, excluded.first_digital, excluded.last_digital)
"""
CHANGE = """
    create temp table change on commit drop as
    select area, day, way, sum(orders)::int as orders, sum(sales)::bigint as sales, sum(cashless)::int as cashless,
        sum(shops)::int as shops, sum(firsts)::int as firsts
    from (
        select met.area, day, way, orders, sales, cashless, 1 as shops, 0 as firsts from fresh join met using (business_id)
        union all
        select met.area, day, '', sum(orders), sum(sales), sum(cashless), 1, 0 from fresh join met using (business_id)
        group by business_id, met.area, day
        union all
        select met.old_area, day, way, -orders, -sales, -cashless, -1, 0 from was join met using (business_id)
        union all
        select met.old_area, day, '', -sum(orders), -sum(sales), -sum(cashless), -1, 0 from was join met using (business_id)
        group by business_id, met.old_area, day
        union all
        select met.old_area, met.old_first, '', 0, 0, 0, 0, -1 from met where met.old_first is not null
        union all
        select met.area, seen.first_digital, '', 0, 0, 0, 0, 1 from met join indicators_shopseen seen using (business_id)
        where seen.first_digital is not null
    ) moved
    group by area, day, way having (sum(orders), sum(sales), sum(cashless), sum(shops), sum(firsts)) <> (0, 0, 0, 0, 0)
"""
LEVELS = "(values (0, 0), (1, 2), (2, 5), (3, 8)) up (level, letters)"
FOLD = f"""
    insert into indicators_flow (level, way, area_code, day, orders, sales, cashless, shops, firsts)
    select up.level, way, left(area, up.letters), day, sum(orders), sum(sales), sum(cashless), sum(shops), sum(firsts)
    from change cross join {LEVELS} group by 1, 2, 3, 4
    on conflict (level, way, area_code, day) do update set orders = indicators_flow.orders + excluded.orders,
        sales = indicators_flow.sales + excluded.sales, cashless = indicators_flow.cashless + excluded.cashless,
        shops = indicators_flow.shops + excluded.shops, firsts = indicators_flow.firsts + excluded.firsts
"""  # noqa: S608  texts are ours
STEPS = (
    f"create temp table fresh on commit drop as {FRESH.format(whose=OF_TOUCHED)}",
    "create temp table was on commit drop as select d.* from indicators_shopday d join touched t using (business_id, day)",
    "analyze fresh",
    MET,
    FORGET,
    KEEP,
    SEEN,
    CHANGE,
    FOLD,
    "delete from indicators_flow f using change c where f.day = c.day and f.way = c.way and f.area_code in"
    " ('', left(c.area, 2), left(c.area, 5), c.area) and (f.orders, f.shops, f.firsts) = (0, 0, 0) and f.sales = 0",
)
TEMPORARY = "drop table if exists hearing, heard, touched, fresh, was, met, change"


def fold_flows() -> int:
    """Take a batch of what happened since the last time into the flows; how many events were heard. Seventeen statements."""
    with across_businesses():
        fetch(TEMPORARY)
        heard = hear_ids(CONSUMER, HEARD)
        if heard:
            fetch("analyze heard")
            fetch(TOUCHED, {"demo": settings.DEVELOPMENT})
            fetch("analyze touched")
            for step in STEPS:
                fetch(step)
    return heard


def fold_all() -> int:
    """Until nothing is new; how many events were heard."""
    total = 0
    while heard := fold_flows():
        total += heard
    return total
