"""What messages said is of no use for long, and some of it is about others."""

from collections.abc import Sequence
from datetime import datetime

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import arrays, fetch


def forget_fact(events: Sequence[tuple[int, str]], fact: str) -> None:
    """Take one fact, such as who bought, out of the messages about these events (business, key), where the scope reaches."""
    if not events:
        return
    rows = fetch(
        "update messaging_message m set facts = m.facts || jsonb_build_object(%s::text, '…')"
        " from unnest(%s::bigint[], %s::text[]) as event (business_id, key)"
        " where m.business_id = event.business_id and m.event_key = event.key and m.facts ? %s returning m.id",
        (fact, *arrays(events), fact),
    )
    fetch("delete from messaging_outboxentry where message_id = any(%s)", ([key for (key,) in rows],))


def forget_texts(*, before: datetime, most: int) -> int:
    """Wipe to whom old messages went and what they said; that one was sent, and when, stays. How many, `most` at a time."""
    with across_businesses():
        rows = fetch(
            "update messaging_message set facts = '{}', address = '',"
            " status = case when status = 'waiting' then 'expired' else status end where id in (select id from messaging_message"
            " where created_at < %s and address <> '' order by created_at limit %s"
            " for update skip locked) returning id",
            (before, most),
        )
        fetch("delete from messaging_outboxentry where message_id = any(%s)", ([key for (key,) in rows],))
    return len(rows)
