"""Bring a message to a provider: note the try, call outside any transaction, note the outcome."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from sekoci.kit.clock import now
from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging import rules
from sekoci.messaging.providers import Outgoing, Provider, Unclear, provider_for
from sekoci.messaging.queries import wants_messages, window_is_open

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """A waiting message, its row locked."""

    id: str
    business_id: int | None
    address: str
    template: str
    facts: dict[str, str]
    language: str
    created_at: datetime


@dataclass(frozen=True)
class _Begun:
    """A try that is written down and may now be made."""

    attempt_id: str
    provider: Provider
    outgoing: Outgoing


def deliver_message(message_id: str) -> None:
    """Send a waiting message by the first provider of the chain that takes it. Safe to call at any time, any number of times."""
    while begun := _begin(message_id):
        _end(begun, *_call(begun))


def deliver_waiting(*, limit: int = 1000) -> int:
    """Deliver what waits, oldest first, without the worker: for tests and the demo. How many it looked at."""
    with across_businesses():
        rows = fetch("select id from messaging_message where status = 'waiting' order by created_at, id limit %s", (limit,))
    for (message_id,) in rows:
        deliver_message(str(message_id))
    return len(rows)


def forget_secrets() -> int:
    """Wipe the facts of messages with secrets that are of no use by now; drop such messages, phones and all, after a day."""
    wiped = 0
    with across_businesses():
        for template in rules.TEMPLATES.values():
            if not template.secret:
                continue
            of_no_use = (template.name, now() - template.useful_for)
            wiped += len(
                fetch(
                    "update messaging_message set facts = '{}' where template = %s and created_at <= %s and facts <> '{}'"
                    " returning 1",
                    of_no_use,
                )
            )
            _drop(template.name, before=now() - timedelta(days=1))
    return wiped


def _drop(template: str, *, before: datetime) -> None:
    rows = fetch(
        "select id from messaging_message where template = %s and created_at < %s order by created_at limit 1000"
        " for update skip locked",
        (template, before),
    )
    for table, column in (("attempt", "message_id"), ("receipt", "message_id"), ("message", "id")):
        fetch(f"delete from messaging_{table} where {column} = any(%s)", ([key for (key,) in rows],))  # noqa: S608  names are ours


def _begin(message_id: str) -> _Begun | None:
    """Lock the message, decide, and write the try down. None when there is nothing to send now."""
    with across_businesses():
        message = _lock(message_id)
        if message is None:
            return None
        chain = [provider for name in settings.MESSAGING_CHAIN if (provider := provider_for(name)).reaches(message.address)]
        step = _decide(message, [provider.name for provider in chain])
        if isinstance(step, rules.Send):
            attempt_id = _note_try(message, step.provider)
            return _Begun(attempt_id, next(each for each in chain if each.name == step.provider), _outgoing(message))
        if isinstance(step, rules.Wait):
            _look_again(message, step.until)
        else:
            status = step.status if isinstance(step, rules.GiveUp) else "sent"
            fetch("update messaging_message set status = %s, changed_at = %s where id = %s", (status, now(), message_id))
        return None


def _lock(message_id: str) -> _Waiting | None:
    rows = fetch(
        "select id::text, business_id, address, template, facts::text, language, created_at from messaging_message"
        " where id = %s and status = 'waiting' for no key update",
        (message_id,),
    )
    if not rows:
        return None
    key, business_id, address, template, facts, language, created_at = rows[0]
    return _Waiting(key, business_id, address, template, json.loads(facts), language, created_at)


def _decide(message: _Waiting, chain: Sequence[str]) -> rules.Step:
    template = rules.TEMPLATES[message.template]
    if not template.ignores_stop and not wants_messages(message.address):
        return rules.GiveUp("stopped")
    if not template.ignores_stop and _is_flooded(message):
        return rules.GiveUp("limited")
    tries = fetch(
        "select provider, outcome, coalesce(ended_at, started_at) from messaging_attempt"
        " where message_id = %s and started_at >= %s order by started_at, id",
        (message.id, message.created_at),
    )
    return rules.next_step(template, chain, [rules.Try(*row) for row in tries], created_at=message.created_at, now=now())


def _is_flooded(message: _Waiting) -> bool:
    """Whether as much news as anybody gets went to this address within an hour: anyone may order in somebody's name."""
    [(before,)] = fetch(
        "select count(*) from messaging_message where address = %s and created_at > %s and (created_at, id) < (%s, %s)"
        " and status not in ('stopped', 'limited')",
        (message.address, message.created_at - timedelta(hours=1), message.created_at, message.id),
    )
    return bool(before >= rules.MOST_AN_HOUR)


def _outgoing(message: _Waiting) -> Outgoing:
    template = rules.TEMPLATES[message.template]
    return Outgoing(
        id=message.id,
        to=message.address,
        template=template,
        facts=message.facts,
        text=rules.render(template, message.facts, message.language),
        subject=template.subject(message.language),
        language=message.language,
        window_open=window_is_open(message.address),
    )


def _call(begun: _Begun) -> tuple[str, str, str]:
    """Outcome, the provider's key, and what it said."""
    try:
        return "sent", begun.provider.send(begun.outgoing), ""
    except ProviderRefused as error:
        outcome, said = "refused", str(error)
    except ProviderDown as error:
        outcome, said = "down", str(error)
    except Unclear as error:
        outcome, said = "unclear", str(error)
    facts = {"provider": begun.provider.name, "outcome": outcome, "said": said, "sekoci_message": begun.outgoing.id}
    logger.warning("message not sent", extra=facts)
    return outcome, "", said


def _end(begun: _Begun, outcome: str, provider_key: str, said: str) -> None:
    """A receipt may have been faster than we are: what it decided stands, but the provider's key is kept.

    Message before attempt, as receipts lock them too.
    """
    with across_businesses():
        fetch("select 1 from messaging_message where id = %s for no key update", (begun.outgoing.id,))
        fetch(
            """
            update messaging_attempt set ended_at = %s, provider_key = %s, detail = %s,
                outcome = case when outcome = 'sending' then %s else outcome end
            where id = %s
            """,
            (now(), provider_key[:160], said.replace("\0", "")[:200], outcome, begun.attempt_id),
        )
        if outcome == "sent":
            fetch(
                """
                update messaging_message m set status = 'sent', changed_at = %s where id = %s and status = 'waiting'
                and exists (select 1 from messaging_attempt a where a.id = %s and a.outcome = 'sent')
                """,
                (now(), begun.outgoing.id, begun.attempt_id),
            )


def _note_try(message: _Waiting, provider: str) -> str:
    attempt_id = str(new_id())
    fetch(
        "insert into messaging_attempt (id, business_id, message_id, provider, outcome, provider_key, detail, started_at)"
        " values (%s, %s, %s, %s, 'sending', '', '', %s)",
        (attempt_id, message.business_id, message.id, provider, now()),
    )
    return attempt_id


def _look_again(message: _Waiting, until: datetime) -> None:
    from sekoci.messaging import jobs

    task = jobs.deliver_at_once if rules.TEMPLATES[message.template].may_repeat else jobs.deliver
    later(task, after=until - now(), message_id=message.id)
