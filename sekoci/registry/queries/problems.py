"""What must always be true of outlets, in SQL, for `sekoci verify`: what is looked at, and what breaks it, named."""

from sekoci.registry.queries.decisions import HELD

COUNTED = (
    "an outlet's counts are those of its rows, and one without rows has ended",
    "select count(*) from registry_outlet",
    """
    select format('outlet %%s says %%s rows of %%s lists, it has %%s of %%s', o.id, o.rows, o.lists, coalesce(r.rows, 0),
        coalesce(r.lists, 0))
    from registry_outlet o full join (select outlet_id, count(*) as rows, count(distinct list_id) as lists from registry_listrow
        where outlet_id is not null group by outlet_id) r on r.outlet_id = o.id
    where (o.rows, o.lists) is distinct from (coalesce(r.rows, 0)::int, coalesce(r.lists, 0)::int)
       or (o.ended_at is null) <> (r.rows is not null)
    """,
)
OBEYED = (
    "what people decided of an outlet's records is so",
    f"with {HELD} select count(*) from held where verdict <> 'later'",  # noqa: S608  ours
    f"""
    with {HELD}
    select format('decision %%s: rows %%s and %%s are %%s, and stand in outlets %%s and %%s', held.id, l.id, r.id, held.verdict,
        l.outlet_id, r.outlet_id)
    from held join registry_listrow l on l.id = held.left_row_id join registry_listrow r on r.id = held.right_row_id
    where l.outlet_id is not null and r.outlet_id is not null and held.verdict <> 'later'
      and (held.verdict = 'same') <> (l.outlet_id = r.outlet_id)
    """,  # noqa: S608  ours
)
SHOPS = (
    "a shop here and the outlet that it is know each other",
    "select count(*) from registry_outlet where shop_id is not null",
    """
    select format('shop %%s stands in outlet %%s, which says %%s', r.key, r.outlet_id, coalesce(o.shop_id::text, 'none'))
    from (select r.key, r.outlet_id from registry_partnerlist l join registry_listrow r on r.list_id = l.id
        where l.is_own and r.outlet_id is not null) r
    full join (select id, shop_id from registry_outlet where shop_id is not null) o on o.id = r.outlet_id
    where o.shop_id::text is distinct from r.key
    """,
)
MOVED = (
    "a row stands in the outlet where its last move put it",
    "select count(*) from registry_listrow where outlet_id is not null",
    """
    select format('row %%s stands in outlet %%s, its last move says %%s', r.id, r.outlet_id, m.to_outlet_id)
    from (select distinct on (row_id) row_id, to_outlet_id from registry_outletmove order by row_id, id desc) m
    full join registry_listrow r on r.id = m.row_id
    where r.outlet_id is distinct from m.to_outlet_id and (r.id is not null)
    """,
)
WHOLE = (
    "a partner's list has the businesses that its newest file brought, all of them and no others",
    "select count(*) from registry_listedition where state = 'stored'",
    """
    select format('list %%s of %%s: its file of %%s brought %%s, it has %%s', l.id, l.as_of, e.as_of, e.brought,
        coalesce(r.rows, 0))
    from (select distinct on (list_id) list_id, as_of, came + changed + same as brought from registry_listedition
        where state = 'stored' order by list_id, as_of desc, stored_at desc) e
    join registry_partnerlist l on l.id = e.list_id and not l.is_own
    left join (select list_id, count(*) filter (where gone_at is null) as rows, max(as_of) as newest from registry_listrow
        group by list_id) r on r.list_id = l.id
    where e.brought <> coalesce(r.rows, 0) or l.as_of is distinct from e.as_of or r.newest > l.as_of
    """,
)
ADDED_UP = (
    "an area's count of outlets is that of the outlets in it",
    "select count(*) from registry_outletcount",
    """
    with levels as (select * from (values (0, 0), (1, 2), (2, 5), (3, 8)) up (level, letters)), told as (
        select level, left(area_code, letters) as area_code, organisations, count(*) as outlets, sum(rows) as rows,
            count(shop_id) as shops
        from registry_outlet join levels on length(area_code) >= letters where ended_at is null group by 1, 2, 3
    ), kept as (
        select level, area_code, organisations, sum(outlets) as outlets, sum(rows) as rows, sum(shops) as shops from (
            select level, area_code, organisations, outlets, rows, shops from registry_outletcount
            union all
            select level, left(area_code, letters), organisations, outlets, rows, shops
            from registry_outletdifference join levels on length(area_code) >= letters
        ) each group by 1, 2, 3 having (sum(outlets), sum(rows), sum(shops)) <> (0, 0, 0)
    )
    select format('area "%%s", lists of %%s: %%s outlets counted, %%s are there', coalesce(kept.area_code, told.area_code),
        coalesce(kept.organisations, told.organisations), coalesce(kept.outlets, 0), coalesce(told.outlets, 0))
    from kept full join told using (level, area_code, organisations)
    where (kept.outlets, kept.rows, kept.shops) is distinct from (told.outlets, told.rows, told.shops)
    """,
)
OF_A_WEEK = (
    "what partners read of a Monday was counted at one moment, and no area's parts have more than it",
    "select count(*) from registry_outletweek",
    """
    with parts as (
        select level - 1 as level, left(area_code, case level when 1 then 0 when 2 then 2 else 5 end) as area_code, organisations,
            sum(outlets) as outlets, sum(rows) as rows, sum(shops) as shops
        from registry_outletweek where level > 0 group by 1, 2, 3
    )
    select format('week: area "%%s", lists of %%s: %%s outlets, its parts have %%s', parts.area_code, parts.organisations,
        coalesce(whole.outlets, 0), parts.outlets)
    from parts left join registry_outletweek whole using (level, area_code, organisations)
    where whole.outlets is null or whole.outlets < parts.outlets or whole.rows < parts.rows or whole.shops < parts.shops
    union all
    select format('week: area "%%s", lists of %%s: level %%s, %%s outlets, %%s rows, %%s shops', area_code, organisations, level,
        outlets, rows, shops)
    from registry_outletweek where length(area_code) <> case level when 0 then 0 when 1 then 2 when 2 then 5 when 3 then 8 end
        or outlets < 1 or rows < outlets or shops not between 0 and outlets or cardinality(organisations) = 0
    union all
    select format('week: counted at %%s and at %%s', min(counted_at), max(counted_at)) from registry_outletweek
        having min(counted_at) <> max(counted_at)
    """,
)
NUMBERED = (
    "a row of a partner's list whose owner was forgotten has neither number nor words",
    "select count(*) from registry_listrow where name = ''",
    """
    select format('row %%s was emptied, and still says something', r.id)
    from registry_listrow r left join registry_rowidentity i on i.row_id = r.id
    where r.name = '' and (i.row_id is not null or r.said <> '{}' or r.latitude is not null or length(r.area_code) > 8
        or r.owner || r.phone || r.street || r.nib || r.name_key || r.owner_key || r.street_key <> '')
    """,
)
LIST_PROMISES = (WHOLE, NUMBERED)
OUTLET_PROMISES = (COUNTED, OBEYED, SHOPS, MOVED, ADDED_UP, OF_A_WEEK)
