"""My data: see it, take it along, have it erased."""

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import just_confirmed
from sekoci.kit.errors import Refusal
from sekoci.kit.persons import Who
from sekoci.kit.sheets import file_answer
from sekoci.privacy import actions
from sekoci.privacy.queries import PARTS, copy_of, obstacles_of, overview_of
from sekoci.privacy.values import seen
from sekoci.privacy.words import KEPT, TITLES

UNDERSTOOD, SURE = "paham", "HAPUS"


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What is held, part by part, in numbers; who looked at it, in words."""
    who = _me(request)
    overview = overview_of(who)
    parts = [(TITLES[name], total) for name, total in overview.totals.items() if total]
    return render(request, "privacy/mine.html", {"parts": parts, "views": seen(overview.views, who)[:20]})


@never_cache
@just_confirmed
@require_GET
def as_json(request: HttpRequest) -> HttpResponse:
    return file_answer(
        "data-saya.json", actions.as_json(copy_of(_taking(request), opened=True)), "application/json; charset=utf-8"
    )


@never_cache
@just_confirmed
@require_GET
def as_pdf(request: HttpRequest) -> HttpResponse:
    return file_answer("data-saya.pdf", actions.as_pdf(copy_of(_taking(request), opened=True)), "application/pdf")


@never_cache
@just_confirmed
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays and why; then asked once more; then done, and logged out."""
    who = _me(request)
    obstacles = obstacles_of(who)
    facts = {"who": who, "obstacles": obstacles, "kept": [KEPT[name] for name in sorted({p.kept for p in PARTS} & set(KEPT))]}
    if request.method == "GET":
        return render(request, "privacy/erase.html", facts)
    if request.POST.get("setuju") != UNDERSTOOD or (obstacles.shops and request.POST.get("toko") != "tutup"):
        return render(request, "privacy/erase.html", facts | {"said": _("Centang dulu kotaknya.")}, status=422)
    if request.POST.get("kata", "").strip().upper() != SURE:
        said = _("Ketik HAPUS untuk melanjutkan.") if "kata" in request.POST else ""
        return render(request, "privacy/sure.html", facts | {"said": said}, status=422 if said else 200)
    try:
        actions.erase_person(who, how="self", close_shops=bool(obstacles.shops))
    except Refusal as refusal:
        return render(request, "privacy/erase.html", facts | {"said": refusal.sentence()}, status=refusal.status)
    end_session(request)
    messages.success(request, _("Data Anda sudah dihapus. Terima kasih pernah bersama kami."))
    return redirect("accounts:login")


def _taking(request: HttpRequest) -> Who:
    """Me, and that a copy was taken is noted."""
    who = _me(request)
    note_view([who.phone], viewer=f"person:{who.person_id}", what="copy", place=request.path)
    return who


def _me(request: HttpRequest) -> Who:
    assert request.user.pk is not None
    return Who(request.user.pk, getattr(request.user, "phone", None) or "")
