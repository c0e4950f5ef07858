"""The keeper: a process of `sekoci up` that makes a backup every night and tries one out every week.

It alone holds the owner's address besides `up` itself: the worker, whose jobs read what strangers send, does not.
"""

import logging
import os
import tempfile
import threading
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sekoci.kit.clock import now
from sekoci.operations.backup import record
from sekoci.operations.backup.drill import drill
from sekoci.operations.backup.keeping import is_drill_due, is_due
from sekoci.operations.backup.log import Follower, drop_old_log
from sekoci.operations.backup.making import Plan, backups_in, make_backup
from sekoci.operations.backup.plan import plan_for
from sekoci.operations.backup.restoring import sweep
from sekoci.operations.backup.store import Folder
from sekoci.operations.home import Home, Trouble

logger = logging.getLogger(__name__)

ZONE = ZoneInfo("Asia/Jakarta")
LOOK = 20.0
AGAIN = timedelta(minutes=30)


def keep(home: Home, owner: str) -> None:
    """Until SIGTERM. What fails is tried again half an hour later."""
    plan, at = plan_for(home), night()
    with home.locked("backup"):
        sweep(home, owner)
    logger.info("keeper ready", extra={"to": str(plan.store), "daily_at": f"{at:%H:%M} WIB"})
    waiting = threading.Event()
    if plan.with_base:
        threading.Thread(target=Follower(home, owner, plan).run, args=(waiting,), name="log", daemon=True).start()
    try:
        _keep(home, owner, plan, at, waiting)
    finally:
        waiting.set()


def _keep(home: Home, owner: str, plan: Plan, at: time, waiting: threading.Event) -> None:
    while True:
        look(home, plan)
        good_at, tried_at = record.moments(home, "backup")
        if is_due(now().astimezone(ZONE), daily_at=at, good_at=good_at, tried_at=tried_at, pause=AGAIN):
            _attempt("backup", lambda: _save(home, owner, plan))
        good_at, tried_at = record.moments(home, "drill")
        if record.moments(home, "backup")[0] and is_drill_due(now(), good_at=good_at, tried_at=tried_at):
            _attempt("drill", lambda: drill(home, owner, plan))
        waiting.wait(LOOK)


def look(home: Home, plan: Plan) -> None:
    """Whether the service may write there; a command in a shell may, where systemd closes the folder to us."""
    why = plan.store.why_closed() if isinstance(plan.store, Folder) else ""
    if why != record.last(home, "place").get("reason", ""):
        record.note(home, "place", ok=not why, reason=why)


def _save(home: Home, owner: str, plan: Plan) -> None:
    made = make_backup(home, owner, plan)
    record.note_there(home, backups_in(plan.store), made.name, made.size)
    if plan.with_base:
        with tempfile.TemporaryDirectory(prefix="log-", dir=home.folder) as spool:
            drop_old_log(plan, Path(spool))


def night() -> time:
    """When the daily backup is made, in Jakarta's time: SEKOCI_BACKUP_AT, or half past two."""
    said = os.environ.get("SEKOCI_BACKUP_AT") or "02:30"
    try:
        return time.fromisoformat(said)
    except ValueError:
        raise Trouble(f"SEKOCI_BACKUP_AT={said} is no time of day; write it as 02:30.") from None


def _attempt(what: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Trouble as trouble:
        logger.error("the %s failed: %s", what, trouble)
    except Exception:
        logger.exception("the %s failed", what)
    else:
        logger.info("the %s is done", what)
