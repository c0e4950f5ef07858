"""The drill: the last backup is restored beside everything, verified, and thrown away. A backup nobody restored is a hope.

Where the server's log is saved too, a moment of chance since the backup before is rebuilt and verified in the same way.
"""

import random
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sekoci.operations.backup import record
from sekoci.operations.backup.making import DUMP, Plan, backups_in
from sekoci.operations.backup.manifest import FILE, read_manifest
from sekoci.operations.backup.past import ENDS_BEFORE, base_for, past_of
from sekoci.operations.backup.restoring import Fetched, fetch_backup, rebuilt
from sekoci.operations.home import Home, Trouble

SURELY = timedelta(minutes=1)
"""The log that was saved so long ago reaches that far."""


@dataclass(frozen=True)
class Drilled:
    """`moment` is the one of the past that was rebuilt; empty where no log is saved."""

    name: str
    rows: int
    seconds: float
    moment: str = ""


def drill(home: Home, owner: str, plan: Plan) -> Drilled:
    """Restore the newest backup into a database of its own, verify it, drop it; noted either way."""
    began, names = time.monotonic(), backups_in(plan.store)
    name, moment = names[-1] if names else "", ""
    try:
        if not name:
            raise Trouble(f"There is no backup in {plan.store} yet: sekoci backup")
        with home.locked("backup"), tempfile.TemporaryDirectory(prefix="drill-", dir=home.folder) as spool:
            fetched = fetch_backup(plan.store, name, plan.passphrase, Path(spool))
            with rebuilt(home, owner, fetched.open(DUMP), fetched.manifest.tables):
                pass
            ended, reach = datetime.fromisoformat(fetched.manifest.finished_at), record.moments(home, "log")[0]
            if fetched.manifest.wal_from and reach and reach > ended:  # else what the newest base needs is not there yet
                moment = _rebuild_a_moment(home, owner, plan, fetched, Path(spool), reach)
    except Exception as error:
        seconds = round(time.monotonic() - began, 1)
        record.note(home, "drill", ok=False, name=name, to=str(plan.store), reason=str(error)[:300], seconds=seconds)
        raise
    done = Drilled(name, sum(fetched.manifest.tables.values()), round(time.monotonic() - began, 1), moment)
    record.note(home, "drill", ok=True, name=name, to=str(plan.store), seconds=done.seconds, rows=done.rows, moment=moment)
    return done


def _rebuild_a_moment(home: Home, owner: str, plan: Plan, fetched: Fetched, spool: Path, reach: datetime) -> str:
    """Rebuild and verify a moment since the backup before; where the log is short, or nobody wrote since, the last one."""
    first = first_moment(plan, spool)
    span = (reach - SURELY - first).total_seconds()
    at = first + timedelta(seconds=random.uniform(0, span)) if span > 0 else None  # noqa: S311  not secret
    name = base_for(plan.store, at, plan.passphrase, spool)
    if name != fetched.manifest.name:
        fetched = fetch_backup(plan.store, name, plan.passphrase, spool)
    try:
        past = past_of(fetched, plan.store, owner, at, spool)
    except Trouble as trouble:
        if at is None or ENDS_BEFORE not in str(trouble):
            raise
        at, past = None, past_of(fetched, plan.store, owner, None, spool)
    with rebuilt(home, owner, past.open(), past.tables):
        return (at or reach).isoformat(timespec="seconds")


def first_moment(plan: Plan, spool: Path) -> datetime:
    """The end of the backup before, so that there is a day to choose from: the drill follows right after the newest one."""
    names = backups_in(plan.store)[-2:]
    both = [read_manifest(plan.store.fetch(f"{name}/{FILE}", spool).read_bytes(), plan.passphrase, name=name) for name in names]
    return min(datetime.fromisoformat(each.finished_at) for each in both if each.wal_from)
