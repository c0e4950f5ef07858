"""What the environment and the command line say of backups."""

import os

from sekoci.operations.backup.making import Plan
from sekoci.operations.backup.record import own_place
from sekoci.operations.backup.sealing import passphrase_from
from sekoci.operations.backup.store import store_at
from sekoci.operations.home import Home

KEEP = 14


def plan_for(home: Home, *, to: str | None = None, keep: int = KEEP) -> Plan:
    """At our own place, or `to`."""
    return Plan(
        store=store_at(to or own_place(home)),
        passphrase=passphrase_from(os.environ.get("SEKOCI_BACKUP_KEY")),
        keep=keep,
        with_base=bool(os.environ.get("SEKOCI_BACKUP_WAL")),
    )
