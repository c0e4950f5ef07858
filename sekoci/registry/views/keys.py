"""The keys with which programs work for the shop."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from sekoci.kit.clock import now
from sekoci.kit.sheets import list_answer
from sekoci.registry.actions import MadeApiKey, exchange_api_key, make_api_key, revoke_api_key
from sekoci.registry.forms import KeyForm
from sekoci.registry.names import SCOPE_NAMES
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, api_keys_of
from sekoci.registry.views.opening import person_of

OWNER = ("owner",)


@my_shop(OWNER)
def keys(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The keys of programs. A new one is shown once, on the answer itself."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        until = now() + timedelta(days=said["days"]) if said["days"] else None
        made = make_api_key(shop.id, label=said["label"], scopes=said["scopes"], expires_at=until, by=person_of(request))
        form = KeyForm()
    return _answer(request, shop, form, made)


@my_shop(OWNER)
@require_GET
def keys_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The keys that work: what each may do, never the keys themselves."""
    home = ZoneInfo(shop.zone)
    rows = [
        (
            each.label, each.hint, ", ".join(str(SCOPE_NAMES.get(scope, scope)) for scope in each.scopes),
            _day(each.created_at, home), _day(each.last_used_at, home), _day(each.expires_at, home), each.made_by,
        )
        for each in api_keys_of(shop.id)
    ]  # fmt: skip
    heads = [
        gettext("nama"), gettext("akhir kunci"), gettext("izin"), gettext("dibuat"),
        gettext("terakhir dipakai"), gettext("berlaku sampai"), gettext("dibuat oleh"),
    ]  # fmt: skip
    return list_answer(request, f"kunci-{shop.slug}", heads, rows)


@require_POST
@my_shop(OWNER)
def exchange(request: HttpRequest, shop: Shop, key: UUID) -> HttpResponse:
    """A new key in place of one, shown once; the old one works for another day."""
    return _answer(request, shop, KeyForm(), exchange_api_key(shop.id, key, by=person_of(request)), exchanged=True)


@require_POST
@my_shop(OWNER)
def revoke(request: HttpRequest, shop: Shop, key: UUID) -> HttpResponse:
    """Make a key useless."""
    revoke_api_key(shop.id, key)
    messages.success(request, gettext("Kunci dicabut. Program yang memakainya berhenti."))
    return redirect("registry:keys", shop.slug)


def _day(at: datetime | None, home: ZoneInfo) -> str:
    return at.astimezone(home).date().isoformat() if at else ""


def _answer(request: HttpRequest, shop: Shop, form: KeyForm, made: MadeApiKey | None, *, exchanged: bool = False) -> HttpResponse:
    rows = [(key, [SCOPE_NAMES[scope] for scope in key.scopes if scope in SCOPE_NAMES]) for key in api_keys_of(shop.id)]
    context = {"shop": shop, "form": form, "made": made, "exchanged": exchanged, "rows": rows}
    response = render(request, "registry/keys.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
