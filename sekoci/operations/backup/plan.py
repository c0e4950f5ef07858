"""What the environment and the command line say of backups."""

import os
from pathlib import Path

from sekoci.operations.backup.making import Plan
from sekoci.operations.backup.sealing import passphrase_from
from sekoci.operations.backup.store import store_at
from sekoci.operations.home import Home

KEEP = 14


def plan_for(home: Home, *, to: str | None = None, keep: int = KEEP) -> Plan:
    """Where SEKOCI_BACKUP_TO says, or in the home itself, which is no safe place for long."""
    where = to or os.environ.get("SEKOCI_BACKUP_TO") or str(Path(home.folder) / "backups")
    return Plan(
        store=store_at(where),
        passphrase=passphrase_from(os.environ.get("SEKOCI_BACKUP_KEY")),
        keep=keep,
        with_base=bool(os.environ.get("SEKOCI_BACKUP_WAL")),
    )
