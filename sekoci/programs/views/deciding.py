"""What officers decide on businesses of a programme: who takes part, in which cohort, what they saw, what an owner agreed to."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sekoci.kit.asked import whole_number
from sekoci.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from sekoci.kit.text import clean_line
from sekoci.programs import actions
from sekoci.programs.actions.owning import NotYourProgram
from sekoci.programs.forms import MarkForm
from sekoci.programs.queries import enrolment, enrolments
from sekoci.programs.views.people import MOST_IN_A_FILE, page_of
from sekoci.programs.views.running import program_or_404
from sekoci.programs.views.wishes import wish_for
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach


@require_POST
@for_officers()
def mark(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    """An officer's word on a stage."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    form = MarkForm(request.POST, stages=known.stages)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.mark_stage(
                enrolment_id,
                said["stage"],
                holds=said["holds"] == "ya",
                on_day=said["on_day"],
                evidence=said["evidence"],
                reach=reach,
            )
        except Refusal as no:
            if isinstance(no, NotFound | NotAllowed):
                raise
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, _("Dicatat."))
            return redirect("programs:person", reach.organisation, program, enrolment_id)
    return page_of(request, reach, program, enrolment_id, form)


@require_POST
@for_officers()
def decide(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    """Take part, wait, or no, with the reason."""
    known, sent = program_or_404(program, reach), request.POST
    if enrolment(known, enrolment_id, reach=reach) is None:
        raise NotFound()
    try:
        changed = actions.decide(
            program,
            [enrolment_id],
            sent.get("keputusan", ""),
            reason=sent.get("alasan", ""),
            reach=reach,
            cohort=clean_line(sent.get("angkatan", ""), most=60, field="angkatan"),
        )
    except Refusal as no:
        if isinstance(no, NotFound | NotAllowed):
            raise
        messages.error(request, no.sentence())
    else:
        if changed:
            messages.success(request, _("Keputusan dicatat."))
        else:
            messages.info(request, _("Tidak ada yang berubah: keputusan, alasan, dan angkatannya sudah begitu."))
    return redirect("programs:person", reach.organisation, program, enrolment_id)


@require_POST
@for_officers()
def choose(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """So many of the best of those who applied."""
    many, cohort = request.POST.get("banyak", ""), clean_line(request.POST.get("angkatan", ""), most=60, field="angkatan")
    if not 0 < whole_number(many) < 10_000_000:
        messages.error(request, _("Tulis berapa usaha yang dipilih."))
        return redirect("programs:people", reach.organisation, program)
    chosen, waiting = actions.choose_best(program, whole_number(many), reach=reach, cohort=cohort)
    messages.success(request, _("%(chosen)s terpilih, %(waiting)s masuk daftar tunggu.") % {"chosen": chosen, "waiting": waiting})
    return redirect("programs:people", reach.organisation, program)


@require_POST
@for_officers()
def consent(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    """The owner agreed on paper, or in words after the officer read it out."""
    known = program_or_404(program, reach)
    if enrolment(known, enrolment_id, reach=reach) is None:
        raise NotFound()
    try:
        noted = actions.note_consent(enrolment_id, request.POST.get("cara", ""), language=get_language() or "id", reach=reach)
    except Invalid as no:
        messages.error(request, no.sentence())
    else:
        if noted:
            messages.success(request, _("Persetujuan dicatat."))
        else:
            messages.info(request, _("Pemilik sudah menyatakan setuju sebelumnya. Tidak ada yang berubah."))
    return redirect("programs:person", reach.organisation, program, enrolment_id)


@require_POST
@for_officers()
def set_cohort(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """Everybody whom the filters of the list show goes into a cohort."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    found = [each.id for each in enrolments(known, wish_for(request, reach, known), limit=MOST_IN_A_FILE)]
    back = f"{reverse('programs:people', args=[reach.organisation, program])}?{request.GET.urlencode()}"
    try:
        moved = actions.set_cohort(program, found, request.POST.get("nama_angkatan", "")[:200], reach=reach)
    except Refusal as no:
        if isinstance(no, NotFound | NotAllowed):
            raise
        messages.error(request, no.sentence())
    else:
        said = ngettext("%(n)s usaha masuk angkatan ini.", "%(n)s usaha masuk angkatan ini.", moved) % {"n": moved}
        messages.success(request, said)
    return redirect(back)


@require_POST
@for_officers()
def date_cohorts(request: HttpRequest, reach: Reach, program: str) -> HttpResponse:
    """When each cohort begins and ends: `mulai_3`, `selesai_3` of cohort 3, empty where nobody knows."""
    known = program_or_404(program, reach)
    if not known.is_run_by(reach):
        raise NotYourProgram()
    try:
        days = {number: (_day(request, f"mulai_{number}"), _day(request, f"selesai_{number}")) for number in known.cohorts}
        actions.date_cohorts(program, days, reach=reach)
    except Invalid as no:
        messages.error(request, no.sentence())
    else:
        messages.success(request, _("Tanggal angkatan disimpan."))
    return redirect(f"{reverse('programs:results', args=[reach.organisation, program])}?menurut=angkatan")


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(field=name, why_id="Tulis tanggalnya lengkap.", why_en="Write the whole date.") from error
