"""Businesses are taken into a programme: all that suit it inside the officer's areas, or one by one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sekoci.accounts.actions import note_view
from sekoci.kit.errors import NotAllowed
from sekoci.kit.phone import NotAPhone, parse_phone
from sekoci.kit.scope import across_businesses
from sekoci.kit.text import clean_line
from sekoci.programs import actions
from sekoci.programs.queries import Candidate, Programme, suiting
from sekoci.programs.rules import Eligibility
from sekoci.programs.views.running import program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.queries import places
from sekoci.registry.rules import Reach

SHOWN = 20


@require_http_methods(["GET", "POST"])
@for_officers()
def add_people(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """GET says how many suit and finds some by name; POST takes them in."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotAllowed()
    if request.method == "POST":
        return _take_in(request, reach, known)
    search = clean_line(request.GET.get("cari", "")[:60], most=60, field="cari")
    suit, found = _found(known, reach, search)
    note_view([each.phone for each in found], viewer=f"officer:{reach.person_id}", what="row", place=known.name, sparing=True)
    areas = places([each.facts.area_code for each in found])
    facts = {
        "reach": reach, "program": known, "suit": suit, "search": search, "cohorts": known.cohorts.values(),
        "found": [(each, areas[each.facts.area_code].path if each.facts.area_code in areas else "") for each in found],
    }  # fmt: skip
    return render(request, "programs/add.html", facts)


def _found(program: Programme, reach: Reach, search: str) -> tuple[int, list[Candidate]]:
    """How many suit the programme; and those of this name or phone, whether they suit or not."""
    codes = [each.code for each in program.areas]
    with across_businesses():
        count, _some = suiting(program.id, program.eligibility, codes, patterns=reach.patterns, limit=1)
        if not search:
            return count, []
        try:
            asked = parse_phone(search)
        except NotAPhone:
            asked = search
        _count, found = suiting(program.id, Eligibility(), [""], patterns=reach.patterns, search=asked, limit=SHOWN)
    return count, found


def _take_in(request: HttpRequest, reach: Reach, program: Programme) -> HttpResponse:
    cohort = clean_line(request.POST.get("angkatan", ""), most=60, field="angkatan")
    one = request.POST.get("usaha", "")
    try:
        if one:
            enrolled = actions.enrol_outlets(
                program.slug, [int(one)] if one.isascii() and one.isdigit() else [], reach=reach, cohort=cohort
            )
        else:
            enrolled = actions.enrol_matching(program.slug, reach=reach, cohort=cohort)
    except actions.NotOpen as no:
        messages.error(request, no.sentence())
        return redirect("programs:add_people", reach.organisation, program.slug)
    said = {"chosen": enrolled.chosen, "waiting": enrolled.waiting}
    messages.success(request, _("%(chosen)s usaha masuk, %(waiting)s menunggu tempat.") % said)
    return redirect("programs:people", reach.organisation, program.slug)
