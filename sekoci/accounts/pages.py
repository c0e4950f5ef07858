"""The door for pages of others: where a request comes from, and whoever changes how an account is entered proves who they are."""

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from sekoci.accounts.actions.erasing import note_view, view_beside
from sekoci.accounts.adapter import address_of
from sekoci.accounts.looking import COOKIE, SEEN
from sekoci.accounts.looking import IN_SESSION as LOOK_IN_SESSION
from sekoci.accounts.models import Person
from sekoci.accounts.queries import passkeys_of
from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.kit.persons import Beside

__all__ = [
    "COOKIE",
    "LOOK_IN_SESSION",
    "address_of",
    "for_staff",
    "is_recent",
    "just_confirmed",
    "leads_from_profile",
    "profile_doors",
    "seeing",
    "seen",
]
RECENT = timedelta(minutes=10)
STAFF_FOR = timedelta(hours=8)
STAFF_SINCE = "staf"


Door = Callable[[int], tuple[str, str] | None]
_doors: list[Door] = []


def leads_from_profile(door: Door) -> Door:
    """How a module above ours adds a button to the account page: where it leads and what it says, for those (by id) it is for."""
    _doors.append(door)
    return door


def profile_doors(person_id: int) -> list[tuple[str, str]]:
    return [found for door in _doors if (found := door(person_id))]


def just_confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for people who entered a code or unlocked a passkey within the last ten minutes; others are asked to, then led back.

    A phone that lies open on the counter is therefore not enough to take an account over. Of staff a code is not enough either.
    """

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        if not is_recent(request, by_passkey=needs_passkey(request.user)):
            back = request.get_full_path() if request.method == "GET" else reverse("accounts:profile")
            return _proving("accounts:confirm", back)
        return view(request, *arguments, **parts)

    return page


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who run this Sekoci; it does not exist for anybody else.

    Who enters proves anew who they are, among real people by a passkey alone, and then works for eight hours.
    """

    @wraps(view)
    def page(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise NotFound()
        if not 0 <= clock.now().timestamp() - request.session.get(STAFF_SINCE, 0.0) <= STAFF_FOR.total_seconds():
            if not is_recent(request, by_passkey=not settings.DEVELOPMENT):
                back = request.path if request.method == "GET" else "/staf"
                is_first = not settings.DEVELOPMENT and not passkeys_of(request.user.pk)
                return _proving("accounts:passkeys" if is_first else "accounts:confirm", back)
            request.session[STAFF_SINCE] = clock.now().timestamp()
        return view(request, *arguments, **parts)

    return page


def seen(request: HttpRequest, phones: Collection[str], *, what: str, shop: str) -> None:
    """A shop's people, or staff with its owner's eyes, see these people's data: noted once an hour, of a list once a day."""
    look = getattr(request, "looking", None)
    if look is None:
        note_view(phones, viewer=f"shop:{request.user.pk}", what=what, place=shop, sparing=True)
    else:  # the page itself may write nothing: what it showed is noted once it is made
        request.META.setdefault(SEEN, []).append((list(phones), what, shop))


def seeing(request: HttpRequest, *, what: str, shop: str) -> Beside:
    """The same for a page whose query knows whom it shows and notes it beside a statement of its own."""

    def beside(phones: Collection[str]) -> tuple[str, list[str]]:
        if getattr(request, "looking", None) is None:
            return view_beside(phones, viewer=f"shop:{request.user.pk}", what=what, place=shop)
        seen(request, phones, what=what, shop=shop)
        return "", []

    return beside


def is_recent(request: HttpRequest, *, by_passkey: bool = False) -> bool:
    """Whether this session proved within the last ten minutes who it is. allauth's own check passes whoever has no password."""
    assert isinstance(request.user, Person)
    records = get_authentication_records(request, request.user)
    last = max((each.get("at", 0.0) for each in records if not by_passkey or each.get("type") == "webauthn"), default=0.0)
    return bool(0 <= clock.now().timestamp() - last + 1 <= RECENT.total_seconds())


def needs_passkey(person: object) -> bool:
    """Whether only a passkey proves that this is them: staff among real people, once they have one."""
    return isinstance(person, Person) and person.is_staff and not settings.DEVELOPMENT and bool(passkeys_of(person.pk))


def _proving(page: str, back: str) -> HttpResponse:
    return redirect(f"{reverse(page)}?{urlencode({'next': back})}")
