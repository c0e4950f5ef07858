"""What is looked at from the outside: the pages as a visitor would get them, asked of the application itself."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.checks import WARNING, run_checks

from sekoci.operations import production
from sekoci.operations.readiness import Point, point
from sekoci.operations.variables import strangers

FOR_DEVELOPERS = ("/dev/outbox", "/komponen")
HEADERS = {
    "strict-transport-security": "max-age=",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "microphone=()",
    "content-security-policy": "default-src 'self'",
}


def settings_points() -> Iterator[Point]:
    environment = os.environ
    yield point(
        "production", [] if environment.get("SEKOCI_PRODUCTION") else ["Set SEKOCI_PRODUCTION=1."], fine="SEKOCI_PRODUCTION=1"
    )
    unknown = strangers(environment)
    yield Point("variables", ok=True, say="; ".join(unknown) or "all known", look=bool(unknown))
    yield point("address", production.address(environment), fine=settings.PUBLIC_URL)
    yield point("secret key", production.key(environment), fine=f"{len(settings.SECRET_KEY)} letters, ours alone")
    yield point("https", [*production.tls(environment), *production.way_in(environment)], fine="ends where it should")
    yield point("pretend payments", production.pretending(environment), fine="off")
    yield point("messages", production.messages(environment), fine=" then ".join(settings.MESSAGING_CHAIN))
    nameless = [each for name, each in _NAMELESS.items() if not environment.get(name, "").strip()]
    yield point("operator", nameless, fine=f"{settings.OPERATOR}; {settings.OPERATOR_CONTACT}")


_NAMELESS = {
    "SEKOCI_OPERATOR": "Nobody answers for people's data: set SEKOCI_OPERATOR to the name and address of who runs this.",
    "SEKOCI_OPERATOR_CONTACT": "Set SEKOCI_OPERATOR_CONTACT to the phone or e-mail where people ask about their data.",
}


def page_points() -> Iterator[Point]:
    there = [path for path in FOR_DEVELOPERS if ask(path)[0] != 404]
    yield point("pages for developers", [f"{path} answers: set SEKOCI_PRODUCTION=1." for path in there], fine="off")
    headers = ask("/masuk")[1]
    wrong = [f"{name} is missing" for name, part in HEADERS.items() if part not in headers.get(name, "")]
    if "unsafe-" in headers.get("content-security-policy", ""):
        wrong.append("content-security-policy allows unsafe-inline or unsafe-eval")
    yield point("headers", wrong, fine="HSTS, CSP without unsafe words, nosniff, no frames")
    yield point("cookies", _cookies(headers), fine="secure, of this host alone, Lax")
    said = [each for each in run_checks(include_deployment_checks=True) if each.level >= WARNING and not each.is_silenced()]
    yield point("Django's own check", [f"{each.id}: {each.msg}" for each in said], fine="nothing found")


def _cookies(headers: dict[str, str]) -> list[str]:
    set_cookie = headers.get("set-cookie", "").lower()
    if not settings.SESSION_COOKIE_NAME.startswith("__Host-") or not settings.SESSION_COOKIE_HTTPONLY:
        return ["The session's cookie is not tied to this host: set SEKOCI_URL to an https address."]
    return [f"a cookie lacks {flag}" for flag in ("secure", "samesite=lax", "path=/") if set_cookie and flag not in set_cookie]


def ask(path: str) -> tuple[int, dict[str, str]]:
    """GET a page of ours over HTTPS, as the proxy hands it on; status and headers."""
    from config.wsgi import application

    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    environment: dict[str, Any] = {
        "PATH_INFO": path,
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "https",
    }
    setup_testing_defaults(environment)
    seen: list[Any] = []
    answer: Callable[..., Any] = application
    answer(environment, lambda status, headers, *rest: seen.extend((int(status[:3]), headers))).close()
    return seen[0], {name.lower(): value for name, value in seen[1]}
