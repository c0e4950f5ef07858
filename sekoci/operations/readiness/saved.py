"""What is looked at of the backups: that there are some, elsewhere, sealed, and that one was tried out."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sekoci.operations.backup import record
from sekoci.operations.backup.store import Folder
from sekoci.operations.home import Home
from sekoci.operations.readiness import Point, point

HOUR = 3600.0
AGAIN = "Then write its unit again (`sekoci unit`), `systemctl daemon-reload`, and restart."
OLDEST = {"backup": 26 * HOUR, "drill": 8 * 24 * HOUR, "log": 60.0}


def saved_points(home: Home) -> Callable[[], Iterator[Point]]:
    def look() -> Iterator[Point]:
        yield point("backup", _place() + _age(home, "backup"), fine=f"to {os.environ.get('SEKOCI_BACKUP_TO')}, every night")
        if os.environ.get("SEKOCI_BACKUP_TO"):
            yield point("restore drill", _age(home, "drill"), fine="the last one went well")
            if os.environ.get("SEKOCI_BACKUP_WAL"):
                yield point("log of the database", _age(home, "log"), fine="saved within the last minute")

    return look


def _place() -> list[str]:
    where = os.environ.get("SEKOCI_BACKUP_TO")
    if not where:
        return ["Set SEKOCI_BACKUP_TO to a folder on another disk or s3://bucket/prefix, and restart."]
    if not os.environ.get("SEKOCI_BACKUP_KEY"):
        return ["Backups are not sealed and hold no secrets: set SEKOCI_BACKUP_KEY to a file with a passphrase."]
    if not Path(os.environ["SEKOCI_BACKUP_KEY"]).is_file():
        return ["The file in SEKOCI_BACKUP_KEY is not there."]
    return [why] if "://" not in where and (why := Folder(Path(where).expanduser().absolute()).why_closed()) else []


def _age(home: Home, kind: str) -> list[str]:
    """The last good one is not too old, and nothing failed since."""
    age, closed = record.age(home, kind), record.last(home, "place") if kind == "backup" else {}
    if closed and not closed["ok"]:
        return [f"The service itself could not write: {closed['reason']} Does it belong to `sekoci`? {AGAIN}"]
    if why := record.trouble(home, kind):
        return [f"The last {kind} failed: {why}"]
    if age is None:
        return [f"There was none yet: `sekoci {kind}`." if kind != "log" else "There was none yet: restart `sekoci up`."]
    return [f"The last good one is {age / HOUR:.1f} hours old: look at the log of `sekoci up`."] if age > OLDEST[kind] else []
