"""The drill: the last backup is restored beside everything, verified, and thrown away. A backup nobody restored is a hope."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sekoci.operations.backup import record
from sekoci.operations.backup.making import DUMP, Plan, backups_in
from sekoci.operations.backup.restoring import fetch_backup, rebuilt
from sekoci.operations.home import Home, Trouble


@dataclass(frozen=True)
class Drilled:
    name: str
    rows: int
    seconds: float


def drill(home: Home, owner: str, plan: Plan) -> Drilled:
    """Restore the newest backup into a database of its own, verify it, drop it; noted either way."""
    began, names = time.monotonic(), backups_in(plan.store)
    name = names[-1] if names else ""
    try:
        if not name:
            raise Trouble(f"There is no backup in {plan.store} yet: sekoci backup")
        with home.locked("backup"), tempfile.TemporaryDirectory(prefix="drill-", dir=home.folder) as spool:
            fetched = fetch_backup(plan.store, name, plan.passphrase, Path(spool))
            with rebuilt(home, owner, fetched.open(DUMP), fetched.manifest.tables):
                pass
    except Exception as error:
        record.note(home, "drill", ok=False, name=name, reason=str(error)[:300])
        raise
    done = Drilled(name, sum(fetched.manifest.tables.values()), round(time.monotonic() - began, 1))
    record.note(home, "drill", ok=True, name=name, seconds=done.seconds)
    return done
