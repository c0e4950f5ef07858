"""Write messages down, with the jobs that will send them."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.jobs import later_many
from sekoci.kit.scope import across_businesses, reach
from sekoci.kit.sql import Rows
from sekoci.messaging.actions.pushing import ask_to_push
from sekoci.messaging.rules import TEMPLATES, Template, render


@dataclass(frozen=True)
class MessageDraft:
    """A message to one person about one event. `to` is E.164, or an e-mail address; `business_id` is None for our own."""

    event_key: str
    to: str
    template: str
    facts: dict[str, str]
    business_id: int | None = None
    language: str = "id"


_MESSAGES = Rows(
    "messaging_message",
    {
        "id": "uuid",
        "business_id": "bigint",
        "event_key": "text",
        "address": "text",
        "template": "text",
        "facts": "jsonb",
        "language": "text",
        "status": "text",
        "created_at": "timestamptz",
        "changed_at": "timestamptz",
    },
)


def send_messages(drafts: Sequence[MessageDraft]) -> int:
    """Send each message once, however often it is asked for: `event_key` is the event. The number of new ones.

    Two statements whatever the length (one more for those in a hurry, at most two for those that phones show); they go out
    after the surrounding transaction commits.
    A draft whose template is unknown or lacks facts is a bug: ValueError.
    """
    if not drafts:
        return 0
    rows = [_row(draft) for draft in drafts]
    with _reach(drafts):
        new = _MESSAGES.insert(rows, then="on conflict do nothing returning id, template, address")
        _ask_for_jobs([(str(message_id), TEMPLATES[template]) for message_id, template, _ in new])
        ask_to_push([(str(message_id), template, address) for message_id, template, address in new])
    return len(new)


def _row(draft: MessageDraft) -> tuple[object, ...]:
    template = TEMPLATES.get(draft.template)
    if template is None:
        raise ValueError(f"no message template {draft.template!r}; there are {', '.join(TEMPLATES)}")
    render(template, draft.facts, draft.language)
    facts = json.dumps({name: draft.facts[name] for name in template.facts}, ensure_ascii=False)
    moment = now()
    return (
        new_id(),
        draft.business_id,
        draft.event_key,
        draft.to,
        draft.template,
        facts,
        draft.language,
        "waiting",
        moment,
        moment,
    )


def _ask_for_jobs(new: Sequence[tuple[str, Template]]) -> None:
    from sekoci.messaging import jobs

    later_many(jobs.deliver, [{"message_id": key} for key, template in new if not template.may_repeat])
    later_many(jobs.deliver_at_once, [{"message_id": key} for key, template in new if template.may_repeat])


def _reach(drafts: Sequence[MessageDraft]) -> AbstractContextManager[None]:
    owned = [draft.business_id for draft in drafts if draft.business_id is not None]
    return reach(owned) if len(owned) == len(drafts) else across_businesses()
