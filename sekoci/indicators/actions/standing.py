"""How outlets stand: told from what rows of lists and shops here say of them, all of them or those that were touched.

Outlets are read, and the days shops sold on; never orders.
"""

from collections.abc import Mapping
from typing import Any

from sekoci.kit.sql import fetch
from sekoci.registry.queries import seen_on

YES = "lower(coalesce(r.facts ->> '{}', '')) not in ('', 'false', '0', 'tidak', 'no')"
WHOLE = "(case when r.facts ->> '{}' ~ '^[0-9]{{1,12}}$' then (r.facts ->> '{}')::bigint end)"
ALL = {
    "asked_outlet": "select id from registry_outlet where ended_at is null",
    "asked_shop": "select id from registry_business where closed_at is null",
}
LAPSED = "sells is distinct from coalesce(last_sale between %(fresh)s::text and %(on)s::text, false)"
"""Who counted as selling and does not any more, or the other way round, by nothing but the days that passed."""
HEARD = "with heard as (delete from indicators_waiting returning shop_id) select distinct shop_id as id from heard"
TOUCHED = {
    "asked_outlet": f"""
    select id from registry_outlet where changed_at > %(since)s
    union select r.outlet_id from registry_listedition e join registry_listrow r on r.list_id = e.list_id
        where e.stored_at > %(since)s and r.outlet_id is not null
    union select o.id from waited join registry_outlet o on o.shop_id = waited.id
    union select id from indicators_standing where id > 0 and {LAPSED}
    """,  # noqa: S608  texts are ours
    "asked_shop": f"""
    select id from waited
    union select o.shop_id from asked_outlet join registry_outlet o using (id) where o.shop_id is not null
    union select s.shop_id from asked_outlet join indicators_standing s using (id) where s.shop_id is not null
    union select -id from indicators_standing where id < 0 and {LAPSED}
    """,  # noqa: S608  texts are ours
}
THEIR_OUTLETS = """
    insert into asked_outlet select o.id from registry_outlet o join asked_shop s on s.id = o.shop_id
    where o.id not in (select id from asked_outlet)
"""
SAID = f"""
    select r.outlet_id, count(*)::int as named, bool_or({YES.format("listing")}) as listing,
        bool_or({YES.format("qris")}) as qris,
        max(case when r.facts ->> 'last_order' ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}' then left(r.facts ->> 'last_order', 10) end)
            as last_order,
        max({WHOLE.format("workers", "workers")}) as workers, max({WHOLE.format("sales_month", "sales_month")}) as sales_month,
        min({seen_on("r", "l")}) as oldest, max({seen_on("r", "l")}) as newest
    from registry_listrow r join registry_partnerlist l on l.id = r.list_id and not l.is_own
    where r.outlet_id in_question and r.gone_at is null group by r.outlet_id
"""  # noqa: S608  texts are ours
"""What lists say of each outlet `in_question`."""
OF_ASKED_OUTLETS = SAID.replace("in_question", "in (select id from asked_outlet)")
LISTED = "coalesce(%(listing)s and said.listing, false) or coalesce(%(public_shop)s and h.has_public_shop, false)"
PAYS = "coalesce(%(qris)s and said.qris, false) or coalesce(%(own_qris)s and h.own_qris, false)"
SELLS = """coalesce(%(last_order)s and said.last_order between %(fresh)s::text and %(on)s::text, false)
            or coalesce(%(order_here)s and h.last_digital between %(fresh)s::date and %(on)s::date, false)"""
"""The grades, of an outlet's lists (`said`) and of its shop here (`h`)."""
WORKERS = (
    "select distinct on (business_id) business_id, workers from registry_workercount"
    " where {} and business_id in (select id from asked_shop) order by business_id, as_of desc"
)
SHOPS = f"""
    select b.id, b.area_id, b.kind, b.phone, b.has_public_shop, b.capital, b.yearly_sales, b.bank_account = '' as is_unbanked,
        s.first_digital, s.last_digital,
        q.business_id is not null as own_qris, w.workers, before.workers as workers_before, coalesce(sold.orders, 0) as orders,
        coalesce(sold.sales, 0) as sales, coalesce(sold.cashless, 0) as cashless, coalesce(sold.afar, 0) as afar
    from registry_business b
    left join indicators_shopseen s on s.business_id = b.id
    left join payments_qrissticker q on q.business_id = b.id
    left join ({WORKERS.format("as_of <= %(on)s")}) w on w.business_id = b.id
    left join ({WORKERS.format("as_of < %(month)s")}) before on before.business_id = b.id
    left join (
        select business_id, sum(orders) as orders, sum(sales) as sales, sum(cashless) as cashless,
            sum(orders) filter (where way <> 'counter') as afar from indicators_shopday
        where day >= %(month)s and day < %(next)s and business_id in (select id from asked_shop) group by 1
    ) sold on sold.business_id = b.id
    where b.id in (select id from asked_shop) and b.closed_at is null and (%(demo)s or not b.is_demo)
"""  # noqa: S608  texts are ours
COLUMNS = (
    "id", "area_code", "shop_id", "sector", "sex", "scale", "owner", "named", "listed", "pays", "sells", "digital", "orders",
    "sales", "cashless", "afar", "is_first", "workers", "workers_here", "workers_before", "yearly_sales", "is_unbanked",
    "oldest", "newest", "last_sale", "kind", "has_phone",
)  # fmt: skip
OUTLETS = f"""
    select coalesce(o.id, -h.id) as id, coalesce(nullif(o.area_code, ''), h.area_id, '') as area_code, h.id as shop_id,
        coalesce(kinds.sector, '') as sector, coalesce(o.sex, '') as sex,
        hashtextextended(coalesce(
            nullif(concat(nullif(lower(o.owner), ''), '|', coalesce(nullif(o.phone, ''), h.phone, '')), '|'),
            concat('#', coalesce(o.id, -h.id))), 0) as owner,
        coalesce(h.yearly_sales, said.sales_month * 12) as yearly_sales, h.capital,
        coalesce(said.named, 0) + (h.id is not null)::int as named,
        {LISTED} as listed, {PAYS} as pays, {SELLS} as sells, coalesce(h.is_unbanked, false) as is_unbanked,
        coalesce(h.orders, 0) as orders, coalesce(h.sales, 0) as sales, coalesce(h.cashless, 0) as cashless,
        coalesce(h.afar, 0) as afar, coalesce(h.first_digital >= %(month)s and h.first_digital < %(next)s, false) as is_first,
        coalesce(h.workers, said.workers) as workers, h.workers as workers_here, h.workers_before,
        said.oldest, said.newest, coalesce(nullif(o.kind, ''), h.kind, '') as kind, coalesce(o.phone, '') <> '' as has_phone,
        greatest(case when %(last_order)s then said.last_order end, case when %(order_here)s then h.last_digital::text end)
            as last_sale
    from (select * from registry_outlet where ended_at is null and id in (select id from asked_outlet)) o
    full join here h on h.id = o.shop_id
    left join said on said.outlet_id = o.id
    left join unnest(%(kinds)s::text[], %(sectors)s::text[]) kinds (kind, sector)
        on kinds.kind = coalesce(nullif(o.kind, ''), h.kind)
    where h.id is not null or said.outlet_id is not null
"""  # noqa: S608  texts are ours
TOLD = """
    select id, area_code, shop_id, sector, sex, {scale} as scale, owner, named, listed, pays, sells, {digital} as digital, orders,
        sales, cashless, afar, is_first, workers, workers_here, workers_before, yearly_sales, is_unbanked, oldest,
        newest, last_sale, kind, has_phone
    from found
"""
STOOD = f"""
    create temp table stood on commit drop as select {", ".join(COLUMNS)} from indicators_standing
"""  # noqa: S608  texts are ours
OF_ASKED = " where id in (select id from asked_outlet) or id in (select -id from asked_shop)"
SAME = f"""
    with same as (
        select t.id from told t join stood s using (id)
        where ({", ".join(f"t.{each}" for each in COLUMNS)}) is not distinct from ({", ".join(f"s.{each}" for each in COLUMNS)})
    ), gone as (delete from told where id in (select id from same))
    delete from stood where id in (select id from same)
"""  # noqa: S608  texts are ours
KEEP = (
    "delete from indicators_standing where id in (select id from stood)",
    f"insert into indicators_standing ({', '.join(COLUMNS)}) select {', '.join(COLUMNS)} from told order by id",  # noqa: S608  ours
)
TEMPORARY = "drop table if exists waited, asked_outlet, asked_shop, said, here, found, told, stood, leaf"


def tell(facts: Mapping[str, Any], *, scale: str, digital: str, whole: bool) -> None:
    """Make `told`: how outlets stand as of a day, one row each; whoever is not in it of those that were asked for is no more."""
    fetch(TEMPORARY)
    for name, step in ALL.items() if whole else {"waited": HEARD, **TOUCHED}.items():
        _make(name, step, facts)
    if not whole:
        fetch(THEIR_OUTLETS)
    fetch("analyze asked_outlet")
    fetch("analyze asked_shop")
    for name, step in _steps(scale, digital).items():
        _make(name, step, facts)
        fetch(f"analyze {name}")


def told_by_one(*, scale: str, digital: str) -> str:
    """The same of all outlets for a statement that only reads: its tables up to `told`; and `touched_outlet` and `touched_shop`,
    which are to be told anew."""
    waited = {"waited": "select distinct shop_id as id from indicators_waiting"}
    touched = {name.replace("asked", "touched"): step.replace("asked_", "touched_") for name, step in TOUCHED.items()}
    steps = {**waited, **touched, **ALL, **_steps(scale, digital)}
    return ", ".join(f"{name} as materialized ({step})" for name, step in steps.items())


def _steps(scale: str, digital: str) -> dict[str, str]:
    return {"said": OF_ASKED_OUTLETS, "here": SHOPS, "found": OUTLETS, "told": TOLD.format(scale=scale, digital=digital)}


def _make(name: str, step: str, facts: Mapping[str, Any]) -> None:
    fetch(f"create temp table {name} on commit drop as {step}", facts_of(step, facts))


def compare(*, whole: bool) -> None:
    """Make `stood`, what was kept of those that were asked for; whoever stands as before is in neither table any more."""
    fetch(STOOD if whole else STOOD + OF_ASKED)
    fetch("analyze stood")
    fetch(SAME)


def keep() -> None:
    """Remember how they stand now."""
    for step in KEEP:
        fetch(step)


def facts_of(statement: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the facts that the statement names."""
    return {name: value for name, value in facts.items() if f"%({name})s" in statement}
