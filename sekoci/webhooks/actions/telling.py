"""Write down what targets will be told: one message for one event and target, in a statement for all of them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows, fetch
from sekoci.webhooks.queries import listeners
from sekoci.webhooks.whose import Whose, ids_of

_MESSAGES = Rows(
    "webhooks_message",
    {
        "id": "uuid",
        "business_id": "bigint",
        "organisation_id": "bigint",
        "target_id": "uuid",
        "key": "text",
        "kind": "text",
        "payload": "text",
        "state": "text",
        "created_at": "timestamptz",
        "since": "timestamptz",
        "tries": "int",
        "next_at": "timestamptz",
    },
)
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


@dataclass(frozen=True)
class News:
    """Something of one business (or that an organisation may know) that happened; the same `key` is told once."""

    whose: Whose
    key: str
    data: dict[str, Any]


def tell(kind: str, news: Sequence[News]) -> int:
    """Tell every target that listens for `kind`; the number of new messages. Three statements, whatever the length.

    Inside `across_businesses`, or the one business. They go out after the surrounding transaction commits.
    """
    targets = listeners(kind, {each.whose for each in news})
    moment = now()
    rows = [
        message_row(each.whose, target_id, f"{kind}:{each.key}", kind, payload, moment)
        for each in news
        if each.whose in targets
        for payload in [payload_of(kind, each.data, moment)]
        for target_id in targets[each.whose]
    ]
    if not rows:
        return 0
    return write(rows, moment)


def write(rows: Sequence[tuple[object, ...]], moment: datetime) -> int:
    new = _MESSAGES.insert(rows, then="on conflict do nothing returning target_id")
    wake({target_id for (target_id,) in new}, moment)
    return len(new)


def wake(target_ids: Collection[UUID], moment: datetime) -> None:
    """Let the worker look at these targets, but not before a target that is down may be called again."""
    fetch(
        "update webhooks_target set due_at = greatest(least(coalesce(due_at, %s), %s), coalesce(quiet_until, %s))"
        " where id = any(%s)",
        (moment, moment, moment, sorted(target_ids)),
    )


def payload_of(kind: str, data: dict[str, Any], moment: datetime) -> str:
    """The very text that is signed and sent."""
    return _COMPACT.encode({"type": kind, "timestamp": moment.isoformat(), "data": data})


def message_row(one: Whose, target_id: UUID, key: str, kind: str, payload: str, moment: datetime) -> tuple[object, ...]:
    return (new_id(), *ids_of(one), target_id, key, kind, payload, "waiting", moment, moment, 0, moment)
