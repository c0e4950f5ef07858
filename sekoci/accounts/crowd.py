"""Who asks too much is asked to wait, so that one busy shop or visitor slows nobody else down: 429 with Retry-After.

Counted together are a visitor's network address, a key of the JSON API, and a shop as strangers see it (its owner's own pages are
not part of that crowd). A limit is so many plain pages a second, ten seconds' worth at once; `kit.limits.costs` says which views
are worth more. Every process has its share, so somebody whose requests all meet the same one gets that share and no more.
"""

import math
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sekoci.accounts.adapter import address_of
from sekoci.kit.errors import Refusal
from sekoci.kit.limits import Buckets
from sekoci.kit.pages import render_refusal

buckets = Buckets()


class TooManyRequests(Refusal):
    code, status = "too_many_requests", 429
    id = "Sedang terlalu ramai. Coba lagi {seconds} detik lagi."
    en = "Too many requests. Try again in {seconds} seconds."


class Limits:
    """Stands before everything that asks the database; costs microseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: dict[str, Any]) -> HttpResponse | None:
        cost, at = getattr(view, "cost", 1.0), monotonic()
        for limit, per_second in settings.LIMITS.items():
            if cost and per_second and (whose := WHOSE[limit](request, named)):
                share = per_second / settings.WEB_PROCESSES
                if wait := buckets.take((limit, whose), cost, per_second=share, at=at):
                    return _wait(request, math.ceil(wait))
        return None


def _shop(request: HttpRequest, named: dict[str, Any]) -> object:
    found = request.resolver_match
    return "" if not found or found.route.startswith("kelola/") else named.get("slug", "")


def _key(request: HttpRequest, named: dict[str, Any]) -> object:
    said = request.META.get("HTTP_AUTHORIZATION", "")
    return hash(said) if said else ""


WHOSE: dict[str, Callable[[HttpRequest, dict[str, Any]], object]] = {
    "address": lambda request, named: address_of(request),
    "key": _key,
    "shop": _shop,
}
"""By limit: whom this request counts for; nobody where it is empty."""


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """Said without asking the database who is logged in."""
    request.user = AnonymousUser()
    answer = render_refusal(request, TooManyRequests(seconds=seconds))
    answer["Retry-After"] = str(seconds)
    return answer
