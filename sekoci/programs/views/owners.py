"""Programmes for one business: found, joined, left; how far it has come, and what it was given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.kit.errors import NotFound, Refusal
from sekoci.programs import actions
from sekoci.programs.names import HOW_TO_GAIN, POINTS, SOURCES, STAGES, STATES, SUPPORT_STATES, reason_of
from sekoci.programs.queries import my_program, my_programs, my_stages, my_support
from sekoci.programs.queries.owners import is_full
from sekoci.programs.queries.referrals import referral_of
from sekoci.programs.rules.consent import wording
from sekoci.programs.views.referring import CODE
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

CHIPS = {"applied": "placed", "waiting": "waiting", "chosen": "accepted", "refused": "expired", "withdrawn": "expired"}


@require_GET
@my_shop(roles=("owner",))
def programs(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Program untuk Anda: those it is in, and open ones that are for it."""
    found = my_programs(shop.id)
    facts = {
        "mine": [(each, STATES[each.mine], CHIPS[each.mine]) for each in found if each.mine],
        "open": [each for each in found if not each.mine],
    }
    return render(request, "programs/mine.html", facts)


@require_http_methods(["GET", "POST"])
@my_shop(roles=("owner",))
def program(request: HttpRequest, shop: Shop, program: str) -> HttpResponse:
    """GET shows one; POST agrees and applies."""
    known = my_program(shop.id, program)
    if known is None:
        raise NotFound()
    language, wrong = get_language() or "id", ""
    by = referral_of(known.id, (request.POST if request.method == "POST" else request.GET).get(CODE, ""))
    if request.method == "POST":
        if request.POST.get("setuju") != "ya":
            wrong = _("Centang dulu bila Anda setuju.")
        else:
            try:
                actions.apply_to(
                    shop.id, program, person_id=request.user.pk or 0, language=language, referral=by.code if by else ""
                )
            except Refusal as no:
                messages.error(request, no.sentence())
            else:
                messages.success(request, _("Pendaftaran Anda tercatat."))
            return redirect("programs:mine", slug=shop.slug, program=program)
    facts = {
        "program": known,
        "state": STATES.get(known.mine, ""),
        "chip": CHIPS.get(known.mine, ""),
        "reason": reason_of(known.reason),
        "wording": wording(known.name, list(known.carriers), language, by=by.name if by else ""),
        "by": by,
        "code": request.GET.get(CODE, "")[:12],
        "wrong": wrong,
        "is_full": known.mine == "waiting" and is_full(known.id),
        "points": [
            (POINTS[reason], weight, reason in known.points, HOW_TO_GAIN.get(reason, ""))
            for reason, weight in known.weights.items()
            if weight
        ],
        "stages": [(STAGES[each.stage], each, SOURCES.get(each.source, "")) for each in my_stages(shop.id, known)],
        "support": [(each, SUPPORT_STATES[each.state]) for each in my_support(shop.id, known)],
    }
    return render(request, "programs/one_of_mine.html", facts, status=422 if wrong else 200)


@require_POST
@my_shop(roles=("owner",))
def leave(request: HttpRequest, shop: Shop, program: str) -> HttpResponse:
    if my_program(shop.id, program) is None:
        raise NotFound()
    try:
        if actions.withdraw_from(shop.id, program, person_id=request.user.pk or 0):
            messages.success(request, _("Anda sudah mundur dari program ini."))
    except Refusal as no:
        messages.error(request, no.sentence())
    return redirect("programs:mine", slug=shop.slug, program=program)
