"""Stocks of areas: every outlet counted once, by what its sources say, into the month's row.

Of the month that runs it is kept how each outlet stands (`Standing`); whoever was touched since the last time is told anew, and
areas take the difference. A month begins, and one that is over ends, with all of them.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from sekoci.indicators.actions import standing
from sekoci.indicators.actions.folding import LEVELS
from sekoci.indicators.actions.telling import tell_outside
from sekoci.indicators.rules import ZONE, Definition, definition_on
from sekoci.kit.clock import day_in, now
from sekoci.kit.events import in_silence
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.queries.facts import scale_thresholds
from sekoci.registry.rules import KINDS, SCALES, Threshold

PATIENCE = timedelta(hours=2)
"""Rows carry the moment at which their transaction began; so long after that it may have been committed."""
SUMS = {
    "named": "named",
    "listed": "listed::int",
    "pays": "pays::int",
    "sells": "sells::int",
    "digital": "digital::int",
    "sellers": "(orders > 0)::int",
    "sales": "sales",
    "orders": "orders",
    "cashless": "cashless",
    "afar": "afar",
    "firsts": "is_first::int",
    "workers": "coalesce(workers, 0)",
    "workers_known": "(workers is not null)::int",
    "jobs_kept": "case when workers_here + workers_before is not null then least(workers_here, workers_before) else 0 end",
    "jobs_added": "greatest(coalesce(workers_here - workers_before, 0), 0)",
    "jobs_lost": "greatest(coalesce(workers_before - workers_here, 0), 0)",
    "yearly": "coalesce(yearly_sales, 0)",
    "yearly_known": "(yearly_sales is not null)::int",
    "online_yearly": "case when listed then coalesce(yearly_sales, 0) else 0 end",
    "online_yearly_known": "(listed and yearly_sales is not null)::int",
    "online_workers": "case when listed then coalesce(workers, 0) else 0 end",
    "online_workers_known": "(listed and workers is not null)::int",
    "unbanked": "(is_unbanked and orders > 0)::int",
    "unbanked_paid": "(is_unbanked and cashless > 0)::int",
    "women": "(sex = 'f')::int",
    "men": "(sex = 'm')::int",
}
"""Column of a stock -> what an outlet adds to it."""
LEAVES = f"""
    create temp table leaf on commit drop as
    select left(area_code, 8) as area, sector, sex, scale, sum(sign) as outlets,
        {", ".join(f"sum(sign * ({what})) as {name}" for name, what in SUMS.items())}
    from (select *, 1 as sign from told union all select *, -1 from {{before}}) each group by 1, 2, 3, 4
"""  # noqa: S608  texts are ours
UPWARDS = f"""
    insert into indicators_stock (month, slice, level, area_code, definition, counted_on, counted_at, outlets, owners,
        {", ".join(SUMS)})
    select %(month)s, slices.slice, up.level, left(area, up.letters), %(definition)s, %(on)s, %(now)s, sum(outlets), 0,
        {", ".join(f"sum({each})" for each in SUMS)}
    from leaf join {LEVELS} on length(area) >= up.letters
    cross join lateral (values (''), ('scale:' || scale), ('sector:' || sector), ('sex:' || sex),
        (case when up.level < 3 then concat('x:', scale, '/', sector, '/', sex) end)) slices (slice)
    where slices.slice is not null group by 2, 3, 4 order by 2, 3, 4
    on conflict (month, slice, level, area_code) do update set definition = excluded.definition,
        counted_on = excluded.counted_on, counted_at = excluded.counted_at,
        {", ".join(f"{each} = indicators_stock.{each} + excluded.{each}" for each in ("outlets", *SUMS))}
"""  # noqa: S608  texts are ours
ANEW = f"""
    update indicators_stock set owners = 0, {", ".join(f"{each} = 0" for each in ("outlets", *SUMS))} where month = %(month)s
"""  # noqa: S608  texts are ours
EMPTY = "delete from indicators_stock where month = %(month)s and outlets = 0 and told_outlets = 0"
"""Of what is left of a row outsiders read until Monday."""
OWNERS = f"""
    update indicators_stock s set owners = told.owners, oldest = told.oldest, newest = told.newest
    from (
        select up.level, left(area_code, up.letters) as code, count(distinct owner) as owners,
            min(coalesce(oldest, %(on)s::date)) as oldest,
            max(case when shop_id is null then newest else %(on)s::date end) as newest
        from {{outlets}} each join {LEVELS} on length(area_code) >= up.letters
        where (up.level, left(area_code, up.letters)) in (
            select up.level, left(area, up.letters) from leaf join {LEVELS} on length(area) >= up.letters)
        group by 1, 2
    ) told
    where s.month = %(month)s and s.slice = '' and s.level = told.level and s.area_code = told.code
"""  # noqa: S608  texts are ours
COUNTED = """
    select counted_on, counted_at from indicators_stock
    where month = %s and slice = '' and level = 0 and definition = %s and exists (select from indicators_standing)
"""


def count_stocks(*, on: date | None = None, whole: bool = False) -> date:
    """Count outlets as of a day (default: today) into its month; the month. About twenty statements.

    Of this month only those that were touched since the last time; all of them with `whole`, where the month begins, or where
    another day was counted last.
    """
    today = day_in(ZONE)
    on = on or today
    facts = facts_on(on)
    is_running = facts["month"] == today.replace(day=1)
    how = how_told(on)
    with in_silence(), across_businesses():
        fetch("select set_config('statement_timeout', '0', true), set_config('work_mem', '128MB', true)")
        fetch("select pg_advisory_xact_lock(hashtext('indicators_stock'))")
        since = None if whole or not is_running else _counted(facts)
        standing.tell(facts | {"since": since}, **how, whole=since is None)
        if since is None:
            fetch(LEAVES.format(before="told where false"))
            fetch(ANEW, {"month": facts["month"]})
        if is_running:
            standing.compare(whole=since is None)
        if since is not None:
            fetch(LEAVES.format(before="stood"))
        if is_running:
            standing.keep()
        fetch("analyze leaf")
        fetch(UPWARDS, {name: facts[name] for name in ("month", "definition", "on", "now")})
        fetch(
            OWNERS.format(outlets="indicators_standing" if is_running else "told"),
            {name: facts[name] for name in ("month", "on")},
        )
        tell_outside(facts, is_running=is_running)
        fetch(EMPTY, {"month": facts["month"]})
        if since is not None:
            fetch(
                "update indicators_stock set counted_on = %(on)s, counted_at = %(now)s"
                " where month = %(month)s and slice = '' and level = 0",
                {name: facts[name] for name in ("on", "now", "month")},
            )
    return on.replace(day=1)


def _counted(facts: dict[str, Any]) -> datetime | None:
    """From when on what changed is to be told; None: everything."""
    found = counted_in(facts)
    return found[1] - PATIENCE if found and found[0] <= facts["on"] else None


def counted_in(facts: Mapping[str, Any]) -> tuple[date, datetime] | None:
    """As of which day the month's outlets stand, and when they were counted; None: not, or by another definition."""
    found = fetch(COUNTED, (facts["month"], facts["definition"]))
    return (found[0][0], found[0][1]) if found else None


def facts_on(on: date) -> dict[str, Any]:
    """What the statements are told of a day."""
    definition = definition_on(on)
    signs = {sign for grade in definition.signs.values() for sign in grade}
    month = on.replace(day=1)
    return {
        "on": on,
        "now": now(),
        "month": month,
        "next": (month + timedelta(days=31)).replace(day=1),
        "demo": settings.DEVELOPMENT,
        "definition": definition.version,
        "fresh": definition.fresh_from(on),
        "kinds": [kind.code for kind in KINDS.values()],
        "sectors": [kind.group for kind in KINDS.values()],
        **{sign: sign in signs for sign in ("listing", "public_shop", "qris", "own_qris", "order_here", "last_order")},
    }


def how_told(on: date) -> dict[str, str]:
    """What statements are written with for a day: the scale of an outlet, and when it is digital."""
    return {"scale": _scale(scale_thresholds(), on), "digital": digital_of(definition_on(on))}


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
