"""What people decided of pairs of rows, in SQL: what holds, what is tied by it, and what is not obeyed."""

HELD = """
    held as (
        select distinct on (left_row_id, right_row_id) id, left_row_id, right_row_id, verdict, person_id, at
        from registry_pairdecision where holds order by left_row_id, right_row_id, id desc
    )
"""
"""The decisions that hold: of each pair the newest."""
AROUND = f"""
    with recursive {HELD}, same as (
        select left_row_id as one, right_row_id as other from held where verdict = 'same'
        union all select right_row_id, left_row_id from held where verdict = 'same'
    ), near (outlet_id) as (
        select outlet_id from registry_listrow where id = any(%(rows)s) and outlet_id is not null
        union select there.outlet_id from near join registry_listrow here on here.outlet_id = near.outlet_id
            join same on same.one = here.id join registry_listrow there on there.id = same.other
        where there.outlet_id is not null
    )
"""  # noqa: S608  ours
