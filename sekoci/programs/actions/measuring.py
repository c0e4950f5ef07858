"""What takes long is counted at night and kept: who still sells, and before and after against shops outside."""

import json
from datetime import timedelta

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.queries.measured import compared
from sekoci.programs.queries.readings import EDITION, impact_of, retention_of
from sekoci.programs.rules.days import ZONE

EVERY = timedelta(hours=20)
AFTERWARDS = timedelta(days=365)
"""So long after its end a programme is still measured: what it did shows late."""
DUE = """
    select p.id from programs_program p
    where p.state <> 'draft' and (p.closed_at is null or p.closed_at > %(ended)s)
      and not exists (select from programs_reading r where r.program_id = p.id and r.counted_at > %(fresh)s
          and r.basis like %(edition)s || ':%%')
    order by p.id
"""
KEEP = """
    insert into programs_reading (program_id, kind, facts, basis, counted_at) values (%s, %s, %s, %s, %s)
    on conflict (program_id, kind) do update set facts = excluded.facts, basis = excluded.basis, counted_at = excluded.counted_at
"""


def measure_due() -> int:
    """Programmes that nobody measured within a day; how many."""
    now = clock.now()
    due = fetch(DUE, {"ended": now - AFTERWARDS, "fresh": now - EVERY, "edition": EDITION})
    for (program_id,) in due:
        measure_program(program_id)
    return len(due)


def measure_program(program_id: int) -> None:
    """Count one programme anew, in place of what was counted before; what takes long, outside any transaction."""
    moment = clock.now()
    today = clock.day_in(ZONE)
    with across_businesses():
        kept, found = retention_of(program_id, today=today), compared(program_id, today=today)
    impact = impact_of(found)
    with across_businesses():
        for kind, counted in (("retention", kept), ("impact", impact)):
            fetch(KEEP, (program_id, kind, json.dumps(counted.facts), counted.basis, moment))
