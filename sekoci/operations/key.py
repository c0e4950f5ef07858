"""Whether the installation's key still opens what was sealed with it: a probe for each key that was ever used here.

A key that is lost or another one shows only where something sealed is read, in the middle of a job. So it is tried by itself: at
every start, by `sekoci check --deploy`, on the health page and in the message that staff get.
"""

from datetime import datetime

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sealing import CannotUnseal, is_stale, seal, unseal
from sekoci.kit.sql import fetch
from sekoci.kit.staff import COMMAND, note_act

ABOUT = "operations.key"


def lost_since() -> datetime | None:
    """When the oldest key was first used that we have no longer; None while we have them all."""
    probes = fetch("select sealed, made_at from operations_keyprobe order by made_at")
    return next((made_at for sealed, made_at in probes if not _opens(sealed)), None)


@transaction.atomic
def prove_key() -> datetime | None:
    """Seal a probe with the present key, unless there is one or a former key is missing; `lost_since`. Again changes nothing."""
    lost = lost_since()
    if lost is None and all(is_stale(sealed, about=ABOUT) for (sealed,) in fetch("select sealed from operations_keyprobe")):
        fetch(
            "insert into operations_keyprobe (id, sealed, made_at) values (%s, %s, %s)",
            (new_id(), seal("sekoci", about=ABOUT), now()),
        )
    return lost


@transaction.atomic
def give_up_lost_keys() -> int:
    """What was sealed with keys that are lost stays unreadable, and nobody is reminded any more; how many keys."""
    lost = [number for number, sealed in fetch("select id, sealed from operations_keyprobe") if not _opens(sealed)]
    if lost:
        fetch("delete from operations_keyprobe where id = any(%s)", (lost,))
        note_act(COMMAND, "key.give_up", about=f"keys: {len(lost)}")
        prove_key()
    return len(lost)


def troubles() -> list[str]:
    """What to do where a key is missing, for who sits at the terminal."""
    lost = lost_since()
    if lost is None:
        return []
    return [
        f"What was sealed since {lost:%Y-%m-%d} does not open with this key: webhooks stop, NIK and NPWP stay closed. Put the key"
        " of before into SEKOCI_OLD_SECRET_KEYS (secret-key of a backup) and restart; is it gone for good: sekoci key --give-up"
    ]


def _opens(sealed: str) -> bool:
    try:
        return unseal(sealed, about=ABOUT) == "sekoci"
    except CannotUnseal:
        return False
