"""What shops of a programme, and those outside it, sold around the time when they joined: from their days, never from orders.

Across businesses. Whoever withdrew is not read: they agreed to no more.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from sekoci.kit.sql import fetch
from sekoci.programs.rules.impact import WEEKS, Seller, Spell
from sekoci.programs.rules.retention import MONTHS
from sekoci.registry.queries.facts import scale_thresholds
from sekoci.registry.rules import KINDS, Threshold, scale_of

ZONE = "Asia/Jakarta"
JOINED = """
    select e.id, e.shop_id, e.cohort_id, e.area_code, (min(s.at) at time zone %(zone)s)::date as day
    from programs_enrolment e join programs_enrolmentstep s on s.enrolment_id = e.id and s.state = 'chosen'
    where e.program_id = %(program)s and e.state = 'chosen' group by 1, 2, 3, 4
"""
KEPT = f"""
    with joined as materialized ({JOINED}), each_month as (
        select j.id, to_char(j.day, 'YYYY-MM') as month, coalesce(j.cohort_id::text, '') as cohort,
            left(j.area_code, %(width)s) as area, k,
            k = 0 or exists (select from indicators_shopday d where d.business_id = j.shop_id and d.way <> 'counter'
                and d.orders > 0 and d.day >= date_trunc('month', j.day) + k * interval '1 month'
                and d.day < date_trunc('month', j.day) + (k + 1) * interval '1 month') as sold
        from joined j cross join generate_series(0, {MONTHS}) k
        where k = 0 or date_trunc('month', j.day) + (k + 1) * interval '1 month' <= date_trunc('month', %(today)s::date)
    )
    select month, cohort, area, k, count(*), count(*) filter (where sold),
        bit_xor(hashtextextended(concat_ws(' ', id, month, cohort, area, sold), k)) from each_month
    group by grouping sets ((month, k), (cohort, k), (area, k), (k)) order by month, cohort, area, k
"""  # noqa: S608  ours
TIME = 7 * WEEKS
EVER = 2 * TIME
"""So many days before the week of joining begins what a shop's sales are read of."""
AFTER = 7
"""The week of joining itself is neither before nor after."""
MOST_INSIDE, MOST_OUTSIDE, LOOKED_AT = 2_000, 30_000, 60
"""So many shops of a programme, of those outside, and beside each shop inside; by chance where there are more."""
OWNER = """coalesce((select m.person_id from registry_membership m where m.business_id = b.id and m.role = 'owner'
    and m.until is null order by m.since, m.person_id limit 1), 0)"""
SHOP = f"b.id, {OWNER}, b.area_id, b.kind, b.capital, b.yearly_sales, (b.created_at at time zone %(zone)s)::date"
INSIDE = f"""
    with joined as ({JOINED})
    select {SHOP}, date_trunc('week', j.day)::date from joined j join registry_business b on b.id = j.shop_id
    where %(demo)s or not b.is_demo order by md5(b.id::text)
"""  # noqa: S608  ours
OUTSIDE = f"""
    select {SHOP}, (b.closed_at at time zone %(zone)s)::date from registry_business b
    where left(b.area_id, 2) = any(%(provinces)s) and (%(demo)s or not b.is_demo) and b.created_at < %(since)s
      and not exists (select from programs_enrolment x where x.shop_id = b.id
          and (x.program_id = %(program)s or x.state = 'chosen'))
    order by md5(b.id::text) limit {MOST_OUTSIDE}
"""  # noqa: S608  ours
SPANS = ((-EVER, -TIME), (-TIME, -TIME // 2), (-TIME // 2, 0), (AFTER, AFTER + TIME))
SPELL = ", ".join(
    f"coalesce(sum({{0}}) filter (where {{1}} d.day >= p.week + {first} and d.day < p.week + {last}), 0)::bigint"
    for first, last in SPANS
)
SOLD = f"""
    select p.shop, p.week, {SPELL.format("d.sales", "")}, {SPELL.format("d.orders", "d.way <> 'counter' and")}
    from unnest(%(shops)s::bigint[], %(weeks)s::date[]) p (shop, week)
    left join indicators_shopday d on d.business_id = p.shop and d.day >= p.week - {EVER} and d.day < p.week + {AFTER + TIME}
    group by 1, 2
"""  # noqa: S608  ours
Kept = dict[str, dict[str, list[list[int]]]]


def kept_by_month(program_id: int, *, width: int, today: date) -> tuple[Kept, str]:
    """By the month of joining, by cohort (its number; "": none), by area (so many letters of its code) and of all: [came, came],
    then [over for, sold] by month after.

    A month counts once it is over; sold: had an order from afar here. With it a digest of who sold when. One statement.
    """
    told: Kept = {"month": {}, "cohort": {}, "area": {}, "all": {}}
    digests = []
    for month, cohort, area, _after, of, sold, digest in fetch(
        KEPT, {"program": program_id, "width": width, "today": today, "zone": ZONE}
    ):
        groups = (("month", month), ("cohort", cohort), ("area", area), ("all", ""))
        by, group = next((by, group) for by, group in groups if group is not None)
        told[by].setdefault(group, []).append([of, sold])
        digests += [digest] if by == "all" else []
    return told, repr(digests)


@dataclass(frozen=True)
class Compared:
    """Shops of a programme: how many there are, how many were here long enough before, and of those the days on which each has
    been in it long enough; with those and the shops outside, each around the weeks that it may stand beside."""

    shops: int
    old: int
    ready: tuple[date, ...]
    inside: tuple[Seller, ...]
    outside: tuple[Seller, ...]


@dataclass(frozen=True)
class _Known:
    shop: int
    owner: int
    regency: str
    scale: str
    sector: str
    since: date
    day: date | None
    """Of one inside, the Monday of its week of joining; of one outside, when it closed."""


def compared(program_id: int, *, today: date) -> Compared:
    """Three statements, and the thresholds of scale."""
    facts = {"program": program_id, "zone": ZONE, "demo": settings.DEVELOPMENT}
    thresholds = scale_thresholds()
    joined = [_known(row, thresholds, today) for row in fetch(INSIDE, facts)]
    old = [each for each in joined if each.day and each.since <= each.day - timedelta(days=EVER)]
    ready = sorted(each.day + timedelta(days=AFTER + TIME) for each in old if each.day)
    inside = [each for each in old if each.day and each.day + timedelta(days=AFTER + TIME) <= today][:MOST_INSIDE]
    if not inside:
        return Compared(len(joined), len(old), tuple(ready), (), ())
    rows = fetch(
        OUTSIDE,
        facts
        | {
            "provinces": sorted({each.regency[:2] for each in inside}),
            "since": max(each.day for each in inside if each.day) - timedelta(days=EVER),
        },
    )
    pairs = _beside(inside, [_known(row, thresholds, today) for row in rows])
    mine = {(each.shop, each.day) for each in inside}
    sellers = _sellers(pairs + [(each, each.day) for each in inside if each.day])
    return Compared(
        len(joined), len(old), tuple(ready),
        tuple(each for each in sellers if (each.shop, date.fromordinal(each.week)) in mine),
        tuple(each for each in sellers if (each.shop, date.fromordinal(each.week)) not in mine),
    )  # fmt: skip


def _known(row: Sequence[Any], thresholds: Sequence[Threshold], today: date) -> _Known:
    shop, owner, area, kind, capital, yearly, since, day = row
    scale = scale_of(thresholds, capital=capital, yearly_sales=yearly, on=today) or ""
    return _Known(shop, owner, (area or "")[:5], scale, KINDS[kind].group if kind in KINDS else "", since, day)


def _beside(inside: Sequence[_Known], outside: Sequence[_Known]) -> list[tuple[_Known, date]]:
    """Which shops outside are read around which weeks: of the same province, scale and sector, the same regency first."""
    groups: dict[tuple[str, str, str], list[_Known]] = defaultdict(list)
    for each in outside:
        groups[each.regency[:2], each.scale, each.sector].append(each)
    wanted = Counter((each.day, each.regency, each.scale, each.sector) for each in inside)
    pairs: dict[tuple[int, date], _Known] = {}
    for (week, regency, scale, sector), many in wanted.items():
        assert week is not None
        since = week - timedelta(days=EVER)
        there = [
            each for each in groups[regency[:2], scale, sector] if each.since <= since and (each.day is None or each.day > week)
        ]
        there.sort(key=lambda each: each.regency != regency)
        for each in there[: LOOKED_AT * many]:
            pairs[each.shop, week] = each
    return [(each, week) for (_shop, week), each in pairs.items()]


def _sellers(pairs: Sequence[tuple[_Known, date]]) -> list[Seller]:
    known = {(each.shop, week): each for each, week in pairs}
    rows = fetch(SOLD, {"shops": [shop for shop, _ in known], "weeks": [week for _, week in known]})
    return [
        Seller(
            shop, week.toordinal(), known[shop, week].regency, known[shop, week].scale, known[shop, week].sector,
            Spell(*sums[:4]), Spell(*sums[4:]), known[shop, week].owner,
        )
        for shop, week, *sums in sorted(rows)
    ]  # fmt: skip
