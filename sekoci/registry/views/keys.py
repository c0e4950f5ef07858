"""The keys with which programs work for the shop."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from sekoci.registry.actions import make_api_key, revoke_api_key
from sekoci.registry.forms import KeyForm
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
        made = make_api_key(shop.id, label=form.cleaned_data["label"], by=person_of(request))
        form = KeyForm()
    context = {"shop": shop, "form": form, "made": made, "keys": api_keys_of(shop.id)}
    response = render(request, "registry/keys.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@my_shop(OWNER)
def revoke(request: HttpRequest, shop: Shop, key: UUID) -> HttpResponse:
    """Make a key useless."""
    revoke_api_key(shop.id, key)
    messages.success(request, gettext("Kunci dicabut. Program yang memakainya berhenti."))
    return redirect("registry:keys", shop.slug)
