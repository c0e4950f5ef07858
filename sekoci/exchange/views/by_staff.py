"""What staff see of an organisation beside its people: keys and connections, agreements, and the end of its work here."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts.pages import for_staff
from sekoci.exchange.actions import close_office, end_agreement, end_connection_as_staff, note_agreement
from sekoci.exchange.actions.closing import programs_run_by
from sekoci.exchange.forms import AgreementForm
from sekoci.exchange.queries import agreements_of
from sekoci.exchange.queries.results import ZONE
from sekoci.kit.asked import whole_number
from sekoci.kit.clock import day_in
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.staff import note_act, reason_in
from sekoci.registry.actions import end_office_key_as_staff
from sekoci.registry.pages import OFFICE_SCOPE_NAMES
from sekoci.registry.queries import KnownOrganisation, officers_of, organisation_by_slug
from sekoci.registry.queries.keys import office_keys_of
from sekoci.registry.queries.officers import in_organisation
from sekoci.webhooks.actions import OfOrganisation
from sekoci.webhooks.pages import STATES
from sekoci.webhooks.queries import targets_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def programs(request: HttpRequest, organisation: str) -> HttpResponse:
    """Its keys and connections; POST ends one, with a reason."""
    known, wrong = _known(organisation), ""
    if request.method == "POST":
        try:
            _end_one(request, known)
            return redirect("exchange:programs_by_staff", organisation)
        except Refusal as no:
            if no.status == NotFound.status:
                raise
            wrong = no.sentence()
    with in_organisation(known.id):
        keys = office_keys_of(known.id)
    facts = {
        "organisation": known,
        "keys": [(key, [OFFICE_SCOPE_NAMES[each] for each in key.scopes if each in OFFICE_SCOPE_NAMES]) for key in keys],
        "targets": [(each, *STATES[each.state]) for each in targets_of(OfOrganisation(known.id)) if each.state != "removed"],
        "wrong": wrong,
    }
    return render(request, "exchange/programs_by_staff.html", facts, status=422 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def agreements(request: HttpRequest, organisation: str) -> HttpResponse:
    """What was agreed with it; POST notes a new one, or ends one with a reason."""
    known, today = _known(organisation), day_in(ZONE)
    ends = "akhiri" in request.POST
    form = AgreementForm(request.POST if request.method == "POST" and not ends else None, initial={"since": today})
    wrong = ""
    try:
        if ends:
            _end_agreement(request, known)
            return redirect("exchange:agreements_by_staff", organisation)
        if form.is_bound and form.is_valid():
            _note(request, known, form.cleaned_data)
            return redirect("exchange:agreements_by_staff", organisation)
    except Refusal as no:
        if no.status == NotFound.status:
            raise
        if ends:
            wrong = no.sentence()
        else:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
    facts = {"organisation": known, "form": form, "rows": agreements_of(known.id), "today": today, "wrong": wrong}
    return render(request, "exchange/agreements_by_staff.html", facts, status=422 if form.errors or wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def close(request: HttpRequest, organisation: str) -> HttpResponse:
    """What closing it means; POST does it, with its name typed and a reason."""
    known = _known(organisation)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        named, reason = request.POST.get("named", ""), request.POST.get("reason", "")
        try:
            close_office(known.slug, named=named, by=_me(request), reason=reason)
        except Refusal as no:
            wrong = {no.field or "all": no.sentence()}
        else:
            messages.success(request, _("Ditutup. Petugasnya dikabari, kuncinya dicabut, sambungannya dimatikan."))
            return redirect("registry:organisation_by_staff", known.slug)
    facts = {
        "organisation": known,
        "running": programs_run_by(known),
        "people": len(officers_of(known.id)),
        "wrong": wrong,
        "named": request.POST.get("named", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "exchange/close_office.html", facts, status=422 if wrong else 200)


def _end_one(request: HttpRequest, known: KnownOrganisation) -> None:
    """The key or the connection that the button names."""
    reason = reason_in(request.POST.get("reason", ""))
    try:
        chosen = UUID(request.POST.get("key") or request.POST.get("target", ""))
    except ValueError:
        raise NotFound() from None
    if request.POST.get("key"):
        with transaction.atomic():
            label = end_office_key_as_staff(known.id, chosen)
            note_act(_me(request), "office.key", about=f"{known.name}: {label}", reason=reason)
        messages.success(request, _("Kunci dicabut. Program yang memakainya berhenti."))
    else:
        end_connection_as_staff(known.slug, chosen, by=_me(request), reason=reason)
        messages.success(request, _("Sambungan dimatikan. Petugas kantor itu bisa menyalakannya lagi."))


def _note(request: HttpRequest, known: KnownOrganisation, said: dict[str, object]) -> None:
    since, until = said["since"], said["until"]
    assert isinstance(since, date) and (until is None or isinstance(until, date))
    with transaction.atomic():
        note_agreement(known.slug, paper=str(said["paper"]), since=since, until=until, purpose=str(said["purpose"]))
        note_act(_me(request), "office.agreement", about=f"{known.name}: {said['paper']}", reason=str(said["purpose"]))
    messages.success(request, _("Perjanjian tercatat. Kantor itu melihatnya juga."))


def _end_agreement(request: HttpRequest, known: KnownOrganisation) -> None:
    reason, chosen = reason_in(request.POST.get("reason", "")), request.POST.get("akhiri", "")
    with transaction.atomic():
        paper = end_agreement(known.slug, whole_number(chosen))
        note_act(_me(request), "office.agreement_end", about=f"{known.name}: {paper}", reason=reason)
    messages.success(request, _("Perjanjian diakhiri."))


def _known(organisation: str) -> KnownOrganisation:
    known = organisation_by_slug(organisation)
    if known is None:
        raise NotFound()
    return known


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
