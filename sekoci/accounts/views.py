"""The way in: one form for known and unknown phones, one page for the code, and the way out."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts import actions
from sekoci.accounts.adapter import address_of, passkeys_work
from sekoci.accounts.devices import remember_device
from sekoci.accounts.forms import CodeForm, PhoneForm, language_now
from sekoci.accounts.models import Person
from sekoci.accounts.rules import CODE_GOOD_FOR, PAUSE, PURPOSES
from sekoci.kit import clock
from sekoci.kit.cookies import LANGUAGE
from sekoci.kit.pages import own_address, wait_said

PENDING = "masuk"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pending:
    """Who is waiting for a code in this session."""

    code_id: UUID
    phone: str
    sent_at: datetime
    next: str


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for a phone, send a code to it. The answer is the same whether we know the phone or not."""
    onward = own_address(request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    if request.method == "GET":
        waiting = _pending(request)
        form = PhoneForm(initial={"phone": waiting.phone} if waiting else None)
        return _phone_page(request, form, onward=onward)
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return _phone_page(request, form, onward=onward, status=422)
    try:
        _send(request, form.cleaned_data["phone"], onward=onward)
    except actions.TooMany as refusal:
        form.add_error("phone", refusal.sentence())
        return wait_said(_phone_page(request, form, onward=onward, status=refusal.status), refusal)
    return redirect("accounts:code")


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; let its holder in."""
    waiting = _pending(request)
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if waiting is None:
        return redirect("accounts:login")
    if request.method == "GET":
        return _code_page(request, CodeForm(), waiting)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, waiting, status=422)
    try:
        checked = actions.check_code(waiting.code_id, form.cleaned_data["code"])
    except actions.TooMany as refusal:
        form.add_error("code", refusal.sentence())
        return wait_said(_code_page(request, form, waiting, status=refusal.status), refusal)
    if checked.phone is None:
        logger.warning("login code wrong", extra={"left": checked.left})
        form.add_error("code", _what_was_wrong(checked.left))
        return _code_page(request, form, waiting, status=422)
    return _let_in(request, checked.phone, onward=waiting.next)


@never_cache
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same phone; the one before works no more."""
    waiting = _pending(request)
    if waiting is None:
        return redirect("accounts:login")
    try:
        _send(request, waiting.phone, onward=waiting.next)
    except actions.TooMany as refusal:
        page = _code_page(request, CodeForm(), waiting, said=refusal.sentence(), status=refusal.status)
        return wait_said(page, refusal)
    return redirect("accounts:code")


@require_http_methods(["GET", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("accounts:profile")
    if request.session.session_key:
        logger.info("logged out", extra={"person": request.user.pk})
        actions.sign_out_here(request.session.session_key)
    end_session(request)
    response = redirect("/")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, why, for how long, and what people may ask of us."""
    language = language_now()
    wordings = [purpose.wording(language) for purpose in PURPOSES.values()]
    facts = {
        "wordings": wordings,
        "operator": settings.OPERATOR,
        "contact": settings.OPERATOR_CONTACT,
        "buyers_days": settings.KEEP_BUYERS_DAYS,
    }
    return render(request, f"accounts/privacy_{language}.html", facts)


def suspended(request: HttpRequest, refusal: actions.AccountSuspended) -> HttpResponse:
    """Who proved that the account is theirs reads why it is shut, and whom to ask."""
    facts = {"why": refusal.facts["why"], "operator": settings.OPERATOR, "contact": settings.OPERATOR_CONTACT}
    return render(request, "accounts/suspended.html", facts, status=refusal.status)


def _send(request: HttpRequest, phone: str, *, onward: str) -> None:
    sent = actions.send_code(phone, address=address_of(request), language=language_now())
    logger.info("login code sent")
    request.session[PENDING] = {"code": str(sent.id), "phone": phone, "at": sent.at.isoformat(), "next": onward}


def _pending(request: HttpRequest) -> Pending | None:
    kept = request.session.get(PENDING)
    if not isinstance(kept, dict):
        return None
    return Pending(UUID(kept["code"]), kept["phone"], datetime.fromisoformat(kept["at"]), kept["next"])


def _let_in(request: HttpRequest, phone: str, *, onward: str) -> HttpResponse:
    """From here on it is allauth's: its stages (a second factor, one day), its session."""
    try:
        entered = actions.enter(phone, language=language_now())
    except actions.AccountSuspended as refusal:
        request.session.pop(PENDING, None)
        return suspended(request, refusal)
    person = Person.objects.get(pk=entered.person_id)
    request.session.pop(PENDING, None)
    record_authentication(request, person, method="code", phone=phone)
    url = onward or settings.LOGIN_REDIRECT_URL
    response: HttpResponse = perform_login(request, person, redirect_url=url, signup=entered.is_new)
    logger.info("logged in", extra={"person": person.pk, "how": "code", "new": entered.is_new})
    remember_device(request, response, tell=not entered.is_new)
    response.set_cookie(LANGUAGE, person.language, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.SECURE)
    return response


def _what_was_wrong(left: int) -> str:
    if left <= 0:
        return _("Kode ini tidak berlaku lagi. Minta kode baru.")
    return _("Kode salah. Sisa %(left)s kali coba.") % {"left": left}


def _phone_page(request: HttpRequest, form: PhoneForm, *, onward: str, status: int = 200) -> HttpResponse:
    wording = PURPOSES["account"].wording(language_now())
    facts = {"form": form, "next": onward, "wording": wording, "passkeys": passkeys_work(request)}
    return render(request, "accounts/login.html", facts, status=status)


def _code_page(request: HttpRequest, form: CodeForm, waiting: Pending, *, said: str = "", status: int = 200) -> HttpResponse:
    wait = max(0, int((waiting.sent_at + PAUSE - clock.now()).total_seconds()))
    facts: dict[str, Any] = {"form": form, "waiting": waiting, "said": said, "wait": wait, "minutes": CODE_GOOD_FOR.seconds // 60}
    return render(request, "accounts/code.html", facts, status=status)
