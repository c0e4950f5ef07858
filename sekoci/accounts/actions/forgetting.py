"""What is kept of passers-by is dropped after a day: phones that asked for a code, addresses that were counted, old sessions."""

from datetime import datetime, timedelta

from sekoci.kit.clock import now
from sekoci.kit.sql import fetch

AFTER = timedelta(days=1)
DEVICES_AFTER = timedelta(days=400)
AT_A_TIME = 5000


def forget_passers_by() -> int:
    """Drop codes, counts, sessions and devices of no use any more; how many rows went. Rows in use are left for the next time."""
    devices = ("accounts_device", "id", "last_seen_at", now() - DEVICES_AFTER)
    old = (
        devices,
        ("accounts_logincode", "id", "good_until", now() - AFTER),
        ("accounts_quota", "key", "last_at", now() - AFTER),
    )
    gone = 0
    for table, key, column, before in (*old, ("django_session", "session_key", "expire_date", now())):
        chosen = f"select {key} from {table} where {column} < %s order by {column} limit %s for update skip locked"  # noqa: S608  names are ours
        gone += len(fetch(f"delete from {table} where {key} in ({chosen}) returning 1", (before, AT_A_TIME)))  # noqa: S608  names are ours
    nobodys = "delete from accounts_phonechange where person_id is null and good_until < %s returning 1"
    return gone + len(fetch(nobodys, (now(),)))


def forget_viewings(*, before: datetime, most: int) -> int:
    """Drop from the log of who looked what is older; how many, `most` at a time."""
    chosen = "select id from accounts_viewing where at < %s order by at limit %s"
    return len(fetch(f"delete from accounts_viewing where id in ({chosen}) returning 1", (before, most)))  # noqa: S608  ours
