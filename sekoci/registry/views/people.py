"""Who works here, and which programs: members and API keys."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from sekoci.kit.errors import Refusal
from sekoci.registry.actions import add_member, make_api_key, remove_member, revoke_api_key
from sekoci.registry.forms import KeyForm, MemberForm
from sekoci.registry.forms.settings import put_beside_field
from sekoci.registry.names import ROLE_NAMES
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, api_keys_of, members_of

OWNER = ("owner",)


@my_shop(OWNER)
def members(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Everybody who works here, and a form to add somebody by phone."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_member(shop.id, **form.cleaned_data)
        except Refusal as no:
            put_beside_field(form, no)
        else:
            messages.success(request, gettext("Tersimpan. Ia bisa masuk dengan nomor HP itu."))
            return redirect("registry:members", shop.slug)
    everybody = members_of(shop.id)
    owners = [member for member in everybody if member.role == "owner"]
    rows = [(member, ROLE_NAMES[member.role], owners != [member]) for member in everybody]
    context = {"shop": shop, "form": form, "rows": rows}
    return render(request, "registry/members.html", context, status=422 if form.errors else 200)


@require_POST
@my_shop(OWNER)
def leave(request: HttpRequest, shop: Shop, person: int) -> HttpResponse:
    """Take somebody's role away; adding them again brings it back."""
    remove_member(shop.id, person)
    messages.success(request, gettext("Sudah dikeluarkan. Tambahkan lagi bila keliru."))
    return redirect("registry:mine") if person == request.user.pk else redirect("registry:members", shop.slug)


@my_shop(OWNER)
def keys(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The keys of programs. A new one is shown once, on the answer itself."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        made = make_api_key(shop.id, label=form.cleaned_data["label"])
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
