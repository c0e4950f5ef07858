"""Pages that belong to nobody: refusals, what was not found, trouble, and what every template knows."""

import contextlib
import json
import sys
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from sekoci.kit import logs
from sekoci.kit.cookies import LANGUAGE
from sekoci.kit.errors import NotFound, NotKnown, Refusal
from sekoci.kit.limits import costs
from sekoci.kit.pulse import pulse

IN_WORDS = ("why_id", "why_en", "what_id", "what_en")
"""Facts of a refusal that its sentence has in words already."""
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def site(request: HttpRequest) -> dict[str, Any]:
    """What every template knows."""
    return {"PUBLIC_URL": settings.PUBLIC_URL, "DEVELOPMENT": settings.DEVELOPMENT}


@dataclass(frozen=True)
class Indoors:
    """Where somebody was let in: the `template` with that place's menu, the address where it begins, its name. A door keeps it as
    `request.indoors`, so that a refusal inside leads back there."""

    template: str
    home: str
    name: str


def render_refusal(request: HttpRequest, refusal: Refusal, *, back: str = "") -> HttpResponse:
    """The same refusal for a browser (page), for HTMX (fragment) and for a machine (problem+json, RFC 9457).

    `back` is where a page leads on to, where something nearer than its home is known.
    """
    if wants_json(request):
        return problem(refusal)
    htmx = request.headers.get("HX-Request") == "true"
    template = "kit/refusal_fragment.html" if htmx else "kit/refusal.html"
    indoors: Indoors | None = getattr(request, "indoors", None)
    facts = {
        "refusal": refusal,
        "back": back or (request.path if isinstance(refusal, NotKnown) and request.GET else ""),
        "sentence": refusal.sentence(),
        "indoors": indoors,
        "around": indoors.template if indoors and refusal.status < 500 else "kit/base.html",  # who belongs here keeps the menu
    }
    return wait_said(render(request, template, facts, status=refusal.status), refusal)


def wait_said(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal, with Retry-After where waiting helps."""
    if refusal.wait:
        response["Retry-After"] = str(refusal.wait)
    return response


def problem(refusal: Refusal) -> HttpResponse:
    """RFC 9457, with `code`, the field it is about, and the facts of the refusal beside the sentence."""
    body: dict[str, Any] = {
        "type": f"{settings.PUBLIC_URL}/api/v1/problems#{refusal.code}",
        "title": refusal.sentence("en"),
        "status": refusal.status,
        "detail": refusal.sentence(),
        "code": refusal.code,
        "request": logs.request_id.get(),
    }
    if refusal.field:
        body["field"] = refusal.field
    body.update({key: value for key, value in refusal.facts.items() if key not in IN_WORDS})
    said = json.dumps(body, default=str, ensure_ascii=False)
    return wait_said(HttpResponse(said, status=refusal.status, content_type="application/problem+json"), refusal)


def json_response(body: object, *, status: int = 200, location: str = "") -> HttpResponse:
    """JSON as it goes over the wire: UTF-8, no needless spaces. `location`: where what was made is found, below `/api/v1/`."""
    response = HttpResponse(COMPACT.encode(body), status=status, content_type="application/json")
    if location:
        response["Location"] = f"{settings.PUBLIC_URL}/api/v1/{location}"
    return response


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render_refusal(request, NotFound())


class Unreadable(Refusal):
    code, status = "unreadable", 422
    id = "Isi permintaan tidak terbaca. Periksa, lalu kirim lagi."
    en = "The request cannot be read. Check it and send it again."


class TooMuch(Refusal):
    code, status = "too_large", 413
    id = "Isi permintaan terlalu besar. Kirim sebagian demi sebagian."
    en = "The request is too large. Send it in parts."


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: what Django itself could not take apart."""
    refusal = TooMuch(field="body") if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)) else Unreadable(field="body")
    if wants_json(request):
        return problem(refusal)
    return HttpResponse(refusal.sentence(), status=400, content_type="text/plain; charset=utf-8")


class NotThisWay(Refusal):
    code, status = "method_not_allowed", 405
    id = "Cara ini tidak dikenal di alamat ini. Lihat /api/v1/docs."
    en = "This method is not known at this address. See /api/v1/docs."


class OnlyByButton(Refusal):
    code, status = "only_by_button", 405
    id = "Halaman ini dibuka lewat tombol. Kembali, lalu tekan tombolnya."
    en = "This page opens by its button. Go back and press the button."


def not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """405, with the methods that are `allowed`; a page leads back to the nearest address above it."""
    if wants_json(request):
        response = problem(NotThisWay())
    else:
        response = render_refusal(request, OnlyByButton(), back=_above(request.path))
    response["Allow"] = allowed
    return response


def _above(path: str) -> str:
    while path := path.rstrip("/").rpartition("/")[0]:
        with contextlib.suppress(Resolver404):
            resolve(path)
            return path
    return ""


class TryAgain(Refusal):
    """The database is away or too busy. Nothing was half done."""

    code, status = "try_again", 503
    id = "Sistem sedang sibuk. Data Anda aman. Coba lagi beberapa detik lagi."
    en = "The system is busy. Your data is safe. Try again in a few seconds."
    wait = 2


class Trouble(Refusal):
    """A bug of ours."""

    code, status = "trouble", 500
    id = "Ada yang salah di pihak kami. Data Anda aman. Sebutkan kode {request} bila melapor."
    en = "Something went wrong on our side. Your data is safe. Quote {request} when you report it."


def trouble(request: HttpRequest) -> HttpResponse:
    """handler500: a database that is away is 503 with Retry-After, everything else a bug with its request id."""
    error = sys.exc_info()[1]
    if error and is_database_away(error):
        return try_again(request)
    return render_refusal(request, Trouble(request=logs.request_id.get()))


def try_again(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After, without asking the database who is logged in."""
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    return render_refusal(request, TryAgain())


def is_database_away(error: BaseException) -> bool:
    """Whether an error comes from a database that is away or too busy, directly or through another library."""
    seen: BaseException | None = error
    while seen:
        if isinstance(seen, (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


class FormExpired(Refusal):
    code, status = "form_expired", 403
    id = "Halaman ini sudah lama terbuka. Muat ulang, lalu coba lagi."
    en = "This page has been open for too long. Reload it and try again."


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render_refusal(request, FormExpired())


@costs(0)
def healthz(request: HttpRequest) -> HttpResponse:
    """200 once the database answers within a second and the first load is done; 503 until then."""
    answer = pulse.ask(within=0.7)
    if answer and answer.there and answer.loaded:
        return HttpResponse("ok\n", content_type="text/plain")
    state = "loading\n" if answer and answer.there else "database away\n"
    return HttpResponse(state, status=503, content_type="text/plain", headers={"Retry-After": "2"})


def own_address(url: str) -> str:
    """The address if it is one of ours, from the root, so that nobody is led away; empty if it is not."""
    ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if ours and url.isprintable() and len(url) <= 500 else ""


@csrf_exempt
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the visitor's language for a year and go back to where they were."""
    language = "en" if request.POST.get("bahasa") == "en" else "id"
    with translation.override(language):
        response = redirect(own_address(request.POST.get("kembali", "")) or "/")
    response.status_code = 303
    response.set_cookie(LANGUAGE, language, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.SECURE)
    return response
