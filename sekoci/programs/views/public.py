"""What a programme shows outside: what it is, where, how to join, and results that point to nobody."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import across_businesses
from sekoci.programs.names import PROGRAM_CHIPS, PROGRAM_STATES, STAGES, pace_of
from sekoci.programs.queries import by_area, funnel_of, public_program, target_lines
from sekoci.programs.queries.referrals import referral_of
from sekoci.programs.rules import told
from sekoci.programs.views.referring import CODE


@require_GET
def public(request: HttpRequest, program: str) -> HttpResponse:
    known = public_program(program)
    if known is None:
        raise NotFound()
    with across_businesses():
        funnel, areas, lines = funnel_of(known), by_area(known, width=5), target_lines(known, said=told)
    by = referral_of(known.id, request.GET.get(CODE, ""))
    facts = {
        "program": known,
        "by": by,
        "join": reverse("programs:join", args=[program]) + (f"?{urlencode({CODE: by.code})}" if by else ""),
        "state": PROGRAM_STATES[known.state],
        "chip": PROGRAM_CHIPS[known.state],
        "all": told(funnel.all),
        "stages": [(STAGES[step.stage], told(step.count)) for step in funnel.steps],
        "parts": [(part.name, told(part.all)) for part in areas if part.name and told(part.all)],
        "targets": [(STAGES[line.stage], line, pace_of(line.outlook)) for line in lines],
        "now": clock.now(),
    }
    return render(request, "programs/public.html", facts)
