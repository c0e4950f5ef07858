"""The owner's NIK and NPWP: last digits for everybody who may see the page, the whole only anew confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts.pages import just_confirmed
from sekoci.kit.errors import Invalid, NotFound
from sekoci.registry.actions import keep_identity, show_identity
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, identities_of
from sekoci.registry.rules.identities import Kind

KINDS: dict[str, Kind] = {"nik": "nik", "npwp": "npwp"}


@never_cache
@require_http_methods(["GET", "POST"])
@my_shop(roles=("owner",))
@just_confirmed
def identities(request: HttpRequest, shop: Shop) -> HttpResponse:
    """GET shows the last digits, or one whole number with `?lihat=nik`; POST keeps or takes out one."""
    me = request.user.pk or 0
    if request.method == "POST":
        kind = KINDS.get(request.POST.get("jenis", ""))
        if kind is None:
            raise NotFound()
        try:
            keep_identity(shop.id, kind, request.POST.get("nomor", ""), person_id=me)
        except Invalid as no:
            return _page(request, shop, wrong={kind: no.sentence()}, status=422)
        messages.success(request, _("Sudah disimpan."))
        return redirect("registry:identities", slug=shop.slug)
    if kind := KINDS.get(request.GET.get("lihat", "")):
        phone = getattr(request.user, "phone", None) or ""
        return _page(request, shop, whole={kind: show_identity(shop.id, kind, person_id=me, phone=phone, place=shop.name)})
    return _page(request, shop)


def _page(
    request: HttpRequest,
    shop: Shop,
    *,
    whole: dict[Kind, str] | None = None,
    wrong: dict[Kind, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    known = identities_of(shop.id, person_id=request.user.pk or 0)
    rows = [
        (kind, kind.upper(), known.get(kind), (whole or {}).get(kind, ""), (wrong or {}).get(kind, "")) for kind in KINDS.values()
    ]
    return render(request, "registry/identities.html", {"shop": shop, "rows": rows}, status=status)
