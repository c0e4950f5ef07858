"""Programmes of an organisation: their list, setting one up, changing, opening and closing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.kit import clock
from sekoci.kit.errors import NotAllowed, NotFound, Refusal
from sekoci.programs import actions
from sekoci.programs.actions.owning import NotYourProgram
from sekoci.programs.forms import COUNTRY, ProgramForm, bare_words, first_words, rows_of, with_fresh_rows, words_of
from sekoci.programs.names import PROGRAM_CHIPS, PROGRAM_STATES, TEMPLATES
from sekoci.programs.queries import Programme, areas_to_pick, busy, program_for, programs_of
from sekoci.programs.rules import TEMPLATES as FILLED
from sekoci.programs.rules.days import ZONE
from sekoci.registry.pages import OfficeLine, for_officers, says_in_office
from sekoci.registry.queries import organisations
from sekoci.registry.rules import Reach

EVERYBODY = ("officer", "partner")
MORE_ROWS = "tambah_baris"
OF_MANY = ("areas", "partners", "groups", "scales", "stages")


@says_in_office("programs")
def office_line(reach: Reach) -> OfficeLine:
    """On the office's home page: how many run, and how many businesses wait for an answer."""
    running, applied = busy(reach)
    text = ngettext("%(n)s program berjalan", "%(n)s program berjalan", running) % {"n": running} if running else ""
    page = reverse("programs:programs", args=[reach.organisation])
    return OfficeLine(page, "buoy", _("Program"), text or _("Belum ada yang berjalan"), applied)


@require_GET
@for_officers(roles=EVERYBODY)
def programs(request: HttpRequest, reach: Reach) -> HttpResponse:
    lines = [(each, PROGRAM_STATES[each.state], PROGRAM_CHIPS[each.state]) for each in programs_of(reach)]
    return render(request, "programs/programs.html", {"reach": reach, "lines": lines, "is_officer": reach.role == "officer"})


@require_http_methods(["GET", "POST"])
@for_officers()
def add(request: HttpRequest, reach: Reach) -> HttpResponse:
    """GET without a template shows the templates; with one (`?dari=`), the form it filled. POST makes the programme."""
    chosen = request.GET.get("dari")
    if request.method == "GET" and chosen is None:
        kinds = [(code, *words) for code, words in TEMPLATES.items()]
        return render(request, "programs/templates.html", {"reach": reach, "kinds": kinds})
    template = FILLED.get(chosen or "")
    today = clock.day_in(ZONE)
    filled = first_words(template, today=today, areas=reach.areas) if template else bare_words(today=today)
    form = _form(request, reach, filled)
    if form.is_bound and form.is_valid():
        try:
            slug = actions.make_program(form.draft(template=template.code if template else ""), reach=reach)
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, _("Program disimpan sebagai rancangan."))
            return redirect("programs:funnel", organisation=reach.organisation, program=slug)
    return render(request, "programs/form.html", {"reach": reach, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_officers()
def change(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    form = _form(request, reach, words_of(known), also=[each.code for each in known.areas])
    if form.is_bound and form.is_valid():
        try:
            actions.change_program(program, form.draft(), reach=reach)
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("programs:funnel", organisation=reach.organisation, program=program)
    facts = head_of(reach, known) | {"form": form}
    return render(request, "programs/form.html", facts, status=422 if form.is_bound else 200)


@require_POST
@for_officers()
def begin(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    return _moved(request, reach, program, actions.open_program, _("Program dibuka. Usaha bisa mendaftar."))


@require_POST
@for_officers()
def end(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    return _moved(request, reach, program, actions.close_program, _("Program ditutup. Hasilnya tetap bisa dibaca."))


def head_of(reach: Reach, program: Programme) -> dict[str, object]:
    """What every page of a programme shows at its head."""
    return {
        "reach": reach,
        "program": program,
        "is_mine": program.is_run_by(reach),
        "state": PROGRAM_STATES[program.state],
        "chip": PROGRAM_CHIPS[program.state],
    }


def program_or_404(slug: str, reach: Reach) -> Programme:
    known = program_for(slug, reach)
    if known is None:
        raise NotFound()
    return known


def _moved(request: HttpRequest, reach: Reach, program: str, move: object, said: str) -> HttpResponse:
    try:
        move(program, reach=reach)  # type: ignore[operator]  # one of two verbs that take the same
    except Refusal as no:
        if isinstance(no, NotFound | NotAllowed):
            raise
        messages.error(request, no.sentence())
    else:
        messages.success(request, said)
    return redirect("programs:funnel", organisation=reach.organisation, program=program)


def _form(request: HttpRequest, reach: Reach, filled: dict[str, object], also: list[str] | None = None) -> ProgramForm:
    areas = [(code or COUNTRY, name or _("Seluruh Indonesia")) for code, name in areas_to_pick(reach, also or [])]
    partners = [(each.id, each.name) for each in organisations() if each.id != reach.organisation_id]
    if request.method == "POST" and MORE_ROWS not in request.POST:
        return ProgramForm(request.POST, areas=areas, partners=partners, rows=rows_of(request.POST))
    if request.method == "POST":
        filled = {name: _again(name, request.POST) for name in request.POST}
    return ProgramForm(areas=areas, partners=partners, rows=with_fresh_rows(rows_of(filled)), initial=filled)


def _again(name: str, sent: QueryDict) -> object:
    """What was written before somebody asked for more rows."""
    return sent.getlist(name) if name in OF_MANY else sent[name]
