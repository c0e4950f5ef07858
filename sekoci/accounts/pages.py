"""The door for pages of others: where a request comes from, and whoever changes how an account is entered proves who they are."""

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from sekoci.accounts.actions.erasing import note_view
from sekoci.accounts.adapter import address_of
from sekoci.accounts.looking import COOKIE, SEEN
from sekoci.accounts.looking import IN_SESSION as LOOK_IN_SESSION
from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.errors import NotFound

__all__ = ["COOKIE", "LOOK_IN_SESSION", "address_of", "for_staff", "is_recent", "just_confirmed", "seen"]
RECENT = timedelta(minutes=10)
STAFF_FOR = timedelta(hours=8)
STAFF_SINCE = "staf"


def just_confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for people who entered a code or unlocked a passkey within the last ten minutes; others are asked to, then led back.

    A phone that lies open on the counter is therefore not enough to take an account over.
    """

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        if not is_recent(request):
            back = request.path if request.method == "GET" else reverse("accounts:profile")
            return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")
        return view(request, *arguments, **parts)

    return page


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who run this Sekoci; it does not exist for anybody else.

    Who enters proves anew who they are, and then works for eight hours.
    """

    @wraps(view)
    def page(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise NotFound()
        if not 0 <= clock.now().timestamp() - request.session.get(STAFF_SINCE, 0.0) <= STAFF_FOR.total_seconds():
            if not is_recent(request):
                back = request.path if request.method == "GET" else "/staf"
                return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")
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


def is_recent(request: HttpRequest) -> bool:
    """Whether this session proved within the last ten minutes who it is. allauth's own check passes whoever has no password."""
    assert isinstance(request.user, Person)
    last = max((record.get("at", 0.0) for record in get_authentication_records(request, request.user)), default=0.0)
    return bool(0 <= clock.now().timestamp() - last + 1 <= RECENT.total_seconds())
