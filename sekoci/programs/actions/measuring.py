"""What takes long is counted at night and kept: who still sells, and before and after against shops outside."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions.stages import ZONE
from sekoci.programs.queries.measured import Compared, compared, kept_by_month
from sekoci.programs.rules.impact import FEWEST_SETS, ORDERS, SALES, effect, matched

EVERY = timedelta(hours=20)
AFTERWARDS = timedelta(days=365)
"""So long after its end a programme is still measured: what it did shows late."""
DUE = """
    select p.id from programs_program p
    where p.state <> 'draft' and (p.closed_at is null or p.closed_at > %(ended)s)
      and not exists (select from programs_reading r where r.program_id = p.id and r.counted_at > %(fresh)s)
    order by p.id
"""
KEEP = """
    insert into programs_reading (program_id, kind, facts, counted_at) values (%s, %s, %s, %s)
    on conflict (program_id, kind) do update set facts = excluded.facts, counted_at = excluded.counted_at
"""


def measure_due() -> int:
    """Programmes that nobody measured within a day; how many."""
    now = clock.now()
    due = fetch(DUE, {"ended": now - AFTERWARDS, "fresh": now - EVERY})
    for (program_id,) in due:
        measure_program(program_id)
    return len(due)


def measure_program(program_id: int) -> None:
    """Count one programme anew, in place of what was counted before."""
    today = clock.day_in(ZONE)
    with across_businesses():
        kept, found = kept_by_month(program_id, today=today), compared(program_id, today=today)
    impact = _impact(found)
    with across_businesses():
        _keep(program_id, "retention", kept)
        _keep(program_id, "impact", impact)


def _impact(found: Compared) -> dict[str, Any]:
    """Sums only; where too few could be compared, how many and from when on there may be enough. Outside any transaction."""
    sets = matched(found.inside, found.outside)
    enough = len(sets) >= FEWEST_SETS
    soonest = found.ready[FEWEST_SETS - 1].isoformat() if len(found.ready) >= FEWEST_SETS else ""
    return {
        "shops": found.shops,
        "old": found.old,
        "whole": len(found.inside),
        "sets": len(sets),
        "outside": sum(len(each.beside) for each in sets),
        "soonest": soonest,
        **{of: asdict(effect(sets, of)) if enough else None for of in (SALES, ORDERS)},
    }


def _keep(program_id: int, kind: str, facts: object) -> None:
    fetch(KEEP, (program_id, kind, json.dumps(facts), clock.now()))
