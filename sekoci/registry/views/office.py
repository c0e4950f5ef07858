"""Where an officer's day begins: the organisations they work for, and what there is to do in one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from sekoci.accounts.pages import leads_from_profile
from sekoci.registry.names import OFFICE_NAMES
from sekoci.registry.pages import for_officers, office_lines
from sekoci.registry.queries import offices_of
from sekoci.registry.queries.areas import places
from sekoci.registry.rules import Reach
from sekoci.registry.rules.reach import NoOffice
from sekoci.registry.views.opening import person_of

ANYBODY = ("officer", "partner")


@leads_from_profile
def door(person_id: int) -> tuple[str, str] | None:
    """From the account page, for who holds an office."""
    return (reverse("registry:offices"), gettext("Tugas saya")) if offices_of(person_id) else None


@require_GET
@login_required
def offices(request: HttpRequest) -> HttpResponse:
    """The only office at once, or a list to pick from; for whoever has none, there is nothing here."""
    held = offices_of(person_of(request))
    if not held:
        raise NoOffice()
    if len(held) == 1:
        return redirect("registry:office", organisation=held[0].organisation)
    return render(request, "registry/offices.html", {"offices": [(each, OFFICE_NAMES[each.role]) for each in held]})


@require_GET
@for_officers(ANYBODY)
def home(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What there is to do, by part, and how far this office reaches."""
    named = places([code for code in reach.areas if code])
    facts = {
        "lines": office_lines(reach),
        "role": OFFICE_NAMES[reach.role],
        "areas": [named[code].path if code in named else code for code in reach.areas if code],
        "is_everywhere": "" in reach.areas,
    }
    return render(request, "registry/office.html", facts)
