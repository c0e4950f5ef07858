"""The pages of those who run this Sekoci: how it is, its switches, a look with an owner's eyes, and what they all did."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts.actions import end_look, start_look
from sekoci.accounts.pages import COOKIE, LOOK_IN_SESSION, for_staff
from sekoci.accounts.queries import people
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.phone import masked_phone
from sekoci.kit.staff import COMMAND, acts
from sekoci.kit.switches import declared, settings_now, turn
from sekoci.operations import actions
from sekoci.operations.acts import in_words, persons_in
from sekoci.operations.health import health
from sekoci.registry.queries import Shop, business_id_of, members_of, shop_of

PAGE = 50


@require_GET
@for_staff
def desk(request: HttpRequest) -> HttpResponse:
    """Where the day of staff begins."""
    return render(request, "operations/desk.html")


@never_cache
@require_GET
@for_staff
def show_health(request: HttpRequest) -> HttpResponse:
    return render(request, "operations/health.html", {"health": health()})


@require_POST
@for_staff
def retry(request: HttpRequest) -> HttpResponse:
    """Let a failed job run again, or all of its kind."""
    number, kind = request.POST.get("job", ""), request.POST.get("kind", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    count = actions.retry_jobs(by=_me(request), job_id=int(number) if is_number else None, kind=kind)
    messages.success(request, ngettext("%(n)s tugas diulangi.", "%(n)s tugas diulangi.", count) % {"n": count})
    return redirect("operations:health")


@require_POST
@for_staff
def check(request: HttpRequest) -> HttpResponse:
    """Let everything be recomputed now."""
    asked = actions.ask_check(_me(request))
    messages.success(request, _("Mulai dihitung. Hasilnya muncul di sini.") if asked else _("Sedang dihitung."))
    return redirect("operations:health")


@never_cache
@require_GET
@for_staff
def switches(request: HttpRequest) -> HttpResponse:
    return _switches(request)


@require_POST
@for_staff
def turn_switch(request: HttpRequest, name: str) -> HttpResponse:
    """Turn one switch, with a reason."""
    asked = request.POST
    try:
        businesses = [_business(slug) for slug in asked.get("shops", "").replace(",", " ").split()]
        percent = _percent(asked.get("percent") or "0")
        turn(name, asked.get("mode", ""), percent=percent, businesses=businesses, by=_me(request), reason=asked.get("reason", ""))
    except NotFound:
        raise
    except Refusal as no:
        return _switches(request, name=name, wrong=no.sentence(), field=no.field or "", status=no.status)
    messages.success(request, _("Saklar diubah. Berlaku dalam sepuluh detik."))
    return redirect("operations:switches")


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
def look(request: HttpRequest) -> HttpResponse:
    """Look at a shop as its owner sees it: the form, and the beginning."""
    facts: dict[str, Any] = {"slug": request.POST.get("shop") or request.GET.get("toko", ""), "reason": ""}
    if request.method == "GET":
        return render(request, "operations/look.html", facts)
    try:
        shop = _shop(facts["slug"])
        owners = [each.person_id for each in members_of(shop.id) if each.role == "owner"]
        started = start_look(_me(request), owners=owners, place=shop.slug, reason=request.POST.get("reason", ""))
    except Refusal as no:
        facts |= {"wrong": no.sentence(), "field": no.field or "shop", "reason": request.POST.get("reason", "")}
        return render(request, "operations/look.html", facts, status=no.status)
    request.session[LOOK_IN_SESSION] = str(started.id)
    response = redirect("orders:home", slug=shop.slug)
    response.set_cookie(COOKIE, "1", httponly=True, samesite="Lax", secure=settings.SECURE)
    return response


@require_POST
@for_staff
def stop_looking(request: HttpRequest) -> HttpResponse:
    """End the look with one tap."""
    end_look(_me(request))
    request.session.pop(LOOK_IN_SESSION, None)
    messages.success(request, _("Selesai melihat."))
    response = redirect("operations:desk")
    response.delete_cookie(COOKIE)
    return response


@require_GET
@for_staff
def trail(request: HttpRequest) -> HttpResponse:
    """What staff did and why, the latest first."""
    before = request.GET.get("sebelum", "")
    found = acts(before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None, limit=PAGE + 1)
    shown = found[:PAGE]
    names = {key: _name(card, key) for key, card in people(persons_in(shown)).items()}
    said = in_words(shown, names)
    rows = [(act, said[at], names.get(act.person_id) or _name(None, act.person_id)) for at, act in enumerate(shown)]
    return render(request, "operations/trail.html", {"rows": rows, "older": shown[-1].id if len(found) > PAGE else None})


class NoSuchShop(Refusal):
    code = "no_such_shop"
    id = "Toko {slug} tidak ada. Tulis nama di link-nya."
    en = "There is no shop {slug}. Write the name in its link."


def _switches(request: HttpRequest, *, name: str = "", wrong: str = "", field: str = "", status: int = 200) -> HttpResponse:
    settings = settings_now()
    rows = []
    for each in sorted(declared.values(), key=lambda switch: switch.name):
        setting = settings.get(each.name, each.setting)
        found = [shop_of(business) for business in sorted(setting.businesses)[:PAGE]]
        shops = [shop.slug for shop in found if shop]
        rows.append({"switch": each, "setting": setting, "shops": shops, "wrong": wrong if each.name == name else ""})
    facts = {"rows": rows, "field": field, "sent": request.POST}
    return render(request, "operations/switches.html", facts, status=status)


def _business(slug: str) -> int:
    business = business_id_of("slug", slug)
    if business is None:
        raise NoSuchShop(field="shops", slug=slug[:40])
    return business


def _shop(text: str) -> Shop:
    slug = text.strip().rstrip("/").rpartition("/")[2]
    shop = shop_of(_business(slug))
    if shop is None:
        raise NoSuchShop(field="shop", slug=slug[:40])
    return shop


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 100):
        raise Invalid(field="percent", why_id="Isi 0 sampai 100.", why_en="Write 0 to 100.")
    return int(text)


def _name(card: Any, person_id: int) -> str:
    if person_id == COMMAND:
        return _("Baris perintah")
    return (card.name or masked_phone(card.phone)) if card else f"#{person_id}"


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
