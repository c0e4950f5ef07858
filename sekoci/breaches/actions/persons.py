"""Whom a breach concerns: found, listed once, told once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sekoci.accounts.queries import languages_of
from sekoci.breaches.actions.keeping import BreachClosed
from sekoci.breaches.actions.writing import locked, refuse_gaps, write_step
from sekoci.breaches.letters import told_facts
from sekoci.breaches.queries import reached
from sekoci.customers.queries import phones_of
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Rows, fetch
from sekoci.kit.staff import note_act
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries import members_of

AT_A_TIME = 500
_CONCERNED = Rows(
    "breaches_concerned",
    {"id": "uuid", "breach_id": "uuid", "phone": "text", "how": "text", "added_at": "timestamptz"},
)


class NobodyListed(Refusal):
    code, status = "nobody_listed", 409
    id = "Belum ada orang yang harus dikabari. Cari dulu lewat toko atau daftar nomor."
    en = "There is nobody to tell yet. Find them first, by shop or by a list of phones."


def persons_of_business(business_id: int, *, buyers: bool, members: bool) -> list[str]:
    """The phones of those who ordered at a business, who work there, or both."""
    found = set(phones_of(business_id)) if buyers else set()
    if members:
        found |= {each.phone for each in members_of(business_id) if each.phone}
    return sorted(found)


@transaction.atomic
def add_persons(breach_id: UUID, phones: Collection[str], *, how: str, by: int) -> int:
    """Write down whom a breach concerns, each once, however often they are found; how many are new."""
    if locked(breach_id).state == "closed":
        raise BreachClosed()
    moment = now()
    rows = [(new_id(), breach_id, phone, how[:40], moment) for phone in sorted(set(phones))]
    new = len(_CONCERNED.insert(rows, then="on conflict do nothing returning 1"))
    if new:
        write_step(breach_id, "listed", by=by, text=f"{new} · {how[:40]}")
    return new


@transaction.atomic
def tell_persons(breach_id: UUID, *, by: int) -> int:
    """Let a job tell everybody who is not told yet; how many that are. Again finds nobody and asks for nothing."""
    from sekoci.breaches.jobs import later_tell

    breach = locked(breach_id)
    if breach.state == "closed":
        raise BreachClosed()
    refuse_gaps(breach)
    found = reached(breach_id)
    if not found.listed:
        raise NobodyListed()
    if not found.untold:
        return 0
    later_tell(breach_id)
    write_step(breach_id, "told", by=by, text=str(found.untold))
    note_act(by, "breach.tell", about=f"{breach_id} {breach.title}: {found.untold}")
    return found.untold


def tell_some(breach_id: UUID) -> int:
    """Write the messages to the next five hundred; how many. Any number of times, several at once: each person gets one."""
    with across_businesses():
        breach = locked(breach_id)
        rows = fetch(
            "select id, phone from breaches_concerned where breach_id = %s and asked_at is null and phone <> ''"
            " order by id limit %s for update skip locked",
            (breach_id, AT_A_TIME),
        )
        spoken = languages_of([phone for _, phone in rows])
        letters = {language: told_facts(breach, language) for language in ("id", "en")}
        send_messages(
            [
                MessageDraft(
                    f"breach:{breach_id}:{key}",
                    phone,
                    "breach_told",
                    letters[spoken.get(phone, "id")],
                    language=spoken.get(phone, "id"),
                )
                for key, phone in rows
            ]
        )
        fetch("update breaches_concerned set asked_at = %s where id = any(%s)", (now(), [key for key, _ in rows]))
    return len(rows)


def forget_persons(*, before: datetime, most: int) -> int:
    """Wipe the phones of breaches that were closed before; that so many were told stays. How many, `most` at a time."""
    chosen = (
        "select c.id from breaches_concerned c join breaches_breach b on b.id = c.breach_id"
        " where b.closed_at < %s and c.phone <> '' limit %s for update of c skip locked"
    )
    return len(fetch(f"update breaches_concerned set phone = '' where id in ({chosen}) returning 1", (before, most)))  # noqa: S608  ours
