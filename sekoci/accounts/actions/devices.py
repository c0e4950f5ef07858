"""The devices on which somebody is logged in: noted at login, ended one by one or all at once."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from sekoci.accounts.rules import Browser, hash_of
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import forget_push_devices


@dataclass(frozen=True)
class NotedDevice:
    """`is_new` when this person was never logged in with this browser before."""

    id: UUID
    is_new: bool


def note_device(person_id: int, *, mark: str, session_key: str, browser: Browser) -> NotedDevice:
    """Write down that this session is of the browser that carries `mark`; both are kept as hashes."""
    [(device_id, is_new)] = fetch(
        """
        insert into accounts_device (id, person_id, mark, session_hash, browser, system, since, last_seen_at)
        values (%(id)s, %(person)s, %(mark)s, %(session)s, %(browser)s, %(system)s, %(now)s, %(now)s)
        on conflict (person_id, mark) do update set session_hash = excluded.session_hash, browser = excluded.browser,
            system = excluded.system, since = excluded.since, last_seen_at = excluded.last_seen_at
        returning id, xmax = 0
        """,
        {
            "id": new_id(),
            "person": person_id,
            "mark": hash_of(mark),
            "session": hash_of(session_key),
            "browser": browser.name,
            "system": browser.system,
            "now": now(),
        },
    )
    return NotedDevice(device_id, is_new)


def note_seen(device_id: UUID) -> None:
    """The device is in use; called every ten minutes at most."""
    fetch("update accounts_device set last_seen_at = %s where id = %s", (now(), device_id))


@transaction.atomic
def sign_out(person_id: int, device_id: UUID) -> None:
    """End the session on one device of this person; again changes nothing. NotFound for a device of somebody else."""
    rows = fetch(
        "select session_hash from accounts_device where id = %s and person_id = %s for no key update", (device_id, person_id)
    )
    if not rows:
        raise NotFound()
    _end([rows[0][0]])


@transaction.atomic
def sign_out_here(session_key: str) -> None:
    """End one session by its key: somebody logs out where they are."""
    _end([hash_of(session_key)])


@transaction.atomic
def sign_out_everywhere(person_id: int) -> None:
    """End every session of a person, noted or not: Django binds them to the password, which nobody has and is drawn anew."""
    fetch("update accounts_person set password = %s where id = %s", (make_password(None), person_id))
    rows = fetch("select session_hash from accounts_device where person_id = %s and session_hash is not null", (person_id,))
    _end([session for (session,) in rows])


def _end(sessions: list[str | None]) -> None:
    fetch("delete from django_session where encode(sha256(session_key::bytea), 'hex') = any(%s)", (sessions,))
    ended = fetch("update accounts_device set session_hash = null where session_hash = any(%s) returning id", (sessions,))
    forget_push_devices([str(device) for (device,) in ended])
