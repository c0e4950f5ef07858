"""The keys with which programs work for an organisation."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.kit.clock import now
from sekoci.registry.actions import MadeApiKey, end_office_key, exchange_office_key, make_office_key
from sekoci.registry.forms import OfficeKeyForm
from sekoci.registry.names import OFFICE_SCOPE_NAMES
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.queries.keys import COUNT_OFFICE_KEYS, office_keys_of
from sekoci.registry.rules import Reach
from sekoci.registry.views.office import ANYBODY


@counts_in_office("keys", COUNT_OFFICE_KEYS)
def office_line(reach: Reach, keys: int) -> OfficeLine:
    """On the office's home page."""
    text = gettext("%(n)s kunci") % {"n": keys} if keys else gettext("Supaya program Anda mengirim dan mengambil sendiri")
    return OfficeLine(reverse("registry:office_keys", args=[reach.organisation]), "key", gettext("Kunci API"), text)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def keys(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The keys that work. A new one is shown once, on the answer itself."""
    form = OfficeKeyForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        until = now() + timedelta(days=said["days"]) if said["days"] else None
        made = make_office_key(reach, label=said["label"], scopes=said["scopes"], expires_at=until)
        form = OfficeKeyForm()
    return _answer(request, reach, form, made)


@require_POST
@for_officers(ANYBODY)
def exchange(request: HttpRequest, reach: Reach, key: UUID) -> HttpResponse:
    """A new key in place of one, shown once; the old one works for another day."""
    return _answer(request, reach, OfficeKeyForm(), exchange_office_key(reach, key), exchanged=True)


@require_POST
@for_officers(ANYBODY)
def end(request: HttpRequest, reach: Reach, key: UUID) -> HttpResponse:
    """Make a key useless."""
    end_office_key(reach, key)
    messages.success(request, gettext("Kunci dicabut. Program yang memakainya berhenti."))
    return redirect("registry:office_keys", reach.organisation)


def _answer(
    request: HttpRequest, reach: Reach, form: OfficeKeyForm, made: MadeApiKey | None, *, exchanged: bool = False
) -> HttpResponse:
    known = office_keys_of(reach.organisation_id)
    rows = [(key, [OFFICE_SCOPE_NAMES[scope] for scope in key.scopes if scope in OFFICE_SCOPE_NAMES]) for key in known]
    context = {"form": form, "made": made, "exchanged": exchanged, "rows": rows}
    response = render(request, "registry/office_keys.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
