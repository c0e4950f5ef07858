"""Whether stages are what the evidence tells, for `sekoci verify`."""

from sekoci.books.queries import Checked
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.programs.queries.evidence import NOTED, TOLD

MOST_NAMED = 50
BEHIND = """
    select exists (
        select from kit_event event left join kit_cursor mine on mine.consumer = 'programs'
        where event.name = any(array['OrdersPlaced', 'OrdersMoved', 'ProductsChanged', 'ShopsChanged', 'OwnersAgreed'])
          and (mine.consumer is null or (event.transaction, event.id) > (mine.transaction, mine.event_id))
    )
"""
IN_OPEN = """
    select e.id from programs_enrolment e join programs_program p on p.id = e.program_id and p.state = 'open'
    where e.state = 'chosen'
"""
BY_TIME = ("regular", "several")
"""Stages that end by time alone: between two nights they may be noted still."""
WRONG = f"""
    with {TOLD}, {NOTED}
    select format('enrolment %%s: stage %%s is %%s, the evidence tells %%s', coalesce(t.id, n.id), coalesce(t.stage, n.stage),
        coalesce(n.source, 'nothing'), coalesce(t.source, 'nothing'))
    from told t full join (select * from noted where is_reached) n using (id, stage)
    where t.source is distinct from n.source and coalesce(t.stage, n.stage) <> all(%(by_time)s)
      and 'list' <> all(array[coalesce(t.source, ''), coalesce(n.source, '')])
    union all
    select format('enrolment %%s: %%s stages are said of it, %%s are noted', e.id, cardinality(e.reached), count(n.stage))
    from programs_enrolment e join of_these on of_these.id = e.id left join noted n on n.id = e.id and n.is_reached
    group by e.id having e.reached::text[] is distinct from
        array(select each from unnest(e.reached::text[]) each where each = any(array_agg(n.stage::text)))
        or cardinality(e.reached) <> count(n.stage)
    limit %(most)s
"""  # noqa: S608  texts are ours


def problems() -> list[Checked]:
    """Compared while nothing new waits to be heard; lists, which tell of the past, are followed each night."""
    what = "a programme's stages are those that sales, lists and marks tell"
    if fetch(BEHIND) == [(True,)]:
        return [Checked(what, 0, [])]
    ids = [enrolment_id for (enrolment_id,) in fetch(IN_OPEN)]
    values = {"ids": ids, "now": clock.now(), "by_time": list(BY_TIME), "most": MOST_NAMED}
    return [Checked(what, len(ids), [text for (text,) in fetch(WRONG, values)] if ids else [])]
