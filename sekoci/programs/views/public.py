"""What a programme shows outside: what it is, where, how to join, and results that point to nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sekoci.indicators.rules import hidden_parts
from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import across_businesses
from sekoci.programs.names import PROGRAM_CHIPS, PROGRAM_STATES, STAGES, pace_of
from sekoci.programs.queries import by_area, funnel_of, public_program, target_lines
from sekoci.programs.rules import FEWEST, publishable_part
from sekoci.programs.views.funnel import is_told


@require_GET
def public(request: HttpRequest, program: str) -> HttpResponse:
    known = public_program(program)
    if known is None:
        raise NotFound()
    with across_businesses():
        funnel, areas, lines = funnel_of(known), by_area(known, width=5), target_lines(known)
    hidden = hidden_parts({part.code: [part.all] for part in areas})
    is_enough = funnel.all >= FEWEST
    facts = {
        "program": known,
        "state": PROGRAM_STATES[known.state],
        "chip": PROGRAM_CHIPS[known.state],
        "all": funnel.all if is_enough else None,
        "stages": [(STAGES[step.stage], publishable_part(step.count, funnel.all)) for step in funnel.steps] if is_enough else [],
        "parts": [(part.name, part.all) for part in areas if part.name and part.code not in hidden] if is_enough else [],
        "is_hidden": bool(hidden),
        "targets": [(STAGES[line.stage], line, pace_of(line.outlook)) for line in lines if is_told(line, funnel.all)],
        "now": clock.now(),
    }
    return render(request, "programs/public.html", facts)
