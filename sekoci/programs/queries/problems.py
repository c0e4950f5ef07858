"""Whether stages are what the evidence tells, and readings what they were counted from, for `sekoci verify`."""

import json
from collections.abc import Iterator
from datetime import timedelta
from math import isclose
from typing import Any
from zoneinfo import ZoneInfo

from sekoci.books.queries import Checked
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.programs.queries.evidence import NOTED, TOLD
from sekoci.programs.queries.measured import ZONE, compared
from sekoci.programs.queries.readings import EDITION, impact_of, retention_of

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

APART = """
    select format('enrolment %%s: shop %%s, its outlet %%s says %%s', e.id, coalesce(e.shop_id::text, 'none'), o.id,
        coalesce(o.shop_id::text, 'none'))
    from programs_enrolment e join programs_program p on p.id = e.program_id and p.state = 'open'
    join registry_outlet o on o.id = e.outlet_id
    where e.shop_id is distinct from o.shop_id and o.changed_at < %s order by e.id limit %s
"""
SOON = timedelta(minutes=20)
"""Until then an enrolment knows the shop of its outlet: looked at every half minute, or once an officer's word on the outlet has
stood ten minutes."""

KEPT = """
    select r.program_id, p.slug, r.kind, r.facts::text, r.basis, r.counted_at from programs_reading r
    join programs_program p on p.id = r.program_id where r.basis like %s || ':%%' order by r.program_id, r.kind
"""


def problems() -> list[Checked]:
    """What stages and readings promise."""
    return [_stages(), _readings(), _shops()]


def _stages() -> Checked:
    """Compared while nothing new waits to be heard; lists, which tell of the past, are followed each night."""
    what = "a programme's stages are those that sales, lists and marks tell"
    if fetch(BEHIND) == [(True,)]:
        return Checked(what, 0, [])
    ids = [enrolment_id for (enrolment_id,) in fetch(IN_OPEN)]
    values = {"ids": ids, "now": clock.now(), "by_time": list(BY_TIME), "most": MOST_NAMED}
    return Checked(what, len(ids), [text for (text,) in fetch(WRONG, values)] if ids else [])


def _readings() -> Checked:
    """Counted again for their day. Only those are compared whose rows are still the same: what changed since is the night's."""
    same, wrong = 0, []
    for program_id, slug, kind, kept, basis, at in fetch(KEPT, (EDITION,)):
        today = at.astimezone(ZoneInfo(ZONE)).date()
        counted = retention_of(program_id, today=today) if kind == "retention" else impact_of(compared(program_id, today=today))
        if counted.basis != basis:
            continue
        same += 1
        wrong += [f"programme {slug}: {kind} {text}" for text in _apart(json.loads(kept), json.loads(json.dumps(counted.facts)))]
    return Checked("readings of programmes are what their rows tell", same, wrong[:MOST_NAMED])


def _shops() -> Checked:
    [(count,)] = fetch(f"select count(*) from ({IN_OPEN}) each")  # noqa: S608  ours
    wrong = [text for (text,) in fetch(APART, (clock.now() - SOON, MOST_NAMED))]
    return Checked("whoever is in a programme that runs is known there by the shop of its outlet", count, wrong)


def _apart(kept: Any, counted: Any, place: str = "") -> Iterator[str]:
    """Where they differ, in words."""
    if isinstance(kept, dict) and isinstance(counted, dict):
        for name in sorted(kept.keys() | counted.keys()):
            yield from _apart(kept.get(name), counted.get(name), f"{place}.{name or '(none)'}".strip("."))
    elif isinstance(kept, list) and isinstance(counted, list) and len(kept) == len(counted):
        for number, (one, other) in enumerate(zip(kept, counted, strict=True)):
            yield from _apart(one, other, f"{place}[{number}]")
    elif kept != counted and not (isinstance(kept, float) and isinstance(counted, float) and isclose(kept, counted)):
        yield f"{place} is kept as {kept}, the rows tell {counted}"
