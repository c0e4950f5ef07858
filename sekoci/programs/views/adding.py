"""Businesses are taken into a programme: those that suit it and a filter inside the officer's areas, or one by one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts.actions import PageSeen, view_beside
from sekoci.kit.asked import whole_number
from sekoci.kit.jobs import later, try_again, under_way_and_failed
from sekoci.kit.scope import across_businesses
from sekoci.kit.text import clean_line
from sekoci.programs import actions, jobs
from sekoci.programs.actions.owning import NotYourProgram
from sekoci.programs.forms import FilterForm
from sekoci.programs.queries import Asked, Programme, choices
from sekoci.programs.queries.eligible import Adding, adding
from sekoci.programs.rules import Filter
from sekoci.programs.views.running import head_of, program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.queries.finding_outlets import called
from sekoci.registry.rules import Reach

SHOWN, FIRST = 20, 10


@require_http_methods(["GET", "POST"])
@for_officers()
def add_people(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """GET says how many suit, who is first among them, and finds some by name; POST takes them in."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    form = _filter_form(request, reach, known)
    if request.method == "POST":
        return _take_in(request, reach, known, form.wanted())
    search = clean_line(request.GET.get("cari", "")[:60], most=60, field="cari")
    seen = _found(known, reach, form.wanted(), search)
    page = PageSeen(ids=[each.id for each in (*seen.suits.first, *seen.found)])
    phones = [each.phone for each in (*seen.suits.first, *seen.found)]
    beside = view_beside(phones, viewer=f"officer:{reach.person_id}", what="row", place=known.name, page=page)
    facts = head_of(reach, known) | {
        "suits": seen.suits, "search": search, "cohorts": known.cohorts.values(), "form": form,
        "prefilled": seen.prefilled, "is_narrowed": form.wanted() != Filter(), "room": seen.room,
        "coming": coming(known, beside=beside), "found": seen.found,
    }  # fmt: skip
    return render(request, "programs/add.html", facts)


@require_GET
@for_officers()
def more_coming(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """How many are still being taken in, for the page that asks again."""
    known = _run_by(reach, program)
    return render(request, "programs/coming.html", {"reach": reach, "program": known, "coming": coming(known), "is_again": True})


@require_POST
@for_officers()
def stop_coming(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """No more are taken in of those that were asked for; `lagi` tries those again that failed."""
    known = _run_by(reach, program)
    if "lagi" in request.POST:
        if try_again(jobs.take_in, program=known.slug):
            messages.success(request, _("Yang belum masuk dicoba lagi."))
    else:
        if jobs.stop_taking_in(known.slug):
            messages.success(request, _("Dihentikan. Yang sudah masuk tetap ikut."))
    return redirect("programs:add_people", reach.organisation, known.slug)


def _run_by(reach: Reach, program: str) -> Programme:
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    return known


@dataclass(frozen=True)
class Coming:
    """Of those that somebody asked for, how many are still to come (`left`), how many did not because a batch failed, and how
    many were asked for in all (0: nobody knows)."""

    left: int
    failed: int
    whole: int

    @property
    def came(self) -> int:
        return max(0, self.whole - self.left - self.failed)


def coming(program: Programme, *, beside: tuple[str, list[str]] = ("", [])) -> Coming:
    running, failed = under_way_and_failed(jobs.take_in, beside=beside, program=program.slug)
    left, stuck = (sum(int(asked["left"]) for asked in some) for some in (running, failed))
    return Coming(left, stuck, sum(int(asked.get("whole", 0)) for asked in (*running, *failed)))


def _filter_form(request: HttpRequest, reach: Reach, program: Programme) -> FilterForm:
    areas, lists = choices(reach, [each.code for each in program.areas])
    inside = [(code, name) for code, name in areas if any(code.startswith(each.code) for each in program.areas)]
    return FilterForm(request.GET, areas=inside, lists=lists)


def _found(program: Programme, reach: Reach, only: Filter, search: str) -> Adding:
    asked = Asked(program.id, program.eligibility, [each.code for each in program.areas], only, program.weights)
    with across_businesses():
        return adding(
            asked.inside(reach.areas), first=FIRST, places=program.places,
            called=called(reach.areas, search) if search else None, shown=SHOWN, codes=reach.areas,
        )  # fmt: skip


def _take_in(request: HttpRequest, reach: Reach, program: Programme, only: Filter) -> HttpResponse:
    cohort = clean_line(request.POST.get("angkatan", ""), most=60, field="angkatan")
    one = request.POST.get("usaha", "")
    try:
        if one:
            enrolled = actions.enrol_outlets(program.slug, [whole_number(one)], reach=reach, cohort=cohort)
        else:
            return _take_in_many(request, reach, program, only, cohort)
    except actions.NotOpen as no:
        messages.error(request, no.sentence())
        return redirect("programs:add_people", reach.organisation, program.slug)
    said = {"chosen": enrolled.chosen, "waiting": enrolled.waiting}
    messages.success(request, _("%(chosen)s usaha masuk, %(waiting)s menunggu tempat.") % said)
    return redirect("programs:people", reach.organisation, program.slug)


def _take_in_many(request: HttpRequest, reach: Reach, program: Programme, only: Filter, cohort: str) -> HttpResponse:
    """The first batch now, the rest from the worker."""
    if coming(program).left:
        messages.error(request, _("Yang tadi masih dimasukkan. Tunggu sampai selesai, lalu tambah lagi."))
        return redirect("programs:add_people", reach.organisation, program.slug)
    asked = _asked(request, program)
    if not asked:
        messages.error(request, _("Tulis berapa usaha yang dimasukkan."))
        return redirect("programs:add_people", reach.organisation, program.slug)
    enrolled = actions.enrol_matching(program.slug, reach=reach, cohort=cohort, only=only, most=min(asked, actions.IN_A_BATCH))
    came = enrolled.chosen + enrolled.waiting
    said = {"chosen": enrolled.chosen, "waiting": enrolled.waiting}
    if came < actions.IN_A_BATCH or came >= asked:
        messages.success(request, _("%(chosen)s usaha masuk, %(waiting)s menunggu tempat.") % said)
        return redirect("programs:people", reach.organisation, program.slug)
    later(
        jobs.take_in,
        program=program.slug, organisation=reach.organisation, person_id=reach.person_id, cohort=cohort, only=only.said(),
        left=asked - came, whole=asked,
    )  # fmt: skip
    messages.success(request, _("%(chosen)s usaha masuk, %(waiting)s menunggu tempat. Selebihnya sedang dimasukkan.") % said)
    return redirect("programs:add_people", reach.organisation, program.slug)


def _asked(request: HttpRequest, program: Programme) -> int:
    """How many are to come in: as many as there is room for where nothing was written; 0: it does not say."""
    wanted = request.POST.get("banyak", "").replace(".", "").strip()[:9]
    if wanted:
        return min(whole_number(wanted), actions.MOST_AT_ONCE)
    with across_businesses():
        return actions.room_in(program.id, program.places)
