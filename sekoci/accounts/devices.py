"""Devices in a request: noted when somebody logs in, seen while they are in use."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sekoci.accounts import actions, queries
from sekoci.accounts.models import Person
from sekoci.accounts.rules import browser_of
from sekoci.kit import clock
from sekoci.kit.cookies import host_cookie
from sekoci.kit.ids import new_id, secret_token
from sekoci.kit.templatetags.sekoci import moment as said_moment
from sekoci.messaging.actions import MessageDraft, send_messages

MARK_COOKIE = host_cookie("perangkat")
IN_SESSION = "perangkat"
SEEN_EVERY = timedelta(minutes=10)
KNOWN_FOR = timedelta(days=400)
LONGEST = timedelta(days=365)
"""A login ends 90 days after it was last used, and after a year however much it is used."""


def remember_device(request: HttpRequest, response: HttpResponse, *, tell: bool) -> None:
    """Note the device on which this request just logged in; `tell` its person by message when it is a new one."""
    person = request.user
    if not isinstance(person, Person) or not request.session.session_key:
        return
    mark = request.COOKIES.get(MARK_COOKIE, "")
    if not (20 <= len(mark) <= 40 and mark.isascii()):
        mark = secret_token()
    browser = browser_of(request.headers.get("User-Agent", ""))
    noted = actions.note_device(person.pk, mark=mark, session_key=request.session.session_key, browser=browser)
    at = clock.now().isoformat()
    since = (request.session.get(IN_SESSION) or {}).get("since", at)
    request.session[IN_SESSION] = {"id": str(noted.id), "at": at, "since": since}
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(MARK_COOKIE, mark, max_age=KNOWN_FOR, httponly=True, secure=secure, samesite="Lax")
    if tell and noted.is_new and person.phone:
        with translation.override(person.language):
            facts = {"device": browser.words(_("perangkat lain")), "at": said_moment(clock.now())}
        facts["url"] = f"{settings.PUBLIC_URL}/akun/perangkat"
        send_messages([MessageDraft(f"device:{new_id()}", person.phone, "new_device", facts, language=person.language)])


class LastSeen:
    """Middleware: writes at most every ten minutes that a device is in use, and ends a login that is a year old.

    It asks the database nothing the page did not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.accessed and (kept := session.get(IN_SESSION)):
            moment = clock.now()
            if moment - datetime.fromisoformat(kept["at"]) > SEEN_EVERY:
                actions.note_seen(UUID(kept["id"]))
                since = kept.get("since") or moment.isoformat()
                session[IN_SESSION] = {"id": kept["id"], "at": moment.isoformat(), "since": since}
                if moment - datetime.fromisoformat(since) > LONGEST:
                    actions.sign_out_here(session.session_key or "")
                    session.flush()
        return response


@login_required
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """Where this person is logged in."""
    rows = queries.devices_of(int(request.user.pk or 0), session_key=request.session.session_key or "")
    return render(request, "accounts/devices.html", {"devices": rows})


@login_required
@require_POST
def sign_out(request: HttpRequest, device: UUID) -> HttpResponse:
    """End the session on one device."""
    actions.sign_out(int(request.user.pk or 0), device)
    messages.success(request, _("Perangkat itu sudah dikeluarkan."))
    return redirect("accounts:devices")


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    response = redirect("accounts:devices")
    keep_only_this_one(request, response)
    messages.success(request, _("Sudah keluar dari semua perangkat lain."))
    return response


def keep_only_this_one(request: HttpRequest, response: HttpResponse) -> None:
    """End every session of whoever asks, and give this one a new key."""
    person = Person.objects.get(pk=int(request.user.pk or 0))
    actions.sign_out_everywhere(person.pk)
    person.refresh_from_db()
    request.user = person
    update_session_auth_hash(request, person)
    remember_device(request, response, tell=False)
