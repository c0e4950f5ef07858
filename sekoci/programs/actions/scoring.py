"""Points by which businesses are chosen, told anew where what counts has changed."""

import json
from collections.abc import Mapping
from dataclasses import replace

from sekoci.kit.sql import arrays, fetch
from sekoci.programs.queries.eligible import outlets_known
from sekoci.programs.rules import points_of

AT_ONCE = 5000


def score_anew(program_id: int, weights: Mapping[str, int]) -> int:
    """Of everybody who applied or waits, three statements for five thousand; how many. Who was chosen keeps the score of then."""
    rows = fetch(
        "select outlet_id, referral_id is not null from programs_enrolment where program_id = %s"
        " and state in ('applied', 'waiting') order by outlet_id",
        (program_id,),
    )
    for start in range(0, len(rows), AT_ONCE):
        referred = dict(rows[start : start + AT_ONCE])
        points = {
            each.id: points_of(replace(each.facts, is_referred=referred[each.id]), weights) for each in outlets_known(referred)
        }
        scored = [(outlet_id, sum(each.values()), json.dumps(each)) for outlet_id, each in points.items()]
        if not scored:
            continue
        fetch(
            "update programs_enrolment e set score = anew.score, points = anew.points"
            " from unnest(%s::bigint[], %s::int[], %s::jsonb[]) as anew (outlet_id, score, points)"
            " where e.program_id = %s and e.outlet_id = anew.outlet_id and e.state in ('applied', 'waiting')",
            (*arrays(scored), program_id),
        )
    return len(rows)
