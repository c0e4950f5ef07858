"""What staff must hear of even when nobody looks: no fresh backup, a drill that failed, a key that is lost. Told once a day."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from sekoci.accounts.queries import staff_people
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.operations import key
from sekoci.operations.backup import record
from sekoci.operations.home import Home
from sekoci.operations.readiness.saved import OLDEST

ZONE = ZoneInfo("Asia/Jakarta")
HOUR = 3600.0


@dataclass(frozen=True)
class Alarm:
    """One trouble, in both languages."""

    name: str
    id: str
    en: str


def tell_staff() -> int:
    """Send every member of the staff what is wrong now, at most once a day; how many messages."""
    found = list(alarms(Home(Path(settings.HOME))))
    if not found:
        return 0
    day = clock.now().astimezone(ZONE).date()
    drafts = []
    for each in staff_people():
        if each.phone:
            what = " ".join(alarm.en if each.language == "en" else alarm.id for alarm in found)
            facts = {"what": what, "url": f"{settings.PUBLIC_URL}/staf/kesehatan"}
            drafts.append(MessageDraft(f"alarm:{day}:{each.id}", each.phone, "staff_alarm", facts, language=each.language))
    return send_messages(drafts)


def alarms(home: Home) -> Iterator[Alarm]:
    """What is wrong now with backups, where somebody asked for them, and with the key."""
    if os.environ.get("SEKOCI_BACKUP_TO"):
        hours = _age(home, "backup") / HOUR
        if hours * HOUR > OLDEST["backup"]:
            yield Alarm("backup", f"Cadangan terakhir {hours:.0f} jam lalu.", f"The last backup is {hours:.0f} hours old.")
        if record.trouble(home, "drill"):
            yield Alarm("drill", "Uji pemulihan gagal.", "The restore drill failed.")
        elif _age(home, "drill") > OLDEST["drill"]:
            yield Alarm("drill", "Uji pemulihan lebih dari 8 hari lalu.", "The restore drill is more than 8 days old.")
    if key.lost_since():
        yield Alarm(
            "key", "Kunci rahasia berganti: data tersegel tidak terbuka.", "The secret key changed: sealed data stays closed."
        )


def _age(home: Home, kind: str) -> float:
    """Seconds since the last good one; where there was none, since the installation began."""
    age = record.age(home, kind)
    if age is not None:
        return age
    [(began,)] = fetch("select min(applied) from django_migrations")
    return (clock.now() - (began or datetime.now(UTC))).total_seconds()
