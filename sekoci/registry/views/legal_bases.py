"""Identity numbers of a list: by what right they are kept, the last digits of each, one whole number at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.pages import just_confirmed
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.text import clean_line
from sekoci.registry.actions import end_basis, record_basis, show_row_identity
from sekoci.registry.actions.lists import COUNTRYS_CLOCK
from sekoci.registry.forms.legal_bases import BASIS_NAMES, LegalBasisForm
from sekoci.registry.pages import for_officers
from sekoci.registry.queries.legal_bases import bases_of, count_identities, identities_in
from sekoci.registry.queries.lists import ListSeen, list_of
from sekoci.registry.rules import Reach
from sekoci.registry.views.office import ANYBODY


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def identity_numbers(request: HttpRequest, reach: Reach, number: int) -> HttpResponse:
    """By what right the list keeps NIK, with the last digits of those looked for; POST writes a basis down or ends it."""
    found = _list(reach, number)
    form = LegalBasisForm(request.POST if request.method == "POST" and "akhiri" not in request.POST else None)
    if request.method == "POST" and "akhiri" in request.POST:
        gone = end_basis(reach, number)
        messages.success(request, gettext("Dasarnya berakhir. %(n)s NIK dihapus.") % {"n": gone})
        return redirect("registry:identity_numbers", reach.organisation, number)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            record_basis(reach, number, kind=said["kind"], words=said["words"], signed_on=said["signed_on"], until=said["until"])
        except Invalid as no:
            form.add_error(no.field, no.sentence())
        else:
            messages.success(request, gettext("Dasar hukum tercatat. NIK di file berikutnya disimpan tersandi."))
            return redirect("registry:identity_numbers", reach.organisation, number)
    return _page(request, found, form)


@never_cache
@require_GET
@for_officers(ANYBODY)
def identity_number(request: HttpRequest, reach: Reach, number: int, row: int) -> HttpResponse:
    """One whole number of the organisation's own list, for who proved a moment ago who they are. That they looked is noted."""
    return _opened(request, reach, _list(reach, number), row)


@just_confirmed
def _opened(request: HttpRequest, reach: Reach, found: ListSeen, row: int) -> HttpResponse:
    return render(request, "registry/identity_number.html", {"list": found, "whole": show_row_identity(reach, found.id, row)})


def _page(request: HttpRequest, found: ListSeen, form: LegalBasisForm) -> HttpResponse:
    search = clean_line(request.GET.get("cari", "")[:60], most=60, field="cari")
    bases, today = bases_of(found.id), day_in(COUNTRYS_CLOCK)
    holds = bases[0] if bases and bases[0].ended_at is None and bases[0].until >= today else None
    facts = {
        "list": found,
        "form": form,
        "holds": holds,
        "kind": BASIS_NAMES[holds.kind] if holds else "",
        "past": [(each, BASIS_NAMES[each.kind]) for each in bases if each is not holds],
        "count": count_identities(found.id),
        "search": search,
        "rows": identities_in(found.id, search) if search else [],
    }
    return render(request, "registry/identity_numbers.html", facts, status=422 if form.errors else 200)


def _list(reach: Reach, number: int) -> ListSeen:
    found = list_of(reach.organisation_id, number)
    if found is None:
        raise NotFound()
    return found
