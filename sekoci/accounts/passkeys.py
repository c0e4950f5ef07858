"""Passkeys: the lock of the phone's own screen instead of a code. allauth's verbs and forms, our pages."""

import logging

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts import actions, queries
from sekoci.accounts.adapter import address_of, passkeys_work
from sekoci.accounts.devices import remember_device
from sekoci.accounts.forms import credential_in
from sekoci.accounts.models import Person
from sekoci.accounts.pages import just_confirmed
from sekoci.accounts.rules import browser_of, limits_on_passkeys
from sekoci.accounts.views import suspended
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.pages import own_address
from sekoci.kit.text import clean_line

MOST_PASSKEYS = 10
logger = logging.getLogger(__name__)


class AskAtTheMachine(Refusal):
    code, status = "ask_at_the_machine", 403
    id = "Kunci pertama pengelola dibuka di mesin server: sekoci staff passkey."
    en = "The first passkey of staff is allowed at the server: sekoci staff passkey."


class TooManyPasskeys(Refusal):
    code, status = "too_many_passkeys", 409
    id = "Sudah ada {most} kunci layar. Hapus yang tidak dipakai."
    en = "There are {most} passkeys already. Remove those you do not use."


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Log in with a passkey. Who it is, the passkey says itself: nothing is asked that could be guessed."""
    onward = own_address(request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    if not passkeys_work(request):
        return redirect("accounts:login")
    actions.take(limits_on_passkeys(address_of(request)))
    said = ""
    if request.method == "POST":
        known = credential_in(LoginWebAuthnForm(request.POST))
        if known is not None and known.user.suspended_at:
            return suspended(request, actions.AccountSuspended(known.user.pk))
        if known is not None and known.user.is_active:
            come_in = Login(user=known.user, redirect_url=onward or settings.LOGIN_REDIRECT_URL)
            response: HttpResponse = flows.perform_passwordless_login(request, known, come_in)
            logger.info("logged in", extra={"person": known.user.pk, "how": "passkey", "new": False})
            remember_device(request, response, tell=True)
            return response
        logger.warning("passkey refused")
        said = _("Kunci layar ini tidak dikenal. Masuk dengan kode.")
        if known is not None:
            said = _("Akun ini ditutup. Masuk dengan kode untuk membukanya.")
    facts = {"options": {"request_options": auth.begin_authentication(user=None)}, "next": onward, "said": said}
    return render(request, "accounts/passkey_login.html", facts, status=422 if said else 200)


@never_cache
@just_confirmed
@require_http_methods(["GET", "POST"])
def passkeys(request: HttpRequest) -> HttpResponse:
    """The passkeys of an account, and adding one. Staff make their first where the machine allowed it, others at any time."""
    person = _me(request)
    known, said = queries.passkeys_of(person.pk), ""
    onward = own_address(request.POST.get("next") or request.GET.get("next") or "")
    is_closed = person.is_staff and not settings.DEVELOPMENT and not known and not queries.may_make_first_passkey(person.pk)
    if request.method == "POST":
        if is_closed:
            raise AskAtTheMachine()
        if len(known) >= MOST_PASSKEYS:
            raise TooManyPasskeys(most=MOST_PASSKEYS)
        form = AddWebAuthnForm({**request.POST.dict(), "passwordless": "on"}, user=person)
        if credential_in(form) is not None:
            flows.add_authenticator(request, name=_name_in(request), credential=form.cleaned_data["credential"])
            actions.tell_change(person.pk, "passkey_added")
            messages.success(request, _("Kunci layar ditambahkan."))
            return redirect(onward or "accounts:passkeys")
        said = _("Kunci layar tidak bisa ditambahkan. Coba lagi.")
    facts = {
        "passkeys": known,
        "works": passkeys_work(request),
        "said": said,
        "next": onward,
        "person": person,
        "is_closed": is_closed,
        "name": browser_of(request.headers.get("User-Agent", "")).words(_("perangkat lain")),
    }
    if facts["works"] and not is_closed:
        facts["options"] = {"creation_options": flows.begin_registration(request, person, passwordless=True)}
    return render(request, "accounts/passkeys.html", facts, status=422 if said else 200)


@just_confirmed
@require_POST
def change(request: HttpRequest, passkey: int) -> HttpResponse:
    """Give a passkey another name, or remove it."""
    known = Authenticator.objects.filter(pk=passkey, user_id=_me(request).pk, type=Authenticator.Type.WEBAUTHN).first()
    if known is None:
        raise NotFound()
    if request.POST.get("verb") == "hapus":
        flows.remove_authenticator(request, known)
        actions.tell_change(_me(request).pk, "passkey_removed")
        messages.success(request, _("Kunci layar dihapus."))
    else:
        flows.rename_authenticator(request, known, _name_in(request))
        messages.success(request, _("Sudah disimpan."))
    return redirect("accounts:passkeys")


def _name_in(request: HttpRequest) -> str:
    try:
        return clean_line(request.POST.get("name", ""), most=40) or _("Kunci layar")
    except Invalid:
        return _("Kunci layar")


def _me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
