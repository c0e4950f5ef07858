"""Who asks too much is asked to wait, so that one busy shop or visitor slows nobody else down: 429 with Retry-After.

Counted together are a visitor's network address, a key of the JSON API, and a shop as strangers see it (its owner's own pages are
not part of that crowd). A limit is so many plain pages a second, some seconds' worth at once; `kit.limits.costs` says which views
are worth more, and a large JSON body is. Every process has its share of what a crowd may ask: a crowd meets them all. A key's
program keeps one connection open, which meets one process: each gives it the whole, so that what we promise is the least it gets.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from sekoci.accounts.adapter import address_of
from sekoci.kit.errors import Refusal
from sekoci.kit.limits import SPAN, Buckets
from sekoci.kit.pages import render_refusal, wait_said, wants_json

buckets = Buckets()
AT_ONCE = {"shop": 2.0}
"""Seconds' worth that may come at once, where it is not ten: what a crowd at one shop asks for at the same moment is what all
others wait for."""


PAGE_OF_JSON = 100_000
"""Bytes of JSON that are worth a page: 5,000 rows of a list (2.5 MB) about 25."""
OF_ONE = frozenset({"key"})
"""Limits of one program, not of a crowd."""


class TooManyRequests(Refusal):
    code, status = "too_many_requests", 429
    id = "Sedang terlalu ramai. Tunggu {seconds} detik, lalu coba lagi."
    en = "Too many requests at once. Wait {seconds}\u00a0s, then try again."

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.wait = seconds


class Limits:
    """Stands before everything that asks the database; costs microseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: dict[str, Any]) -> HttpResponse | None:
        cost, at = getattr(view, "cost", 1.0) * _read_by_us(request), monotonic()
        for limit, per_second in settings.LIMITS.items():
            if cost and per_second and (whose := WHOSE[limit](request, named)):
                share = per_second if limit in OF_ONE else per_second / settings.WEB_PROCESSES
                if wait := buckets.take((limit, whose), cost, per_second=share, at=at, span=AT_ONCE.get(limit, SPAN)):
                    return _wait(request, math.ceil(wait))
        return None


def _read_by_us(request: HttpRequest) -> float:
    """JSON is read whole before anything else happens: each 100 kB of it costs about as much as a plain page."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return 1 + int(length[:18]) / PAGE_OF_JSON if request.content_type == "application/json" and length.isdigit() else 1


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
    """Said without asking the database who is logged in, and to people with a page that was drawn before: a crowd that is refused
    must cost next to nothing."""
    refusal = TooManyRequests(seconds=seconds)
    if wants_json(request):
        return render_refusal(request, refusal)
    is_fragment = request.headers.get("HX-Request") == "true"
    return wait_said(HttpResponse(_drawn(get_language() or "id", is_fragment, seconds), status=refusal.status), refusal)


@lru_cache(maxsize=128)
def _drawn(language: str, is_fragment: bool, seconds: int) -> bytes:
    """The page as anybody may be shown it: of nobody, at the front page."""
    request = HttpRequest()
    request.path, request.user = "/", AnonymousUser()
    request.LANGUAGE_CODE = language
    request.META["HTTP_HX_REQUEST"] = "true" if is_fragment else ""
    return render_refusal(request, TooManyRequests(seconds=seconds)).content
