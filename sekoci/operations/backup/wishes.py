"""What staff ask for on a page and only the owner of the database may do: written down here, done by `sekoci up`.

The web server does not hold the owner's address, and cannot put the database away that it serves from. It leaves a wish in
the home; `up` takes it, one at a time.
"""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from sekoci.kit.clock import now
from sekoci.operations.backup.restoring import database_of, maintenance
from sekoci.operations.home import Home, Trouble

KINDS = ("backup", "drill", "restore", "undo")
BUILDING, SWAPPING = "building", "swapping"
ALONE_WITHIN = 90.0
GRANTED = "SEKOCI_GRANTS"
"""In the environment of the web server: whether `up` holds the owner's address, without which nobody can grant anything."""


@dataclass(frozen=True)
class Wish:
    """One of KINDS; `name` is the backup to restore. `stage` is empty until it is begun."""

    kind: str
    by: int
    name: str = ""
    reason: str = ""
    at: str = ""
    stage: str = ""


def wish_for(home: Home, kind: str, *, by: int, name: str = "", reason: str = "") -> bool:
    """Write it down; False while another one waits or is being done."""
    fresh = _write(home, Wish(kind, by, name, reason, now().isoformat()), f"new-{os.getpid()}-{by}")
    try:
        os.link(fresh, fresh.with_name("now"))
    except FileExistsError:
        return False
    finally:
        fresh.unlink()
    return True


def asked(home: Home) -> Wish | None:
    """The wish that waits or is being done."""
    try:
        return Wish(**json.loads((home.folder / "wishes" / "now").read_text()))
    except FileNotFoundError:
        return None


def reach(home: Home, stage: str) -> None:
    """Say how far the wish is."""
    if wish := asked(home):
        _write(home, Wish(**asdict(wish) | {"stage": stage}), "stage").replace(home.folder / "wishes" / "now")


def fulfilled(home: Home) -> None:
    """It is over, well or badly; how is in the record."""
    (home.folder / "wishes" / "now").unlink(missing_ok=True)


def wait_until_alone(home: Home, owner: str) -> None:
    """Tell `up` that all is ready, and wait until it has sent everybody away who uses the database."""
    reach(home, SWAPPING)
    give_up = time.monotonic() + ALONE_WITHIN
    with maintenance(owner) as server:
        who = "select count(*) from pg_stat_activity where datname = %s and backend_type = 'client backend'"
        while server.execute(who, (database_of(owner),)).fetchone() != (0,):
            if time.monotonic() > give_up:
                raise Trouble("Somebody else still uses the database: stop Sekoci on every machine, then restore again.")
            time.sleep(0.1)


def _write(home: Home, wish: Wish, name: str) -> Path:
    folder = home.folder / "wishes"
    folder.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(wish), file)
    return folder / name
