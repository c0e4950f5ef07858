"""What every request passes: its id, its language, compression, and refusals turned into answers."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import ResolverMatch
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django_htmx.middleware import HtmxMiddleware

from sekoci.kit import logs, tracing, whom
from sekoci.kit.cookies import LANGUAGE
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import secret_token
from sekoci.kit.kept import packed
from sekoci.kit.metrics import counts
from sekoci.kit.pages import is_database_away, not_this_way, problem, render_refusal, try_again, wants_json

GetResponse = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger(__name__)
SANE = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestId:
    """Give the request an id (the proxy's own where it is sane), put it on every log line and on the answer; log one line."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        identity = given if SANE.fullmatch(given) else secret_token()
        logs.request_id.set(identity)  # stays until the thread's next request: Django logs a refusal after we are done
        method = _known(request.method)
        facts = {"http.request.method": method, "sekoci.request_id": identity}
        with tracing.span(method, facts, kind="SERVER", parent=_trace_of_proxy(request)) as note:
            started = time.perf_counter()
            response = self.get_response(request)
            response["X-Request-Id"] = identity
            took = (time.perf_counter() - started) * 1000
            found = request.resolver_match
            logs.say_request(request.method or "", _told(request.path, found), response.status_code, took)
            counts.saw(method, found.route if found else "", response.status_code, took)
            note({"http.response.status_code": response.status_code}, failed=response.status_code >= 500)
            if found:
                note({"http.route": f"/{found.route}"}, name=f"{method} /{found.route}")
        return response


def _told(path: str, found: ResolverMatch | None) -> str:
    """The path as the log keeps it: whoever reads logs shall not open with it what its secret part opens."""
    for name in ("token", "secret"):
        if found and (secret := found.kwargs.get(name)):
            path = path.replace(str(secret), f"{str(secret)[:4]}…")
    return path


class HttpsOnly(Refusal):
    code, status = "https_only", 403
    id = "Pakai https://. Kunci yang terkirim lewat http bisa terbaca: ganti kuncinya."
    en = "Use https://. A key that was sent over http can be read: exchange it."


class MachinesOverHttps:
    """Where pages are led from http to https, a machine is refused: led on, nobody would notice its key going out readable."""

    MACHINES = ("/api/", "/webhooks/", "/data/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and request.path.startswith(self.MACHINES):
            return problem(HttpsOnly())
        return self.get_response(request)


def _trace_of_proxy(request: HttpRequest) -> str:
    """A proxy of ours begins traces; a stranger would have all of his kept."""
    return str(request.META.get("HTTP_TRACEPARENT", "")) if settings.TRUSTED_PROXIES else ""


def _known(method: str | None) -> str:
    """A stranger may invent methods; each would be a line of its own for ever."""
    return method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"


class Compression:
    """Brotli for pages and JSON over 500 bytes, for those who accept it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return response
        if not response.get("Content-Type", "").startswith(("text/", "application/json", "application/problem+json")):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) > 500 and "br" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response.content = packed(response.content)
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(response.content))
            if (etag := response.get("ETag")) and not etag.startswith("W/"):
                response["ETag"] = "W/" + etag
        return response


class Language:
    """Indonesian unless the visitor chose English: by cookie, or for one page by `?bahasa=en`; a machine by Accept-Language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        once = request.GET.get("bahasa") if request.META.get("QUERY_STRING") else None
        asked = once or request.COOKIES.get(LANGUAGE)
        if not asked and wants_json(request):
            asked = _preferred(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        language = "en" if asked == "en" else "id"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if wants_json(request):
            patch_vary_headers(response, ("Accept-Language",))
        return response


def _preferred(accepted: str) -> str:
    """The first of our languages that Accept-Language names, its weights counted; empty for none."""
    named = (language[:2] for language, _ in parse_accept_lang_header(accepted.lower()))
    return next((language for language in named if language in ("id", "en")), "")


NOT_KEPT = re.compile(r"/(akun|staf|masuk|nomor|undangan|kelola(?!/[^/]+/(jual|produk|stok)(/|$))|api/v1/(my|orders))(/|$)")
"""Where people's data and money stand: no browser keeps the page. Pages of goods alone may be gone back to, as they were left."""


class ContentPolicy:
    """What a page may load and use, who may load it, and whether it is kept, as browsers enforce it: the same for every page.

    A view that needs another one sets its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = "; ".join(f"{what} {whence}".strip() for what, whence in settings.CONTENT_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if NOT_KEPT.match(request.path):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ForPeople:
    """What only people have: a session, a login, forms with a token, messages for the next page.

    A machine brings its key each time and passes all of that by.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.for_machines = get_response
        messages = MessageMiddleware(HtmxMiddleware(get_response))
        login = AuthenticationMiddleware(XFrameOptionsMiddleware(messages))
        self.forms = CsrfViewMiddleware(login)
        self.for_people = SessionMiddleware(self.forms)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (session.isascii() and session.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # a quoted cookie may hold letters that no table keeps
        whom.acts(request)
        answer = self.for_machines(request) if wants_json(request) else self.for_people(request)
        return cast(HttpResponseBase, answer)  # we are synchronous

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponseBase | None:
        return None if wants_json(request) else self.forms.process_view(request, view, arguments, named)


class Refusals:
    """A Refusal that a view did not handle becomes a page, a fragment or problem+json; a database that is away, "try again"."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and (wants_json(request) or request.method in ("GET", "HEAD", "POST")):
            return not_this_way(request, response.get("Allow", ""))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return render_refusal(request, error)
        if is_database_away(error):
            logger.warning("a request met a database that is away", extra={"reason": str(error)[:200]})
            return try_again(request)
        return None
