"""For staff: what is kept how long, and who agreed to what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import for_staff
from sekoci.kit.errors import Refusal
from sekoci.kit.phone import parse_phone
from sekoci.privacy.queries import consents_counted, consents_given, rules_followed
from sekoci.privacy.rules import next_round
from sekoci.privacy.words import FOLLOWERS, KEEPINGS, PURPOSES, WHYS


@never_cache
@require_GET
@for_staff
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule: how long, why, when it was last followed, how many went, when again."""
    rows = [
        {
            "name": KEEPINGS[rule.name],
            "why": WHYS[rule.name],
            "days": days,
            "by": FOLLOWERS.get(rule.by, ""),
            "at": at,
            "gone": gone,
            "next": next_round(at) if at else None,
            "ours": rule.by == "privacy",
        }
        for rule, days, at, gone in rules_followed()
    ]
    return render(request, "privacy/rules.html", {"rows": rows})


@never_cache
@require_GET
@for_staff
def ledger(request: HttpRequest) -> HttpResponse:
    """Consents: in numbers by wording, then one by one, the latest first; those of one phone, which is noted."""
    typed, phone, wrong = request.GET.get("hp", "").strip(), "", ""
    if typed:
        try:
            phone = parse_phone(typed)
        except Refusal as no:
            wrong = no.sentence()
        else:
            note_view([phone], viewer=f"staff:{request.user.pk}", what="consents", place="/staf/izin")
    start = request.GET.get("mulai", "")
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0
    found, more = ([], None) if wrong else consents_given(phone=phone, start=at)
    facts = {
        "counts": [(PURPOSES.get(each.purpose, each.purpose), each) for each in consents_counted()] if not typed else [],
        "rows": [(PURPOSES.get(each.purpose, each.purpose), each) for each in found],
        "next": more,
        "typed": typed[:40],
        "phone": phone,
        "wrong": wrong,
        "none": _("Tidak ada izin dari nomor ini.") if typed else _("Belum ada izin yang diberi."),
    }
    return render(request, "privacy/ledger.html", facts, status=422 if wrong else 200)
