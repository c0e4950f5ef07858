"""Outlets and what is known of them: whom a programme is for, and why not the others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sekoci.kit.sql import fetch
from sekoci.programs.queries.evidence import SAYS, SOLD
from sekoci.programs.rules import WEIGHTS, Eligibility, Facts, Filter

_SALES = "coalesce(b.yearly_sales, rows.yearly)"
KNOWN = f"""
    with bounds as (
        select basis, scale, most from registry_scalethreshold
        where valid_from <= current_date and (valid_until is null or valid_until >= current_date)
    ), known as (
        select o.id, o.name, o.phone, o.area_code, o.kind, o.sex, o.shop_id,
            case when {_SALES} is not null then coalesce((select scale from bounds
                    where basis = 'sales' and most >= {_SALES} order by most limit 1), 'large')
                 when b.capital is not null then coalesce((select scale from bounds
                    where basis = 'capital' and most >= b.capital order by most limit 1), 'large')
                 else '' end as scale,
            coalesce(b.has_public_shop, false) or coalesce(rows.is_digital, false) as is_digital,
            coalesce(rows.has_sold, false) or exists (
                select from orders_order o where o.business_id = b.id and {SOLD}) as has_sold
        from registry_outlet o left join registry_business b on b.id = o.shop_id
        left join lateral (
            select bool_or({SAYS.format("listing")} or {SAYS.format("qris")}) as is_digital,
                bool_or({SAYS.format("last_order")} or {SAYS.format("orders_90d")}) as has_sold,
                max(case when jsonb_typeof(r.facts -> 'sales_month') = 'number'
                    then (r.facts ->> 'sales_month')::numeric * 12 end) as yearly
            from registry_listrow r where r.outlet_id = o.id and r.gone_at is null
        ) rows on true
        where o.ended_at is null and {{which}}
    )
"""  # noqa: S608  ours
SUITS = """
    (cardinality(%(kinds)s::text[]) = 0 or kind = any(%(kinds)s) or %(unknown_too)s and kind = '')
    and (cardinality(%(scales)s::text[]) = 0 or scale = any(%(scales)s) or %(unknown_too)s and scale = '')
    and (cardinality(%(sexes)s::text[]) = 0 or sex = any(%(sexes)s) or %(unknown_too)s and sex = '')
    and (%(digital)s = '' or is_digital = (%(digital)s = 'yes'))
"""
"""`rules.obstacles` for many at once; a test holds the two against each other."""
WANTED = """
    (cardinality(%(only_kinds)s::text[]) = 0 or kind = any(%(only_kinds)s))
    and (cardinality(%(only_scales)s::text[]) = 0 or scale = any(%(only_scales)s))
    and (cardinality(%(only_sexes)s::text[]) = 0 or sex = any(%(only_sexes)s))
    and case %(grade)s when 'no' then not (is_digital or has_sold) when 'yes' then is_digital or has_sold
        when 'unsold' then is_digital and not has_sold when 'sold' then has_sold else true end
    and (not %(phone)s or phone <> '')
"""
"""`rules.Filter` but for its area and lists, which are asked before anything is computed."""
BY_NEED = """
    (case when is_digital then 0 else %(not_digital)s end) + (case when sex = 'f' then %(woman)s else 0 end)
    + (case when scale = 'micro' then %(micro)s else 0 end) + (case when phone <> '' then %(reachable)s else 0 end) desc, id
"""
"""Who has most points by `rules.points_of` first."""


@dataclass(frozen=True)
class Candidate:
    """An outlet that could be enrolled."""

    id: int
    name: str
    phone: str
    shop_id: int | None
    facts: Facts


def suiting(
    program_id: int,
    asked: Eligibility,
    areas: Sequence[str],
    *,
    patterns: Sequence[str],
    search: str = "",
    only: Filter | None = None,
    weights: Mapping[str, int] | None = None,
    limit: int,
) -> tuple[int, list[Candidate]]:
    """How many outlets inside the programme's areas and these patterns suit it, and are wanted (`only`), and are not in it;
    and the first of them by need.

    Across businesses: a shop's own facts count. `search`: part of a name, or a phone. One statement.
    """
    only = only or Filter()
    which = (
        "o.area_code like any(%(areas)s) and o.area_code like any(%(patterns)s) and o.area_code like %(only_area)s"
        " and not exists (select from programs_enrolment e where e.program_id = %(program)s and e.outlet_id = o.id)"
        " and (%(search)s = '' or strpos(lower(o.name), %(search)s) > 0 or o.phone = %(search)s)"
        " and (cardinality(%(lists)s::bigint[]) = 0 or exists (select from registry_listrow l"
        " where l.outlet_id = o.id and l.gone_at is null and l.list_id = any(%(lists)s)))"
    )
    values = (
        _values(asked)
        | dict(weights or WEIGHTS)
        | {
            "areas": [f"{code}%" for code in areas],
            "patterns": list(patterns),
            "program": program_id,
            "search": search.lower(),
            "limit": limit,
            "only_area": f"{only.area}%",
            "only_kinds": list(only.kinds),
            "only_scales": list(only.scales),
            "only_sexes": list(only.sexes),
            "grade": only.grade,
            "phone": only.phone,
            "lists": list(only.lists),
        }
    )
    rows = fetch(
        f"{KNOWN.format(which=which)} select count(*) over (), known.* from known where {SUITS} and {WANTED}"  # noqa: S608  ours
        f" order by {BY_NEED} limit %(limit)s",
        values,
    )
    return (rows[0][0] if rows else 0), [_candidate(row[1:]) for row in rows]


def outlets_known(outlet_ids: Collection[int], *, patterns: Sequence[str] = ("%",)) -> list[Candidate]:
    """These outlets inside the patterns, whatever they are."""
    which = "o.id = any(%(ids)s) and o.area_code like any(%(patterns)s)"
    rows = fetch(
        f"{KNOWN.format(which=which)} select * from known order by id",  # noqa: S608  ours
        {"ids": list(outlet_ids), "patterns": list(patterns)},
    )
    return [_candidate(row) for row in rows]


def _values(asked: Eligibility) -> dict[str, Any]:
    return {
        "kinds": list(asked.kinds),
        "scales": list(asked.scales),
        "sexes": list(asked.sexes),
        "digital": asked.digital,
        "unknown_too": asked.unknown_too,
    }


def _candidate(row: Sequence[Any]) -> Candidate:
    outlet, name, phone, area, kind, sex, shop, scale, is_digital, _has_sold = row
    return Candidate(outlet, name, phone, shop, Facts(area, kind, scale, sex, is_digital, bool(phone)))
