"""What became of backups and drills, kept in a file of the home: a restored database must not forget it.

Of the place that this installation is told to use, that is: what was tried with another one by hand is noted beside it.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sekoci.kit.clock import now
from sekoci.operations.home import Home

KINDS = ("backup", "drill", "log")
ELSEWHERE = "elsewhere"
DRILLS = 20
"""So many drills are remembered."""


@dataclass(frozen=True)
class Tried:
    """A restore drill: which backup, when, how long it took, and why it failed; `moment` of the past that was rebuilt, if any."""

    at: datetime
    ok: bool
    name: str
    seconds: float
    reason: str
    moment: datetime | None


def own_place(home: Home) -> str:
    """Where backups go when nobody names another place: SEKOCI_BACKUP_TO, or the home itself, which is no safe place for long."""
    where = os.environ.get("SEKOCI_BACKUP_TO") or str(home.folder / "backups")
    return where.rstrip("/") if "://" in where else str(Path(where).expanduser().absolute())


def note(home: Home, kind: str, *, ok: bool, **facts: Any) -> None:
    """Remember the last `kind`, and the last good one; `to` is the place, where it is not ours for sure."""
    with home.locked("backup-record"):
        said, to = read(home), facts.setdefault("to", own_place(home))
        entry = {"at": now().isoformat(), "ok": ok, **facts}
        if to == own_place(home):
            said[kind] = entry | {"good_at": entry["at"] if ok else last(home, kind).get("good_at")}
            if kind == "drill" and facts.get("name"):
                said["drills"] = [entry, *said.get("drills", [])][:DRILLS]
            if kind == "backup" and ok and not said.get("drill", {}).get("name"):
                said.pop("drill", None)  # it failed because there was none to try
        else:
            said[f"{kind} {ELSEWHERE}"] = entry
        _write(home, said)


def note_there(home: Home, names: Sequence[str], made: str, size: int) -> None:
    """Remember which backups are where they belong, with the bytes of those that we saw made."""
    with home.locked("backup-record"):
        said = read(home)
        known = said.get("there", {}) | {made: size}
        _write(home, said | {"there": {name: known.get(name, 0) for name in names}})


def read(home: Home) -> dict[str, Any]:
    """By kind: `at`, `ok`, `good_at` and what else was noted; empty where nothing ever was."""
    try:
        said: dict[str, Any] = json.loads((home.folder / "backup.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return said


def last(home: Home, kind: str) -> dict[str, Any]:
    """What was noted of the last `kind` at our own place; empty where nothing ever was."""
    said: dict[str, Any] = read(home).get(kind, {})
    return said if said.get("to", own_place(home)) == own_place(home) else {}


def trouble(home: Home, kind: str) -> str:
    """Why the last `kind` failed, or the next one will; empty where neither is known."""
    for said in (last(home, kind), last(home, "place") if kind == "backup" else {}):
        if said and not said["ok"]:
            return str(said.get("reason") or "?")
    return ""


def drills(home: Home) -> list[Tried]:
    """The last drills, the newest first."""
    return [
        Tried(
            at=datetime.fromisoformat(each["at"]),
            ok=each["ok"],
            name=each.get("name", ""),
            seconds=each.get("seconds", 0.0),
            reason=each.get("reason", ""),
            moment=datetime.fromisoformat(each["moment"]) if each.get("moment") else None,
        )
        for each in read(home).get("drills", [])
    ]


def age(home: Home, kind: str) -> float | None:
    """Seconds since the last good `kind`; None where there was none."""
    good, _ = moments(home, kind)
    return (now() - good).total_seconds() if good else None


def moments(home: Home, kind: str) -> tuple[datetime | None, datetime | None]:
    """When the last good `kind` was, and the last try."""
    said = last(home, kind)
    good, tried = said.get("good_at"), said.get("at")
    return (datetime.fromisoformat(good) if good else None, datetime.fromisoformat(tried) if tried else None)


def _write(home: Home, said: dict[str, Any]) -> None:
    path = home.folder / "backup.json"
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(said, file, indent=1)
    fresh.replace(path)
