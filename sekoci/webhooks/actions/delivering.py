"""Bring messages to a target: take one, call outside any transaction, note what came of it.

One job at a time works for a target. After PATIENCE failures in a row the target's other messages wait with it, and one is tried
again and again; when that one arrives, all others follow at once. Delivery is at least once: receivers tell messages apart by id.
"""

import logging
import random
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from sekoci.kit import outside
from sekoci.kit.clock import now
from sekoci.kit.errors import ProviderDown
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later_many
from sekoci.kit.scope import across_businesses
from sekoci.kit.sealing import CannotUnseal, unseal
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries import contacts_of, officers_of
from sekoci.registry.queries.officers import organisation_by_id
from sekoci.webhooks import rules
from sekoci.webhooks.whose import OfOrganisation, Whose, ids_of, scope_of, whose

logger = logging.getLogger(__name__)
MOST_IN_A_ROW, LONGEST_ROUND = 100, 20.0
LOST = timedelta(minutes=3)
"""A job that was asked for and did nothing for so long died with its worker."""


@dataclass(frozen=True)
class _Call:
    """A message that we are about to send: nobody else takes it for a while."""

    whose: Whose
    target_id: UUID
    url: str
    secrets: tuple[str, ...]
    message_id: UUID
    payload: bytes
    since: datetime
    tries: int


@dataclass(frozen=True)
class _Heard:
    """What came of a call; no status: no answer."""

    status: int | None
    said: str
    ms: int


def ask_for_due(*, most: int = 500) -> int:
    """Ask for a job for every target where something is due and nobody is at work; how many."""
    moment = now()
    with across_businesses():
        rows = fetch(
            "update webhooks_target set asked_at = %s where id in (select id from webhooks_target where state = 'on'"
            " and due_at <= %s and (asked_at is null or asked_at < %s) order by due_at limit %s for no key update skip locked)"
            " returning business_id, organisation_id, id::text, is_slow",
            (moment, moment, moment - LOST, most),
        )
        if rows:
            from sekoci.webhooks import jobs

            for job, slow in ((jobs.deliver, False), (jobs.deliver_slow, True)):
                wanted = [
                    {"business_id": row[0], "organisation_id": row[1], "target_id": row[2]} for row in rows if row[3] is slow
                ]
                later_many(job, wanted)
    return len(rows)


def deliver_to(one: Whose, target_id: str | UUID) -> int:
    """Send what is due to one target until nothing is left, it fails too often, or its turn is over; how many arrived."""
    began, arrived = time.monotonic(), 0
    for _ in range(MOST_IN_A_ROW):
        try:
            call = _begin(one, UUID(str(target_id)))
        except CannotUnseal:  # it waits: `sekoci key`, the health page and a message to staff say what is missing
            logger.error("the secret of a webhook target does not open", extra={"whose": str(one), "target": str(target_id)})
            break
        if call is None:
            break
        heard = _call(call)
        goes_on = _end(call, heard)
        arrived += heard.status is not None and 200 <= heard.status < 300
        if not goes_on or heard.ms > rules.SLOW_MS or time.monotonic() - began > LONGEST_ROUND:
            break
    _rest(one, UUID(str(target_id)))
    return arrived


def deliver_due() -> int:
    """Deliver what is due now without a worker: for tests and the demo. How many arrived."""
    with across_businesses():
        rows = fetch(
            "select business_id, organisation_id, id from webhooks_target where state = 'on' and due_at <= %s order by due_at",
            (now(),),
        )
    return sum(deliver_to(whose(*row[:2]), row[2]) for row in rows)


def _begin(one: Whose, target_id: UUID) -> _Call | None:
    moment = now()
    with scope_of(one):
        rows = fetch(
            "update webhooks_target set asked_at = %s where id = %s and state = 'on'"
            " returning url, secret, old_secret, old_secret_until",
            (moment, target_id),
        )
        if not rows:
            return None
        url, secret, old_secret, old_until = rows[0]
        found = fetch(
            "update webhooks_message set next_at = %s where id = (select id from webhooks_message where target_id = %s"
            " and state = 'waiting' and next_at <= %s order by next_at, id limit 1) returning id, payload, since, tries",
            (moment + rules.CLAIM, target_id, moment),
        )
    if not found:
        return None
    message_id, payload, since, tries = found[0]
    sealed = [secret, *([old_secret] if old_until and old_until > moment else [])]
    secrets = tuple(unseal(each, about=about(target_id)) for each in sealed)
    return _Call(one, target_id, url, secrets, message_id, payload.encode(), since, tries)


def about(target_id: UUID) -> str:
    """What a target's secret is sealed for."""
    return f"webhooks.target:{target_id}"


def headers_of(secrets: tuple[str, ...], message_id: UUID, body: bytes, at: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks; while a secret is exchanged, both sign."""
    name, stamp = f"msg_{message_id.hex}", int(at.timestamp())
    return {
        "content-type": "application/json",
        "user-agent": "Sekoci-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(rules.sign(each, message_id=name, timestamp=stamp, body=body) for each in secrets),
    }


def _call(call: _Call) -> _Heard:
    began = time.monotonic()
    try:
        answer = outside.post(
            call.url, content=call.payload, headers=headers_of(call.secrets, call.message_id, call.payload, now())
        )
        status, said = answer.status, answer.text
    except outside.AddressNotAllowed as no:
        status, said = None, no.sentence("id")
    except ProviderDown as down:
        status, said = None, str(down)
    return _Heard(status, said.replace("\0", "")[:500], round((time.monotonic() - began) * 1000))


def _end(call: _Call, heard: _Heard) -> bool:
    """Write down what came of it; whether to go on with this target."""
    moment = now()
    with scope_of(call.whose):
        [(fails, failing_since, state, name)] = fetch(
            "select fails, failing_since, state, name from webhooks_target where id = %s for no key update", (call.target_id,)
        )
        before = rules.Before(call.since, call.tries, fails, failing_since)
        after = rules.after(before, heard.status, now=moment, lot=random.random())  # noqa: S311  spreads waits
        if state != "on":
            after = replace(after, target=state)
        fetch(
            "insert into webhooks_attempt (id, business_id, organisation_id, message_id, at, ms, status, said)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (new_id(), *ids_of(call.whose), call.message_id, moment, heard.ms, heard.status, heard.said),
        )
        fetch(
            "update webhooks_message set state = %s, tries = tries + 1, next_at = %s, done_at = %s where id = %s",
            (after.message, after.next_at, None if after.message == "waiting" else moment, call.message_id),
        )
        fetch(
            "update webhooks_target set fails = %s, failing_since = %s, quiet_until = %s, state = %s, is_slow = %s,"
            " last_ok_at = coalesce(%s, last_ok_at) where id = %s",
            (after.fails, after.failing_since, after.quiet_until, after.target, after.fails > 0 or heard.ms > rules.SLOW_MS,
             moment if after.message == "delivered" else None, call.target_id),
        )  # fmt: skip
        if after.message == "delivered" and fails:
            _release(call.target_id, moment)
        if after.target != state:
            _stopped(call, after.target, name)
    return after.target == "on" and after.quiet_until is None


def _release(target_id: UUID, moment: datetime) -> None:
    """It is there again: whatever waited for it may go at once."""
    fetch(
        "update webhooks_message set next_at = %s where target_id = %s and state = 'waiting' and next_at > %s",
        (moment, target_id, moment),
    )


def _stopped(call: _Call, state: str, name: str) -> None:
    """Tell the owner, once for each time; what waits for a target that wants nothing more has failed."""
    if state == "gone":
        fetch(
            "update webhooks_message set state = 'failed', next_at = null, done_at = %s"
            " where target_id = %s and state = 'waiting'",
            (now(), call.target_id),
        )
    logger.warning("webhook target stopped", extra={"whose": str(call.whose), "target": str(call.target_id), "state": state})
    send_messages(_to_owner(call, call.whose, name) if isinstance(call.whose, int) else _to_officers(call, call.whose, name))


def _to_owner(call: _Call, business_id: int, name: str) -> list[MessageDraft]:
    contact = contacts_of([business_id]).get(business_id)
    if not contact or not contact.owner_phone:
        return []
    page = f"{settings.PUBLIC_URL}/kelola/{contact.slug}/pengaturan/sambungan/{call.target_id}"
    facts = {"shop": contact.name, "target": name, "url": page}
    key = f"webhook-stopped:{call.message_id}"
    return [MessageDraft(key, contact.owner_phone, "webhook_stopped", facts, business_id, contact.owner_language)]


def _to_officers(call: _Call, of: OfOrganisation, name: str) -> list[MessageDraft]:
    organisation = organisation_by_id(of.id)
    facts = {"shop": organisation.name, "target": name, "url": f"{settings.PUBLIC_URL}/petugas/{organisation.slug}/sambungan"}
    return [
        MessageDraft(f"webhook-stopped:{call.message_id}:{each.person_id}", each.phone, "webhook_stopped", facts)
        for each in officers_of(of.id)
        if each.phone
    ]


def _rest(one: Whose, target_id: UUID) -> None:
    """Nobody works for it now; when to look again. Locked first, so that no message is written unseen meanwhile."""
    with scope_of(one):
        fetch("select 1 from webhooks_target where id = %s for no key update", (target_id,))
        fetch(
            "update webhooks_target set asked_at = null, due_at = (select greatest(min(next_at), quiet_until)"
            " from webhooks_message where target_id = %s and state = 'waiting' having count(*) > 0) where id = %s",
            (target_id, target_id),
        )
