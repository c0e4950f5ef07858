"""Pages and counts kept for a few seconds: everybody in a city asks the same question, and its answer changes seldom."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from sekoci.kit.cookies import FLASH
from sekoci.kit.kept import KeptPages, is_known

if TYPE_CHECKING:
    from sekoci.market.queries import AreaCount

SECONDS = 10.0
MOST = 300
_counted: dict[str, tuple[float, "Sequence[AreaCount]"]] = {}
_pages = KeptPages(MOST, seconds=SECONDS)


def kept_page(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page as somebody was shown it at most ten seconds ago, or drawn now; 304 for who has it. The same for everybody.

    What is not a page (a redirect, a refusal) and a page with a message for one visitor are never kept.
    """
    if FLASH in request.COOKIES or request.method != "GET":
        return draw()
    key = (request.get_host(), request.get_full_path(), request.LANGUAGE_CODE, request.headers.get("HX-Request", ""))
    kept = _pages.get(key)
    if kept is None:
        response = draw()
        if response.status_code != 200:
            return response
        kept = _pages.keep(key, response.content)
    answer = HttpResponseNotModified() if is_known(request, kept.tag) else kept.answer(request)
    answer["ETag"] = kept.tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Accept-Encoding, Cookie, HX-Request"
    return answer


def kept_counts(code: str, count: "Callable[[], Sequence[AreaCount]]") -> "Sequence[AreaCount]":
    """How many shops the areas inside `code` have, counted at most ten seconds ago: the same beside every question."""
    until, counts = _counted.get(code, (0.0, ()))
    if until < time.monotonic():
        counts = count()
        if len(_counted) >= MOST:
            _counted.clear()
        _counted[code] = time.monotonic() + SECONDS, counts
    return counts


def forget_pages() -> None:
    """Empty the memory: for tests."""
    _pages.forget()
    _counted.clear()
