"""What comes back: receipts about messages we sent, and people's own words to us."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later_many
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Rows, fetch
from sekoci.messaging.actions.sending import MessageDraft, send_messages
from sekoci.messaging.actions.stopping import resume_messages, stop_messages
from sekoci.messaging.providers.whatsapp.webhook import Heard, Status
from sekoci.messaging.rules import after_receipts, wish_of

logger = logging.getLogger(__name__)

_RECEIPTS = Rows(
    "messaging_receipt",
    {
        "id": "uuid",
        "business_id": "bigint",
        "message_id": "uuid",
        "provider": "text",
        "status": "text",
        "detail": "text",
        "at": "timestamptz",
    },
)


@dataclass
class _Sent:
    """A message that receipts are about, and the attempt by which this provider took it."""

    message_id: UUID
    business_id: int | None
    status: str
    attempt_id: UUID
    outcome: str
    heard: set[str] = field(default_factory=set)


def take_statuses(provider: str, statuses: Sequence[Status]) -> int:
    """Note receipts, in whatever order and however often they come; how many were new. Unknown messages are logged and skipped.

    A message that the provider had taken and now says failed goes on to the next provider.
    """
    if not statuses:
        return 0
    with across_businesses():
        known = _find(provider, statuses)
        pairs = [(status, sent) for status in statuses if (sent := known.get(status.ours) or known.get(status.provider_key))]
        if len(pairs) < len(statuses):
            logger.warning("receipts for unknown messages", extra={"provider": provider, "count": len(statuses) - len(pairs)})
        rows = [
            (new_id(), sent.business_id, sent.message_id, provider, status.status, status.detail, status.at)
            for status, sent in pairs
        ]
        new = _RECEIPTS.insert(rows, then="on conflict do nothing returning message_id")
        _settle({sent.message_id: sent for _, sent in pairs if (sent.message_id,) in new}, provider)
    return len(new)


def take_words(channel: str, messages: Sequence[Heard]) -> None:
    """People wrote to us: it opens the 24-hour window, and STOP and MULAI are obeyed at once."""
    if not messages:
        return
    with across_businesses():
        _note_contacts(channel, messages)
        for message in messages:
            _obey(channel, message)


def _find(provider: str, statuses: Sequence[Status]) -> dict[str, _Sent]:
    """Messages by our own id and by the provider's key, locked in id order; the latest attempt of this provider for each."""
    ours = [status.ours for status in statuses if _is_uuid(status.ours)]
    keys = [status.provider_key for status in statuses]
    fetch(
        """
        select 1 from messaging_message where id in (
            select message_id from messaging_attempt
            where provider = %s and (message_id = any(%s::uuid[]) or provider_key = any(%s))
        ) order by id for no key update
        """,
        (provider, ours, keys),
    )
    rows = fetch(
        """
        select m.id, m.business_id, m.status, a.id, a.outcome, a.provider_key
        from messaging_attempt a join messaging_message m on m.id = a.message_id
        where a.provider = %s and (a.message_id = any(%s::uuid[]) or a.provider_key = any(%s)) order by a.id
        """,
        (provider, ours, keys),
    )
    known: dict[str, _Sent] = {}
    for message_id, business_id, status, attempt_id, outcome, key in rows:
        sent = _Sent(message_id, business_id, status, attempt_id, outcome)
        known[str(message_id)] = sent
        if key:
            known[key] = sent
    return known


def _settle(touched: dict[UUID, _Sent], provider: str) -> None:
    """Let the rule say what all receipts so far make of each message, and write it: three statements."""
    if not touched:
        return
    for message_id, status in fetch(
        "select message_id, status from messaging_receipt where provider = %s and message_id = any(%s)",
        (provider, list(touched)),
    ):
        touched[message_id].heard.add(status)
    verdicts = {key: after_receipts(sent.status, sent.outcome, sent.heard) for key, sent in touched.items()}
    fetch(
        "update messaging_message m set status = n.status, changed_at = %s"
        " from unnest(%s::uuid[], %s::text[]) as n(id, status) where m.id = n.id and m.status <> n.status",
        (now(), list(verdicts), [verdict.status for verdict in verdicts.values()]),
    )
    fetch(
        "update messaging_attempt a set outcome = n.outcome"
        " from unnest(%s::uuid[], %s::text[]) as n(id, outcome) where a.id = n.id and a.outcome <> n.outcome",
        ([sent.attempt_id for sent in touched.values()], [verdict.outcome for verdict in verdicts.values()]),
    )
    _try_the_next(key for key, verdict in verdicts.items() if verdict.status == "waiting")


def _try_the_next(message_ids: Iterable[UUID]) -> None:
    from sekoci.messaging import jobs

    later_many(jobs.deliver_at_once, [{"message_id": str(key)} for key in message_ids])


def _note_contacts(channel: str, messages: Sequence[Heard]) -> None:
    latest: dict[str, tuple[str, datetime]] = {}
    for message in messages:
        phone, at = latest.get(message.identity, ("", message.at))
        latest[message.identity] = (message.phone or phone, min(max(at, message.at), now()))
    columns = {"id": "uuid", "channel": "text", "identity": "text", "phone": "text", "heard_at": "timestamptz"}
    Rows("messaging_contact", columns).insert(
        [(new_id(), channel, identity, phone, at) for identity, (phone, at) in sorted(latest.items())],
        then="""on conflict (channel, identity) do update set heard_at = greatest(messaging_contact.heard_at, excluded.heard_at),
            phone = case when excluded.phone = '' then messaging_contact.phone else excluded.phone end""",
    )


def _obey(channel: str, message: Heard) -> None:
    address = message.phone or f"{channel}:{message.identity}"
    wish = wish_of(message.text)
    if wish == "start":
        resume_messages(address, at=message.at)
    elif wish == "stop" and stop_messages(address, how=channel, at=message.at) and message.phone:
        send_messages([MessageDraft(f"stopped:{message.key}"[:120], message.phone, "messages_stopped", {})])


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
