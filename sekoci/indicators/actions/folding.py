"""Flows of areas, kept by what changed: whoever's orders were touched is told anew, and areas take the difference.

A shop's day is a function of its orders as they stand, so hearing twice, late or in another order comes to the same.
"""

from typing import Final

from django.conf import settings

from sekoci.kit.events import hear_ids, in_silence
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
WAY = """
    case when o.source in ('counter', 'again') then 'counter' when o.way_in = 'pasar' then 'market'
         when o.way_in in ('wa', 'ig', 'fb', 'tiktok', 'katalog', 'google') then 'social'
         when o.source = 'api' then 'api' else 'shop' end
"""
FRESH = """
    select o.business_id, o.day, o.way, count(*)::int as orders, sum(o.total - coalesce(back.amount, 0))::bigint as sales,
        (count(*) filter (where p.method <> 'cash' and p.settled_at is not null))::int as cashless
    from ({orders}) o
    left join {payments} on {which}
    left join {back}
    where o.state not in ('cancelled', 'expired') and p.status is distinct from 'cancelled'
      and (back.amount is null or back.amount < o.total)
    group by 1, 2, 3
"""
"""What shops sold, by day and way: orders that were not called off nor given back wholly."""
ORDER = f"o.id, o.business_id, (o.placed_at at time zone b.zone)::date as day, {WAY} as way, o.total, o.state"
MOVED = """
    create temp table moved on commit drop as
    select b.id, b.zone from heard join registry_business b on b.id = heard.id::bigint
    join indicators_shopseen seen on seen.business_id = b.id and seen.area_code <> left(b.area_id, 8)
    where heard.name = 'ShopsChanged'
"""
ASKED = """
    create temp table asked on commit drop as
    select id, left(id::text, 10) as span from (select distinct id::uuid as id from heard where name <> 'ShopsChanged') each
"""
SPANS = """
    create temp table spans on commit drop as
    select span, (span || '000-0000-0000-000000000000')::uuid as since, (span || 'fff-ffff-ffff-ffffffffffff')::uuid as until
    from asked group by 1 having count(*) >= 8
"""
"""Four seconds each, because our identifiers begin with the moment at which they were made: of these so many orders are asked for
that all of the span are read at once; others are looked up one by one. Either way what a day costs does not grow with the years
before it (`offset 0` keeps the planner from reading whole tables)."""
TOLD = f"""
    create temp table told on commit drop as
    select {ORDER} from (
        select o.* from spans
        cross join lateral (select * from orders_order where id between spans.since and spans.until offset 0) o
        join asked on asked.id = o.id
        union all
        select o.* from asked cross join lateral (select * from orders_order where id = asked.id offset 0) o
        where asked.span not in (select span from spans)
    ) o join registry_business b on b.id = o.business_id and (%(demo)s or not b.is_demo)
"""  # noqa: S608  texts are ours
TOUCHED = """
    create temp table touched on commit drop as
    select business_id, day from told
    union select o.business_id, (o.placed_at at time zone moved.zone)::date
    from moved join orders_order o on o.business_id = moved.id
    union select d.business_id, d.day from moved join indicators_shopday d on d.business_id = moved.id
"""
AGAIN = """
    create temp table again on commit drop as
    select business_id, day from was union select t.business_id, t.day from moved join touched t on t.business_id = moved.id
"""
"""Days of which other orders than those just heard are to be read, too: all of them."""
READ_ANEW = "delete from told using again where again.business_id = told.business_id and again.day = told.day"
ORDERS = f"""
    select id, business_id, day, way, total, state from told
    union all
    select {ORDER} from again a join registry_business b on b.id = a.business_id
    join orders_order o on o.business_id = a.business_id and o.placed_at >= a.day::timestamp at time zone b.zone
        and o.placed_at < (a.day + 1)::timestamp at time zone b.zone
"""  # noqa: S608  texts are ours
NEAR = """
    create temp table near on commit drop as
    select p.id, p.order_id, p.method, p.status, p.settled_at from spans
    cross join lateral (select * from payments_payment where id between spans.since and spans.until offset 0) p
"""
"""Payments that were made together with their orders: nearly all."""
BACK = """
    create temp table back on commit drop as
    select payment_id, sum(amount) as amount from payments_refund where payment_id in (select id from near) group by 1
"""
PAID = """near on near.order_id = o.id
    left join lateral (
        select * from payments_payment where near.id is null and business_id = o.business_id and order_id = o.id offset 0
    ) late on true
    left join lateral (
        select coalesce(near.id, late.id) as id, coalesce(near.method, late.method) as method,
            coalesce(near.status, late.status) as status, coalesce(near.settled_at, late.settled_at) as settled_at
    ) p"""
GIVEN_BACK = """back near_back on near_back.payment_id = near.id
    left join lateral (
        select sum(amount) as amount from payments_refund where late.id is not null and payment_id = late.id
    ) late_back on true
    left join lateral (
        select case when p.settled_at is not null then coalesce(near_back.amount, late_back.amount) end as amount
    ) back on true"""
OF_TOUCHED = FRESH.format(orders=ORDERS, payments=PAID, which="true", back=GIVEN_BACK)
ONE = "row_number() over (partition by business_id, day order by way) = 1 as is_one"
"""Of what a shop sold on a day by several ways one row speaks for the shop."""
WAS = f"""
    create temp table was on commit drop as
    select *, {ONE} from (
        select d.* from touched t
        cross join lateral (select * from indicators_shopday where business_id = t.business_id and day = t.day offset 0) d
    ) each
"""  # noqa: S608  texts are ours
SHOPS = """
    create temp table shop on commit drop as
    select business_id, min(first) as first, max(last) as last, bool_or(lost) as lost from (
        select business_id, min(day) filter (where way <> 'counter') as first, max(day) filter (where way <> 'counter') as last,
            false as lost from fresh group by 1
        union all select business_id, null, null, way <> 'counter' and not exists (
            select from fresh f where f.business_id = was.business_id and f.day = was.day and f.way <> 'counter') from was
        union all select id, null, null, false from moved
    ) each group by 1
"""
MET = """
    create temp table met on commit drop as
    select t.business_id, left(b.area_id, 8) as area, coalesce(seen.area_code, left(b.area_id, 8)) as old_area,
        seen.business_id is null as is_new, seen.first_digital as old_first, seen.last_digital as old_last,
        case when t.lost then kept.first else least(seen.first_digital, t.first) end as first,
        case when t.lost then kept.last else greatest(seen.last_digital, t.last) end as last
    from shop t join registry_business b on b.id = t.business_id
    left join indicators_shopseen seen on seen.business_id = t.business_id
    left join lateral (
        select min(day) as first, max(day) as last from indicators_shopday d
        where t.lost and d.business_id = t.business_id and d.way <> 'counter'
    ) kept on true
"""
"""The shops whose days were told; asks what is stored, so after the days are."""
KNOWN = """
    update indicators_shopseen seen set area_code = met.area, first_digital = met.first, last_digital = met.last from met
    where seen.business_id = met.business_id
      and (met.area, met.first, met.last) is distinct from (met.old_area, met.old_first, met.old_last)
"""
WAITS = """
    insert into indicators_waiting (shop_id)
    select business_id from met union select id::bigint from heard where name = 'ShopsChanged'
"""
"""Whose outlets are to be told anew (`counting`)."""
NEW = """
    insert into indicators_shopseen (business_id, area_code, first_digital, last_digital)
    select business_id, area, first, last from met where is_new order by business_id
"""
CHANGE = """
    create temp table change on commit drop as
    with moved as (
        select met.area, day, way, orders, sales, cashless, 1 as shops, is_one::int as one from fresh join met using (business_id)
        union all
        select met.old_area, day, way, -orders, -sales, -cashless, -1, -is_one::int from was join met using (business_id)
    ), firsts as (
        select area, first as day, 1 as firsts from met
        where first is not null and (area, first) is distinct from (old_area, old_first)
        union all
        select old_area, old_first, -1 from met
        where old_first is not null and (area, first) is distinct from (old_area, old_first)
    )
    select area, day, coalesce(way, '') as way, sum(orders)::int as orders, sum(sales)::bigint as sales,
        sum(cashless)::int as cashless, sum(shops)::int as shops, sum(firsts)::int as firsts
    from (
        select area, day, way, sum(orders) as orders, sum(sales) as sales, sum(cashless) as cashless,
            case when way is null then sum(one) else sum(shops) end as shops, 0 as firsts
        from moved group by grouping sets ((area, day, way), (area, day))
        union all select area, day, null, 0, 0, 0, 0, sum(firsts) from firsts group by area, day
    ) each group by 1, 2, 3 having (sum(orders), sum(sales), sum(cashless), sum(shops), sum(firsts)) <> (0, 0, 0, 0, 0)
"""
LEVELS = "(values (0, 0), (1, 2), (2, 5), (3, 8)) up (level, letters)"
FOLD = f"""
    insert into indicators_flow (level, way, area_code, day, orders, sales, cashless, shops, firsts)
    select up.level, way, left(area, up.letters), day, sum(orders), sum(sales), sum(cashless), sum(shops), sum(firsts)
    from change cross join {LEVELS} group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (level, way, area_code, day) do update set orders = indicators_flow.orders + excluded.orders,
        sales = indicators_flow.sales + excluded.sales, cashless = indicators_flow.cashless + excluded.cashless,
        shops = indicators_flow.shops + excluded.shops, firsts = indicators_flow.firsts + excluded.firsts
"""  # noqa: S608  texts are ours
CLEAR = f"""
    delete from indicators_flow f using change c cross join {LEVELS}
    where c.orders <= 0 and c.shops <= 0 and c.firsts <= 0 and f.level = up.level and f.way = c.way
      and f.area_code = left(c.area, up.letters) and f.day = c.day and (f.orders, f.shops, f.firsts) = (0, 0, 0) and f.sales = 0
"""  # noqa: S608  texts are ours
FRESHLY = f"create temp table fresh on commit drop as select *, {ONE} from ({OF_TOUCHED}) each"  # noqa: S608  texts are ours
STEPS = (
    MOVED, ASKED, "analyze asked", SPANS, "analyze spans", TOLD, "analyze told", TOUCHED, "analyze touched",
    WAS, "analyze was", AGAIN, "analyze again", READ_ANEW, NEAR, "analyze near", BACK, "analyze back", FRESHLY, "analyze fresh",
    "delete from indicators_shopday d using was w where d.business_id = w.business_id and d.day = w.day and d.way = w.way",
    """
    insert into indicators_shopday (business_id, day, way, orders, sales, cashless)
    select business_id, day, way, orders, sales, cashless from fresh order by business_id, day, way
    """,
    SHOPS, "analyze shop", MET, "analyze met", WAITS, KNOWN, NEW, CHANGE, FOLD, CLEAR,
)  # fmt: skip
TEMPORARY = (
    "drop table if exists hearing, heard, moved, asked, spans, told, touched, was, again, near, back, fresh, shop, met, change"
)


def fold_flows() -> int:
    """Take a batch of what happened since the last time into the flows; how many events were heard.

    At most forty-five statements. A day of millions of orders is one batch: it may take a minute and a gigabyte.
    """
    with in_silence(), across_businesses():
        fetch(TEMPORARY)
        fetch("select set_config('statement_timeout', '0', true), set_config('work_mem', '128MB', true)")
        heard = hear_ids(CONSUMER, HEARD)
        if heard:
            fetch("analyze heard")
            for step in STEPS:
                fetch(step, {"demo": settings.DEVELOPMENT} if step is TOLD else ())
    return heard


def fold_all() -> int:
    """Until nothing is new; how many events were heard."""
    total = 0
    while heard := fold_flows():
        total += heard
    return total
