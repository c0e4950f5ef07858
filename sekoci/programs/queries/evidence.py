"""What stages a business stands at, told from nothing: from events and sales here, partners' lists, and officers' words.

One statement for however many enrolments; what is told is compared with what was noted before.
"""

from sekoci.programs.rules import OF_WEEKS, REGULAR_WEEKS, SEVERAL_WAYS, SOURCES, STAGES, WITHIN_DAYS

SAYS = "coalesce(r.facts ->> '{0}', '') not in ('', '0', 'false', 'no', 'tidak')"
"""Whether a list's row says this of a business."""
SOLD = "o.source not in ('counter', 'again') and o.state in ('handed_over', 'sent', 'completed')"
"""An order that came by itself, not over the counter, and whose goods left."""
WEEK = "extract(epoch from %(now)s - placed_at)"

TOLD = f"""
    of_these as (
        select e.id, e.outlet_id, e.shop_id, p.stages from programs_enrolment e join programs_program p on p.id = e.program_id
        where e.id = any(%(ids)s) and e.state = 'chosen'
    ), sold as materialized (
        select e.id, o.placed_at, coalesce(nullif(o.way_in, ''), o.source) as way
        from of_these e join orders_order o on o.business_id = e.shop_id and {SOLD}
    ), listed as materialized (
        select e.id, r.organisation_id, r.facts, r.as_of, r.as_of::timestamptz as at
        from of_these e join registry_listrow r on r.outlet_id = e.outlet_id and r.gone_at is null
    ), given as materialized (
        select e.id, kind.what, s.on_day::timestamptz as at from of_these e join programs_support s on s.enrolment_id = e.id
        join programs_supportkind kind on kind.id = s.kind_id where s.state = 'given'
    ), said as (
        select distinct on (e.id, m.stage) e.id, m.stage, m.holds, m.on_day from of_these e
        join programs_mark m on m.enrolment_id = e.id order by e.id, m.stage, m.id desc
    ), lately as (
        select distinct id, way from sold where placed_at > %(now)s - interval '{WITHIN_DAYS} days'
    ), ways as (
        select id, way from lately
        union select id, organisation_id::text from listed r where {SAYS.format("listing")}
    ), evidence (id, stage, source, since) as (
        select e.id, 'contacted', 'here', c.given_at from of_these e
            join programs_consent c on c.enrolment_id = e.id and c.withdrawn_at is null
        union all select id, 'contacted', 'here', at from given where what = 'visit'
        union all select e.id, 'onboarded', 'here', b.created_at from of_these e
            join registry_business b on b.id = e.shop_id and b.has_public_shop and b.closed_at is null
        union all select id, unnest(array['onboarded', 'listed']), 'list', at from listed r where {SAYS.format("listing")}
        union all select id, 'trained', 'here', at from given where what = 'training'
        union all select id, 'trained', 'list', at from listed r where {SAYS.format("trained")}
        union all select e.id, 'listed', 'here', min(p.created_at) from of_these e
            join catalog_product p on p.business_id = e.shop_id and p.is_listed and p.deleted_at is null group by e.id
        union all select id, 'first_order', 'here', min(placed_at) from sold group by id
        union all select id, 'first_order', 'list', at from listed r
            where {SAYS.format("last_order")} or {SAYS.format("orders_90d")}
        union all select id, 'regular', 'here', %(now)s from sold where placed_at > %(now)s - interval '{OF_WEEKS * 7} days'
            group by id having count(distinct floor({WEEK} / 604800)) >= {REGULAR_WEEKS}
        union all select id, 'several', 'here', %(now)s from lately group by id having count(*) >= {SEVERAL_WAYS}
        union all select id, 'several', 'list', %(now)s from ways group by id having count(*) >= {SEVERAL_WAYS}
        union all select id, 'exporting', 'list', at from listed r where {SAYS.format("exports")}
        union all select id, stage, 'hand', on_day::timestamptz from said where holds
    ), told as (
        select distinct on (v.id, v.stage) v.id, v.stage, v.source, v.since
        from evidence v join of_these e on e.id = v.id and v.stage = any(e.stages)
        order by v.id, v.stage, array_position(array{list(SOURCES)!r}, v.source), v.since
    )
"""  # noqa: S608  ours
"""Common tables; the last, `told`, has (id, stage, source, since). Takes %(ids)s and %(now)s."""
NOTED = """
    noted as (
        select distinct on (v.enrolment_id, v.stage) v.enrolment_id as id, v.stage, v.is_reached, v.source, v.since
        from programs_stageevent v where v.enrolment_id in (select id from of_these)
        order by v.enrolment_id, v.stage, v.id desc
    )
"""
IN_ORDER = f"array_position(array{list(STAGES)!r}, stage)"
