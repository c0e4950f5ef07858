"""Help for one business is noted: planned, given, called off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sekoci.kit.errors import NotFound, Refusal
from sekoci.programs import actions
from sekoci.programs.forms import SupportForm
from sekoci.programs.queries import enrolment
from sekoci.programs.views.running import program_or_404
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach


@require_POST
@for_officers()
def add(request: HttpRequest, reach: Reach, program: str, enrolment_id: UUID) -> HttpResponse:
    known = program_or_404(program, reach)
    if enrolment(known, enrolment_id) is None:
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
    whole = enrolment(known, enrolment_id)
    if whole is None or support_id not in [each.id for each in whole.support]:
        raise NotFound()
    state = "cancelled" if request.POST.get("keadaan") == "cancelled" else "given"
    if actions.move_support(support_id, state, reach=reach):
        messages.success(request, _("Bantuan dicatat."))
    return redirect("programs:person", reach.organisation, program, enrolment_id)
