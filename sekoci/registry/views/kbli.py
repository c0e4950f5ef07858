"""The business's activity in the state's list: suggested by its kind, searched by words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from sekoci.kit.clock import day_in
from sekoci.kit.errors import Refusal
from sekoci.registry.actions import change_business
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, activity, business_facts, kbli_editions, search_activities, suggested_activities


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop(("owner",))
def kbli(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Pick the code of an edition: today's unless another is asked for."""
    editions = kbli_editions()
    asked, today = request.GET.get("edisi", ""), day_in(shop.zone)
    valid = next(each for each in editions if each.valid_from <= today and not (each.valid_until and each.valid_until < today))
    edition = next((each for each in editions if each.code == asked), valid)
    wrong = ""
    if request.method == "POST":
        code = request.POST.get("code", "")[:5]
        try:
            if edition.code == "2020":
                change_business(shop.id, kbli_2020=code)
            else:
                change_business(shop.id, kbli_2025=code)
        except Refusal as no:
            wrong = no.sentence()
        else:
            messages.success(request, gettext("Tersimpan."))
            return redirect("registry:facts", shop.slug)
    words = request.GET.get("cari", "").strip()[:60]
    chosen = business_facts(shop.id).kbli[edition.code]
    found = search_activities(edition.code, words) if words else suggested_activities(edition.code, shop.kind)
    known = activity(edition.code, chosen) if chosen else None
    context = {
        "shop": shop,
        "title": gettext("Kode KBLI"),
        "editions": editions,
        "edition": edition,
        "words": words,
        "found": ([known] if known and known not in found and not words else []) + found,
        "chosen": chosen,
        "wrong": wrong,
    }
    return render(request, "registry/kbli.html", context, status=422 if wrong else 200)
