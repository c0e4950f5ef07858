"""Stocks of areas: every outlet counted once, by what its sources say today, into the month's row.

Outlets are read, and the days shops sold on; never orders.
"""

from datetime import date
from typing import Any

from django.conf import settings

from sekoci.indicators.actions.folding import LEVELS
from sekoci.indicators.rules import ZONE, Definition, definition_on
from sekoci.kit.clock import day_in, now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.queries import seen_on
from sekoci.registry.queries.facts import scale_thresholds
from sekoci.registry.rules import KINDS, SCALES, Threshold

YES = "lower(coalesce(r.facts ->> '{}', '')) not in ('', 'false', '0', 'tidak', 'no')"
WHOLE = "(case when r.facts ->> '{}' ~ '^[0-9]{{1,12}}$' then (r.facts ->> '{}')::bigint end)"
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
ROWS = f"create temp table said on commit drop as {SAID.replace('in_question', 'is not null')}"
LISTED = "coalesce(%(listing)s and said.listing, false) or coalesce(%(public_shop)s and h.has_public_shop, false)"
PAYS = "coalesce(%(qris)s and said.qris, false) or coalesce(%(own_qris)s and h.own_qris, false)"
SELLS = """coalesce(%(last_order)s and said.last_order between %(fresh)s::text and %(on)s::text, false)
            or coalesce(%(order_here)s and h.last_digital between %(fresh)s::date and %(on)s::date, false)"""
"""The grades, of an outlet's lists (`said`) and of its shop here (`h`)."""
WORKERS = (
    "select distinct on (business_id) business_id, workers from registry_workercount where {} order by business_id, as_of desc"
)
SHOPS = f"""
    create temp table here on commit drop as
    select b.id, b.area_id, b.kind, b.phone, b.has_public_shop, b.capital, b.yearly_sales, s.last_digital,
        q.business_id is not null as own_qris, w.workers, before.workers as workers_before,
        coalesce(sold.orders, 0) > 0 as sold, coalesce(sold.sales, 0) as sales, b.bank_account = '' as is_unbanked,
        coalesce(sold.cashless, 0) > 0 as was_paid_digitally
    from registry_business b
    left join indicators_shopseen s on s.business_id = b.id
    left join payments_qrissticker q on q.business_id = b.id
    left join ({WORKERS.format("as_of <= %(on)s")}) w on w.business_id = b.id
    left join ({WORKERS.format("as_of < %(month)s")}) before on before.business_id = b.id
    left join (
        select business_id, sum(orders) as orders, sum(sales) as sales, sum(cashless) as cashless from indicators_shopday
        where day >= %(month)s and day <= %(on)s group by 1
    ) sold on sold.business_id = b.id
    where b.closed_at is null and (%(demo)s or not b.is_demo)
"""  # noqa: S608  texts are ours
STANDING = f"""
    create temp table standing on commit drop as
    select left(coalesce(nullif(o.area_code, ''), h.area_id, ''), 8) as area,
        coalesce(nullif(lower(o.owner), ''), '') || '|' || coalesce(nullif(o.phone, ''), h.phone, '') as owner,
        coalesce(o.id, -h.id) as id, kinds.sector, o.sex,
        coalesce(h.yearly_sales, said.sales_month * 12) as yearly_sales, h.capital,
        coalesce(said.named, 0) + (h.id is not null)::int as named,
        {LISTED} as listed, {PAYS} as pays, {SELLS} as sells,
        coalesce(h.sold, false) as sold, coalesce(h.sales, 0) as sales, coalesce(h.workers, said.workers) as workers,
        h.workers as workers_here, h.workers_before, coalesce(h.sold and h.is_unbanked, false) as is_unbanked,
        coalesce(h.was_paid_digitally, false) as was_paid_digitally,
        least(said.oldest, case when h.id is not null then %(on)s::date end) as oldest,
        greatest(said.newest, case when h.id is not null then %(on)s::date end) as newest
    from (select * from registry_outlet where ended_at is null) o
    full join here h on h.id = o.shop_id
    left join said on said.outlet_id = o.id
    left join unnest(%(kinds)s::text[], %(sectors)s::text[]) kinds (kind, sector)
        on kinds.kind = coalesce(nullif(o.kind, ''), h.kind)
    where h.id is not null or said.outlet_id is not null
"""  # noqa: S608  texts are ours
MEASURES = (
    "named",
    "listed",
    "pays",
    "sells",
    "digital",
    "sellers",
    "sales",
    "workers",
    "workers_known",
    "jobs_kept",
    "jobs_added",
    "jobs_lost",
    "yearly",
    "yearly_known",
    "online_yearly",
    "online_yearly_known",
    "online_workers",
    "online_workers_known",
    "unbanked",
    "unbanked_paid",
)
LEAVES = """
    create temp table leaf on commit drop as
    select area, coalesce(sector, '') as sector, coalesce(sex, '') as sex, {scale} as scale, count(*) as outlets,
        sum(named) as named, count(*) filter (where listed) as listed, count(*) filter (where pays) as pays,
        count(*) filter (where sells) as sells, count(*) filter (where {digital}) as digital,
        count(*) filter (where sold) as sellers, sum(sales) as sales,
        coalesce(sum(workers), 0) as workers, count(workers) as workers_known,
        coalesce(sum(least(workers_here, workers_before)) filter (where workers_here + workers_before is not null), 0)
            as jobs_kept,
        coalesce(sum(greatest(workers_here - workers_before, 0)), 0) as jobs_added,
        coalesce(sum(greatest(workers_before - workers_here, 0)), 0) as jobs_lost,
        coalesce(sum(yearly_sales), 0) as yearly, count(yearly_sales) as yearly_known,
        coalesce(sum(yearly_sales) filter (where listed), 0) as online_yearly,
        count(yearly_sales) filter (where listed) as online_yearly_known,
        coalesce(sum(workers) filter (where listed), 0) as online_workers,
        count(workers) filter (where listed) as online_workers_known,
        count(*) filter (where is_unbanked) as unbanked,
        count(*) filter (where is_unbanked and was_paid_digitally) as unbanked_paid,
        min(oldest) as oldest, max(newest) as newest
    from standing group by 1, 2, 3, 4
"""
UPWARDS = f"""
    insert into indicators_stock (month, slice, level, area_code, definition, counted_on, counted_at, outlets, owners, oldest,
        newest, {", ".join(MEASURES)})
    select %(month)s, slices.slice, up.level, left(area, up.letters), %(definition)s, %(on)s, %(now)s, sum(outlets), 0,
        min(oldest), max(newest), {", ".join(f"sum({each})" for each in MEASURES)}
    from leaf join {LEVELS} on length(area) >= up.letters
    cross join lateral (values (''), ('scale:' || scale), ('sector:' || sector), ('sex:' || sex),
        (case when up.level < 3 then concat('x:', scale, '/', sector, '/', sex) end)) slices (slice)
    where slices.slice is not null group by 2, 3, 4
"""  # noqa: S608  texts are ours
OWNERS = f"""
    update indicators_stock s set owners = told.owners
    from (
        select up.level, left(area, up.letters) as code,
            count(distinct case when owner = '|' then id::text else owner end) as owners
        from standing join {LEVELS} on length(area) >= up.letters group by 1, 2
    ) told
    where s.month = %(month)s and s.slice = '' and s.level = told.level and s.area_code = told.code
"""  # noqa: S608  texts are ours


def count_stocks(*, on: date | None = None) -> date:
    """Count every outlet as of a day (default: today) into its month, in place of what was counted there; the month."""
    on = on or day_in(ZONE)
    facts = facts_on(on)
    definition = definition_on(on)
    with across_businesses():
        fetch("drop table if exists said, here, standing, leaf")
        fetch("select pg_advisory_xact_lock(hashtext('indicators_stock'))")
        fetch(ROWS)
        fetch(SHOPS, {key: facts[key] for key in ("on", "month", "demo")})
        fetch("analyze said")
        fetch("analyze here")
        fetch(STANDING, facts)
        fetch(LEAVES.format(scale=_scale(scale_thresholds(), on), digital=digital_of(definition)))
        fetch("delete from indicators_stock where month = %s", (facts["month"],))
        fetch(UPWARDS, facts)
        fetch(OWNERS, facts)
    return on.replace(day=1)


def facts_on(on: date) -> dict[str, Any]:
    """What the statements are told of a day."""
    definition = definition_on(on)
    signs = {sign for grade in definition.signs.values() for sign in grade}
    return {
        "on": on,
        "now": now(),
        "month": on.replace(day=1),
        "demo": settings.DEVELOPMENT,
        "definition": definition.version,
        "fresh": definition.fresh_from(on),
        "kinds": [kind.code for kind in KINDS.values()],
        "sectors": [kind.group for kind in KINDS.values()],
        **{sign: sign in signs for sign in ("listing", "public_shop", "qris", "own_qris", "order_here", "last_order")},
    }


def digital_of(definition: Definition) -> str:
    """The condition that makes an outlet digital, of its grades."""
    return " or ".join(sorted(definition.digital)) or "false"


def _scale(thresholds: list[Threshold], on: date) -> str:
    """As `registry.rules.scale_of` says it, for a statement: by yearly sales where known, else by capital."""
    held = [each for each in thresholds if each.valid_from <= on and (each.valid_until is None or on <= each.valid_until)]
    ladders = []
    for basis, column in (("sales", "yearly_sales"), ("capital", "capital")):
        bounds = sorted((each.most, each.scale) for each in held if each.basis == basis and each.scale in SCALES)
        if bounds:
            steps = " ".join(f"when {column} <= {int(most)} then '{scale}'" for most, scale in bounds)
            ladders.append(f"when {column} is not null then case {steps} else 'large' end")
    return f"case {' '.join(ladders)} else '' end" if ladders else "''"
