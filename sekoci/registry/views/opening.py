"""Opening a business, the list of one's businesses, and the search for a place."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from sekoci.kit.errors import Refusal
from sekoci.registry.actions import open_business
from sekoci.registry.forms import OpenForm
from sekoci.registry.forms.place import picks_for
from sekoci.registry.forms.settings import put_beside_field
from sekoci.registry.names import ROLE_NAMES
from sekoci.registry.pages import home_of
from sekoci.registry.queries import businesses_of, invitations_for, offices_of
from sekoci.registry.rules import plain

SHORT_LIST = 5
"""As many businesses need no search."""


@login_required
def open_shop(request: HttpRequest) -> HttpResponse:
    """Three answers, then on to the first product. Nothing typed is lost when something is missing."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            opened = open_business(
                owner_id=person_of(request),
                name=facts["name"],
                sells=facts["sells"],
                area_code=facts["area_code"],
                phone=getattr(request.user, "phone", None) or "",
                once=facts["once"],
            )
        except Refusal as no:
            put_beside_field(form, no)
        else:
            return redirect("catalog:first_product", slug=opened.slug)
    return render(request, "registry/open.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Where logging in leads: to opening a business, to what is left of opening it, to the only one, or to the list; to the
    office, for who works for one and has no business."""
    businesses = businesses_of(person_of(request))
    invitations = invitations_for(getattr(request.user, "phone", None) or "")
    if not businesses and not invitations:
        return redirect("registry:offices" if offices_of(person_of(request)) else "registry:open")
    if len(businesses) == 1 and not invitations and "semua" not in request.GET:
        [only] = businesses
        is_half_open = only.role == "owner" and not only.has_public_shop
        return redirect(reverse("catalog:first_product", args=[only.slug]) if is_half_open else home_of(only.slug, only.role))
    search, order = plain(request.GET.get("cari", "")), request.GET.get("urut", "nama")
    found = [each for each in businesses if search in plain(f"{each.name} {each.sells} {each.area_path}")]
    if order == "tempat":
        found.sort(key=lambda each: each.area_path.split(", ")[::-1])
    context = {
        "invitations": [(each, ROLE_NAMES[each.role]) for each in invitations],
        "may_quit": [each for each in businesses if each.role != "owner"],
        "rows": [(business, home_of(business.slug, business.role), ROLE_NAMES[business.role]) for business in found],
        "is_long": len(businesses) > SHORT_LIST,
        "search": request.GET.get("cari", ""),
        "order": order,
        "orders": [("nama", gettext("Nama")), ("tempat", gettext("Tempat"))],
    }
    return render(request, "registry/mine.html", context)


def areas(request: HttpRequest) -> HttpResponse:
    """The places for what was typed: the list alone for HTMX, a page of its own without.

    `dekat`, `dulu`: `search_areas`; `ketuk`: `look_near`.
    """
    near, first = (re.findall(r"\d[\d.]{1,12}", request.GET.get(name, "")[:600], re.ASCII) for name in ("dekat", "dulu"))
    asked, chosen = request.GET.get("place", "")[:120], request.GET.get("area_code", "")[:13]
    is_list = request.headers.get("HX-Request") == "true"
    picks = picks_for(asked, chosen, near=near[0] if near else "", first=first, tapped=is_list and "ketuk" in request.GET)
    template = "registry/parts/picks.html" if is_list else "registry/areas.html"
    return render(request, template, {"picks": picks})


def person_of(request: HttpRequest) -> int:
    """The id of who is logged in."""
    return int(request.user.pk or 0)
