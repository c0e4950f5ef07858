"""Last week in a programme: what the weekly message says, what stands behind it, and whether this officer wants it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sekoci.kit import clock
from sekoci.messaging import rules as messaging
from sekoci.programs.actions.telling import TEMPLATE, facts_of, wish_digest
from sekoci.programs.names import AIMS, PROGRAM_CHIPS, PROGRAM_STATES, STAGES, pace_of
from sekoci.programs.queries.digest import wants_digest, week_of
from sekoci.programs.rules.days import ZONE
from sekoci.programs.rules.digest import last_week
from sekoci.programs.views.behind import Behind
from sekoci.programs.views.running import program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach


@require_GET
@for_officers()
def week(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    found = week_of(known, reach, last_week(clock.day_in(ZONE)))
    template, language = messaging.TEMPLATES[TEMPLATE], (get_language() or "id")[:2]
    said = messaging.render(template, facts_of(known, reach, found), language)
    there, monday = Behind(reach, known), found.monday.isoformat()
    facts = {
        "reach": reach, "program": known, "is_mine": known.is_run_by(reach), "state": PROGRAM_STATES[known.state],
        "chip": PROGRAM_CHIPS[known.state], "week": found, "said": said,
        "reached": [(STAGES[stage], many, there.people(stage, pekan=monday)) for stage, many in found.reached.items()],
        "lost": [(STAGES[stage], many, there.people(stage, pekan=monday, lalu="1")) for stage, many in found.lost.items()],
        "targets": [
            (AIMS[line.aim], line, pace_of(line), there.of_target(target))
            for target, line in zip(known.targets, found.targets, strict=True)
        ],
        "came": there.people(pekan=monday),
        "wanted": wants_digest(known.id, reach.person_id),
    }  # fmt: skip
    return render(request, "programs/week.html", facts)


@require_POST
@for_officers()
def wish(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """Tell me on Mondays, or no more."""
    known, wanted = program_or_404(program, reach), request.POST.get("kabari") == "ya"
    wish_digest(known.id, reach=reach, wanted=wanted)
    messages.success(request, _("Anda dikabari tiap Senin pagi.") if wanted else _("Anda tidak dikabari lagi soal program ini."))
    return redirect("programs:week", reach.organisation, program)
