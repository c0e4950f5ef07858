"""Businesses are taken into a programme: those that suit it and a filter inside the officer's areas, or one by one."""

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
from sekoci.programs.actions.enrolling import room_in
from sekoci.programs.forms import FilterForm
from sekoci.programs.queries import Candidate, Programme, areas_to_pick, suiting
from sekoci.programs.rules import Eligibility, Filter
from sekoci.programs.views.running import head_of, program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.queries import places
from sekoci.registry.queries.outlets import lists_known
from sekoci.registry.rules import Reach

SHOWN, FIRST = 20, 10


@require_http_methods(["GET", "POST"])
@for_officers()
def add_people(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """GET says how many suit, who is first among them, and finds some by name; POST takes them in."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotAllowed()
    form = _filter_form(request, reach, known)
    if request.method == "POST":
        return _take_in(request, reach, known, form.wanted())
    search = clean_line(request.GET.get("cari", "")[:60], most=60, field="cari")
    suit, room, first, found = _found(known, reach, form.wanted(), search)
    seen = [each.phone for each in (*first, *found)]
    note_view(seen, viewer=f"officer:{reach.person_id}", what="row", place=known.name, sparing=True)
    areas = places([each.facts.area_code for each in (*first, *found)])

    def at_place(people: list[Candidate]) -> list[tuple[Candidate, str]]:
        return [(each, areas[each.facts.area_code].path if each.facts.area_code in areas else "") for each in people]

    facts = head_of(reach, known) | {
        "suit": suit, "search": search, "cohorts": known.cohorts.values(), "form": form,
        "is_narrowed": form.wanted() != Filter(), "room": room,
        "first": at_place(first), "found": at_place(found),
    }  # fmt: skip
    return render(request, "programs/add.html", facts)


def _filter_form(request: HttpRequest, reach: Reach, program: Programme) -> FilterForm:
    lists = [(number, f"{organisation}: {name}") for number, name, organisation in lists_known()]
    areas = areas_to_pick(reach, [each.code for each in program.areas])
    inside = [(code, name) for code, name in areas if code and any(code.startswith(each.code) for each in program.areas)]
    return FilterForm(request.GET, areas=inside, lists=lists)


def _found(
    program: Programme, reach: Reach, only: Filter, search: str
) -> tuple[int, int | None, list[Candidate], list[Candidate]]:
    """How many suit the programme and the filter, the room there is (None: for all), the first of them; and those of this name
    or phone, whether they suit or not."""
    codes = [each.code for each in program.areas]
    with across_businesses():
        count, first = suiting(
            program.id, program.eligibility, codes, patterns=reach.patterns, only=only, weights=program.weights, limit=FIRST
        )
        room = None if program.places is None else room_in(program.id, program.places)
        if not search:
            return count, room, first, []
        try:
            asked = parse_phone(search)
        except NotAPhone:
            asked = search
        _count, found = suiting(program.id, Eligibility(), [""], patterns=reach.patterns, search=asked, limit=SHOWN)
    return count, room, first, found


def _take_in(request: HttpRequest, reach: Reach, program: Programme, only: Filter) -> HttpResponse:
    cohort = clean_line(request.POST.get("angkatan", ""), most=60, field="angkatan")
    one = request.POST.get("usaha", "")
    try:
        if one:
            enrolled = actions.enrol_outlets(
                program.slug, [int(one)] if one.isascii() and one.isdigit() else [], reach=reach, cohort=cohort
            )
        else:
            enrolled = actions.enrol_matching(program.slug, reach=reach, cohort=cohort, only=only)
    except actions.NotOpen as no:
        messages.error(request, no.sentence())
        return redirect("programs:add_people", reach.organisation, program.slug)
    said = {"chosen": enrolled.chosen, "waiting": enrolled.waiting}
    messages.success(request, _("%(chosen)s usaha masuk, %(waiting)s menunggu tempat.") % said)
    return redirect("programs:people", reach.organisation, program.slug)
