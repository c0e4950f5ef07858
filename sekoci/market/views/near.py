"""Near what? Where the phone is, only when somebody asks, or a place they pick. Nothing is kept; the link names the village."""

import math

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from sekoci.market.asking import read_asked
from sekoci.registry.queries import nearest_village, search_areas

MOST_PLACES = 12


@csrf_exempt
def near(request: HttpRequest) -> HttpResponse:
    """GET lists the places for what was typed. POST is told where the phone is and leads to the market around its village.

    Without a token: it changes nothing and answers the same to everybody.
    """
    asked = read_asked(request, area="", path="/pasar")
    typed = request.GET.get("tempat", "").strip()[:100]
    said = ""
    if request.method == "POST":
        village = _village(request.POST.get("lat", ""), request.POST.get("lon", ""))
        if village:
            return HttpResponseRedirect(asked.link(dekat=village))
        said = _("Tempat Anda tidak ditemukan. Tulis nama desa atau kelurahannya.")
    facts = {
        "asked": asked,
        "typed": typed,
        "said": said,
        "places": [(place, asked.link(dekat=place.code)) for place in search_areas(typed, limit=MOST_PLACES)],
        "kept": [(name, value) for name, value in asked.parts().items() if value and name != "dekat"],
    }
    response = render(request, "market/near.html", facts)
    response["Cache-Control"] = "no-store"
    return response


def _village(latitude: str, longitude: str) -> str:
    """The code of the village around this place; empty where there is none, or where it is no place."""
    try:
        place = float(latitude), float(longitude)
    except ValueError:
        return ""
    if not all(math.isfinite(each) for each in place):
        return ""
    found = nearest_village(*place)
    return found.code if found else ""
