"""What partners read of a programme is counted once a week and kept: who changes a list does not see at once what it moves."""

import json

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.queries.funnel import contribution
from sekoci.programs.rules.days import ZONE
from sekoci.registry.rules.weekly import monday_of

DUE = """
    select p.id, p.stages, array(select c.organisation_id from programs_carrier c where c.program_id = p.id order by 1)
    from programs_program p where p.state = 'open' and not exists (select from programs_reading r
        where r.program_id = p.id and r.kind = 'partners' and r.facts ->> 'week' >= %s)
    order by p.id
"""
KEEP = """
    insert into programs_reading (program_id, kind, facts, counted_at) values (%s, 'partners', %s, %s)
    on conflict (program_id, kind) do update set facts = excluded.facts, counted_at = excluded.counted_at
"""


def count_for_partners() -> int:
    """Open programmes that were not counted for their partners since Monday; how many.

    A partner that came since then waits for the next Monday: counted alone it would learn what one week moved.
    """
    monday = monday_of(clock.day_in(ZONE))
    with across_businesses():
        due = fetch(DUE, (monday.isoformat(),))
    for program_id, stages, organisations in due:
        with across_businesses():
            counted = {each: contribution(program_id, stages, each) for each in organisations}
            facts = {
                "week": monday.isoformat(),
                "stages": stages,
                "all": next(iter(counted.values()))[0],
                "own": {str(each): own for each, (_all, own) in counted.items()},
            }
            fetch(KEEP, (program_id, json.dumps(facts), clock.now()))
    return len(due)
