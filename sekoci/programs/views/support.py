"""Help is noted: planned, given, called off; for one business, or for many; and what it costs beside the budget."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, Rupiahs, list_answer
from sekoci.programs import actions
from sekoci.programs.forms import ManyForm, SupportForm
from sekoci.programs.names import SUPPORT, SUPPORT_STATES
from sekoci.programs.queries import Programme, Wish, enrolment, enrolments
from sekoci.programs.queries.budget import budget_of, support_lines
from sekoci.programs.rules.days import ZONE
from sekoci.programs.views.behind import NO_COHORT, Behind
from sekoci.programs.views.people import MOST_IN_A_FILE
from sekoci.programs.views.running import head_of, program_or_404
from sekoci.programs.views.wishes import WHATEVER
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach


@require_POST
@for_officers()
def add(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    known = program_or_404(program, reach)
    if enrolment(known, enrolment_id, reach=reach) is None:
        raise NotFound()
    form = SupportForm(request.POST, kinds=known.offered)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.plan_support(
                enrolment_id, int(said["kind"]), on_day=said["given_on"], key=str(said["kunci"]), reach=reach,
                given=said["how"] == "given", note=said["note"], cost=said["cost"],
            )  # fmt: skip
        except Refusal as no:
            if isinstance(no, NotFound):
                raise
            messages.error(request, no.sentence())
        else:
            messages.success(request, _("Bantuan dicatat."))
    else:
        messages.error(request, " ".join(str(said) for errors in form.errors.values() for said in errors))
    return redirect("programs:person", reach.organisation, program, enrolment_id)


@require_POST
@for_officers()
def move(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID, support_id: UUID) -> HttpResponse:
    """Planned help was given, or it is called off."""
    known = program_or_404(program, reach)
    whole = enrolment(known, enrolment_id, reach=reach)
    if whole is None or support_id not in [each.id for each in whole.support]:
        raise NotFound()
    state = "cancelled" if request.POST.get("keadaan") == "cancelled" else "given"
    if actions.move_support(support_id, state, reach=reach):
        messages.success(request, _("Bantuan dicatat."))
    return redirect("programs:person", reach.organisation, program, enrolment_id)


@require_http_methods(["GET", "POST"])
@for_officers()
def overview(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """GET: what was spent and is planned; POST notes the same help for many, once it was counted for whom."""
    known = program_or_404(program, reach)
    if "berkas" in request.GET:
        return _file(request, reach, known)
    form = ManyForm(
        request.POST if request.method == "POST" else None, kinds=known.offered, cohorts=known.cohorts,
        initial={"given_on": clock.day_in(ZONE), "kunci": new_id()},
    )  # fmt: skip
    many = elsewhere = None
    if form.is_bound and form.is_valid():
        found = [each.id for each in enrolments(known, form.wish(), limit=MOST_IN_A_FILE)]
        if "catat" in request.POST and found:
            return _given(request, reach, known, form, found)
        seen = actions.would_be_planned_for(found, int(form.cleaned_data["kind"]), reach=reach) if found else None
        many, elsewhere = (seen.noted, seen.left) if seen else (0, 0)
    with across_businesses():
        budget = budget_of(known, organisation_id=None if known.is_run_by(reach) else reach.organisation_id)
    facts = head_of(reach, known) | {
        "budget": budget, "form": form, "many": many, "elsewhere": elsewhere, "can_act": known.state == "open",
        "kinds": [
            (each, SUPPORT[kind.what], *_behind(reach, known, bantuan=str(each.key)))
            for each, kind in zip(budget.kinds, known.support, strict=True)
        ],
        "cohorts": [(each, *_behind(reach, known, angkatan=str(each.key or NO_COHORT))) for each in budget.cohorts],
        "carriers": [(each, *_behind(reach, known, dari=str(each.key))) for each in budget.carriers],
        "today": clock.day_in(ZONE),
    }  # fmt: skip
    return render(request, "programs/support.html", facts, status=422 if form.errors else 200)


def _behind(reach: Reach, program: Programme, **asked: str) -> tuple[str, str]:
    """Where the businesses are that got help, and those for whom it is planned; of a partner's office, of its own help."""
    mine = {} if program.is_run_by(reach) else {"dari": str(reach.organisation_id)}
    there = Behind(reach, program)
    given, planned = (there.people(**{"keadaan": WHATEVER, "diberi": state, **asked, **mine}) for state in ("given", "planned"))
    return given, planned


@require_POST
@for_officers()
def give(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """What was planned of a kind was given today, to everybody it was planned for."""
    known = program_or_404(program, reach)
    kind = next((each for each in known.support if str(each.id) == request.POST.get("bantuan")), None)
    if kind is None or known.state != "open":
        raise NotFound()
    found = [each.id for each in enrolments(known, Wish(planned=kind.id), limit=MOST_IN_A_FILE)]
    done = actions.give_planned(found, kind.id, on_day=clock.day_in(ZONE), reach=reach)
    said = {"n": done, "name": kind.name}
    messages.success(request, ngettext("%(name)s dicatat untuk %(n)s usaha.", "%(name)s dicatat untuk %(n)s usaha.", done) % said)
    return redirect("programs:supports", reach.organisation, program)


def _given(request: HttpRequest, reach: Reach, program: Programme, form: ManyForm, found: list[UUID]) -> HttpResponse:
    said = form.cleaned_data
    done = actions.plan_support_for(
        found, int(said["kind"]), on_day=said["given_on"], key=str(said["kunci"]), reach=reach, given=said["how"] == "given",
        note=said["note"], cost=said["cost"],
    )  # fmt: skip
    name = next(each.name for each in program.offered if each.id == int(said["kind"]))
    text = ngettext("%(name)s dicatat untuk %(n)s usaha.", "%(name)s dicatat untuk %(n)s usaha.", done.noted)
    messages.success(request, text % {"n": done.noted, "name": name})
    if done.left:
        left = ngettext("%(n)s dilewati: sudah mendapatnya.", "%(n)s dilewati: sudah mendapatnya.", done.left) % {"n": done.left}
        messages.info(request, left)
    return redirect("programs:supports", reach.organisation, program.slug)


def _file(request: HttpRequest, reach: Reach, program: Programme) -> HttpResponse:
    lines = support_lines(program, reach, limit=MOST_IN_A_FILE)
    page = PageSeen(ids=[each.id for each in lines])
    note_view([each.phone for each in lines], viewer=f"officer:{reach.person_id}", what="list", place=program.name, page=page)
    heads = [
        _("usaha"), _("wilayah"), _("bantuan"), _("jenis"), _("keadaan"), _("tanggal"), _("biaya"), _("organisasi"), _("catatan"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            each.business, each.area, each.kind, str(SUPPORT[each.what]), str(SUPPORT_STATES[each.state]),
            each.on_day, Rupiahs(each.cost), each.organisation, each.note,
        ]
        for each in lines
    ]  # fmt: skip
    return list_answer(request, f"bantuan-{program.slug}", heads, rows)
