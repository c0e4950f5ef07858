"""Whose businesses they are becomes a figure of its own, in every slice. Rows that are there are filled at once: from the slices
by sex and the crossed ones, a district's slices of the month that runs from how each outlet stands. A district's slices by scale
and sector of months that are over stay without: nobody kept it."""

from django.db import migrations, models

FILL = """
    with crossed as (
        select month, level, area_code, outlets, right(slice, 1) as sex, slice,
            string_to_array(case when left(slice, 2) = 'x:' then substr(slice, 3) else '//' end, '/') as part
        from indicators_stock where slice in ('sex:f', 'sex:m') or (left(slice, 2) = 'x:' and right(slice, 2) in ('/f', '/m'))
    ), summed as (
        select month, level, area_code, piece.slice, crossed.sex, outlets::bigint as outlets from crossed
        cross join lateral (
            select crossed.slice
            union all select '' where left(crossed.slice, 2) <> 'x:'
            union all select 'scale:' || part[1] where left(crossed.slice, 2) = 'x:'
            union all select 'sector:' || part[2] where left(crossed.slice, 2) = 'x:'
        ) piece (slice)
        union all
        select (select max(month) from indicators_stock), 3, left(area_code, 8), piece.slice, sex, count(*)
        from indicators_standing cross join lateral (values ('scale:' || scale), ('sector:' || sector)) piece (slice)
        where length(area_code) >= 8 and sex in ('f', 'm') group by 1, 2, 3, 4, 5
    ), told as (
        select month, level, area_code, slice, coalesce(sum(outlets) filter (where sex = 'f'), 0) as women,
            coalesce(sum(outlets) filter (where sex = 'm'), 0) as men
        from summed group by 1, 2, 3, 4
    )
    update indicators_stock s set women = told.women, men = told.men from told
    where s.month = told.month and s.level = told.level and s.area_code = told.area_code and s.slice = told.slice
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_standing")]
    operations = [
        *(migrations.AddField("stock", name, models.IntegerField(default=0, db_default=0)) for name in ("women", "men")),
        migrations.RunSQL(["set local statement_timeout = 0", FILL], migrations.RunSQL.noop),
    ]
