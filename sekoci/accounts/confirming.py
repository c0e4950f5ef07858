"""Prove anew who is there: by a code to the account's own phone, or by a passkey."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sekoci.accounts import actions, queries
from sekoci.accounts.adapter import address_of, passkeys_work
from sekoci.accounts.forms import CodeForm, credential_in, language_now
from sekoci.accounts.models import Person
from sekoci.accounts.pages import needs_passkey
from sekoci.accounts.rules import PAUSE
from sekoci.kit import clock
from sekoci.kit.pages import own_address, wait_said

IN_SESSION = "pastikan"
logger = logging.getLogger(__name__)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Send a code, take it, or take a passkey; then go on to `next`. Of staff who have a passkey no code is taken."""
    onward = own_address(request.POST.get("next") or request.GET.get("next") or "") or "/akun"
    person = request.user
    assert isinstance(person, Person)
    verb = request.POST.get("verb", "")
    if verb in ("kirim", "kode") and needs_passkey(person):
        return _page(request, person, onward, status=403)
    if verb == "kirim" and person.phone:
        try:
            sent = actions.send_code(person.phone, address=address_of(request), language=language_now())
        except actions.TooMany as refusal:
            return wait_said(_page(request, person, onward, said=refusal.sentence(), status=refusal.status), refusal)
        request.session[IN_SESSION] = {"code": str(sent.id), "at": sent.at.isoformat()}
        return _page(request, person, onward)
    if verb == "kode":
        return _take_code(request, person, onward)
    if verb == "kunci":
        checked = credential_in(ReauthenticateWebAuthnForm(request.POST, user=person))
        if checked is not None:
            flows.reauthenticate(request, checked)
            logger.info("confirmed", extra={"person": person.pk, "how": "passkey"})
            return redirect(onward)
        return _page(request, person, onward, said=_("Kunci layar tidak cocok. Coba lagi."), status=422)
    return _page(request, person, onward)


def _take_code(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    form, waiting = CodeForm(request.POST), request.session.get(IN_SESSION)
    if waiting and form.is_valid():
        try:
            checked = actions.check_code(UUID(waiting["code"]), form.cleaned_data["code"])
        except actions.TooMany as refusal:
            return wait_said(_page(request, person, onward, said=refusal.sentence(), status=refusal.status), refusal)
        if checked.phone is not None and checked.phone == person.phone:
            request.session.pop(IN_SESSION, None)
            record_authentication(request, person, method="code", phone=checked.phone)
            logger.info("confirmed", extra={"person": person.pk, "how": "code"})
            return redirect(onward)
        logger.warning("confirmation wrong", extra={"person": person.pk})
        form.add_error("code", _("Kode salah. Periksa, atau minta kode baru."))
    return _page(request, person, onward, form=form, status=422)


def _page(
    request: HttpRequest, person: Person, onward: str, *, form: CodeForm | None = None, said: str = "", status: int = 200
) -> HttpResponse:
    waiting = request.session.get(IN_SESSION)
    facts: dict[str, Any] = {"form": form or CodeForm(), "next": onward, "said": said, "person": person}
    facts["only_passkey"] = needs_passkey(person)
    if waiting and not facts["only_passkey"]:
        since = clock.now() - datetime.fromisoformat(waiting["at"])
        facts |= {"is_sent": True, "may_resend": since >= PAUSE}
    if passkeys_work(request) and queries.passkeys_of(person.pk):
        facts["options"] = {"request_options": auth.begin_authentication(person)}
    return render(request, "accounts/confirm.html", facts, status=status)
