"""Who acts now, for the log of changes: the person or key of the request, the operator's command, or nobody (jobs).

It is told to PostgreSQL with the scope, in the same statement, and by `sign` in verbs that need no scope. Whoever only looks, and
buyers who are not logged in, add nothing to any statement.
"""

import json
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest

from sekoci.kit import logs
from sekoci.kit.sql import fetch

_acting: ContextVar[Callable[[], str] | None] = ContextVar("acting", default=None)


def acts(request: HttpRequest) -> None:
    """From here on it is this request's person who acts, if it changes anything and they are logged in."""
    _acting.set(None if request.method in ("GET", "HEAD", "OPTIONS") else lambda: _person(request))


def is_machine(request: HttpRequest, name: str) -> None:
    """It is a program with this key."""
    if request.method != "GET":
        _acting.set(lambda: _written(name, request.path))


def is_command(verb: str) -> None:
    """It is the operator, by a command."""
    _acting.set(lambda: _written("command", f"sekoci {verb}"))


def nobody() -> None:
    """From here on nobody who is known acts."""
    _acting.set(None)


def said() -> str:
    """Who acts, as the log's trigger reads it; empty: nobody who is known."""
    acting = _acting.get()
    return acting() if acting else ""


def sign() -> None:
    """Tell the surrounding transaction who acts: for verbs that enter no scope."""
    if who := said():
        fetch("select set_config('app.whom', %s, true)", (who,))


def _person(request: HttpRequest) -> str:
    """Of whoever was asked for already: asking now would read the session in the middle of something else."""
    user = getattr(request, "_cached_user", None)
    return _written(f"person:{user.pk}", _page(request)) if user is not None and user.pk else ""


def _page(request: HttpRequest) -> str:
    """Where they were: the address on their own pages, elsewhere only its pattern, since an address may carry a secret."""
    route = request.resolver_match.route if request.resolver_match else ""
    return request.path if request.path.startswith(("/kelola/", "/akun")) else route


def _written(by: str, page: str) -> str:
    return json.dumps({"by": by, "page": page[:200], "request": logs.request_id.get()})
