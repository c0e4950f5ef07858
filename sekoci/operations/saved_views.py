"""Pages of staff about backups: which there are, make one now, try one out, restore one, and take that back."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts.pages import for_staff, just_confirmed
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.operations.backup import record, wishes
from sekoci.operations.backup.manifest import moment_of
from sekoci.operations.backup.reasons import reason_said
from sekoci.operations.home import Home


class BusyNow(Refusal):
    code, status = "backup_busy", 409
    id = "Masih ada yang dikerjakan. Tunggu sampai selesai."
    en = "Something is being done. Wait until it is over."


class NotHere(Refusal):
    code, status = "backup_not_here", 409
    id = "Basis data ini dijaga di tempat lain. Minta penjaganya."
    en = "This database is kept elsewhere. Ask those who keep it."


@dataclass(frozen=True)
class Saved:
    name: str
    at: datetime
    megabytes: float
    """0 where nobody saw it being made."""


@never_cache
@require_GET
@for_staff
def backups(request: HttpRequest) -> HttpResponse:
    """The backups, how the last tries went, and what is being done."""
    home = Home(Path(settings.HOME))
    said = record.read(home)
    saved = _saved(said)
    last = max((said.get(each, {}) for each in ("backup", f"backup {record.ELSEWHERE}")), key=lambda one: str(one.get("at", "")))
    is_elsewhere = bool(last.get("ok")) and last["to"] != record.own_place(home)
    results = [(kind, one) for kind in wishes.KINDS if (one := record.last(home, kind))]
    facts = {
        "saved": saved,
        "results": [(kind, one, datetime.fromisoformat(one["at"]), reason_said(one.get("reason", ""))) for kind, one in results],
        "to": last["to"] if is_elsewhere else record.own_place(home),
        "is_elsewhere": is_elsewhere,
        "nightly": bool(os.environ.get("SEKOCI_BACKUP_TO")),
        "wish": wishes.asked(home),
        "granted": os.environ.get(wishes.GRANTED),
        "aside": _aside(),
    }
    return render(request, "operations/backups.html", facts)


@require_POST
@for_staff
def begin(request: HttpRequest) -> HttpResponse:
    """Make a backup now, or try the last one out: beside everything, nobody notices."""
    kind = request.POST.get("kind", "")
    if kind not in ("backup", "drill"):
        raise NotFound()
    try:
        _ask(request, kind)
    except Refusal as no:
        messages.error(request, no.sentence())
    return redirect("operations:backups")


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
@just_confirmed
def restore(request: HttpRequest, name: str) -> HttpResponse:
    """Put a backup in place of what is there, with a reason."""
    found = next((each for each in _saved(record.read(Home(Path(settings.HOME)))) if each.name == name), None)
    if found is None:
        raise NotFound()
    return _with_reason(request, "restore", {"saved": found})


@never_cache
@require_http_methods(["GET", "POST"])
@for_staff
@just_confirmed
def undo(request: HttpRequest) -> HttpResponse:
    """Bring back what the last restore put aside, with a reason."""
    if not (aside := _aside()):
        raise NotFound()
    return _with_reason(request, "undo", {"aside": aside})


def _with_reason(request: HttpRequest, kind: str, facts: dict[str, Any]) -> HttpResponse:
    facts |= {"reason": request.POST.get("reason", "")}
    if request.method == "POST":
        try:
            reason = reason_in(facts["reason"])
            _ask(request, kind, name=facts["saved"].name if kind == "restore" else "", reason=reason)
            return redirect("operations:backups")
        except Refusal as no:
            facts |= {"wrong": no.sentence(), "field": no.field or ""}
    return render(request, "operations/restore.html", facts, status=422 if "wrong" in facts else 200)


@transaction.atomic
def _ask(request: HttpRequest, kind: str, *, name: str = "", reason: str = "") -> None:
    if not os.environ.get(wishes.GRANTED):
        raise NotHere()
    by = int(request.user.pk or 0)
    note_act(by, f"{kind}.ask", about=name or "latest", reason=reason)
    if not wishes.wish_for(Home(Path(settings.HOME)), kind, by=by, name=name, reason=reason):
        raise BusyNow()


def _saved(said: dict[str, Any]) -> list[Saved]:
    return [Saved(name, moment_of(name), size / 1e6) for name, size in sorted(said.get("there", {}).items(), reverse=True)]


def _aside() -> datetime | None:
    """Since when the database that a restore put aside last has been there."""
    rows = fetch(
        "select max(substring(datname from '_before_(.*)$')) from pg_database"
        " where starts_with(datname, current_database() || '_before_')"
    )
    return datetime.strptime(rows[0][0] + "Z", "%Y%m%dT%H%M%S%z") if rows[0][0] else None
