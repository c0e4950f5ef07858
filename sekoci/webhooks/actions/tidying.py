"""What is over: messages whose time has passed, and what nobody looks at any more."""

from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.webhooks import rules

MOST = 5_000


def tidy() -> None:
    """Give up what waited 72 hours for a target that is down or paused; forget what is older than thirty days."""
    moment = now()
    with across_businesses():
        fetch(
            "update webhooks_message set state = 'failed', next_at = null, done_at = %s where state = 'waiting' and since < %s",
            (moment, moment - rules.WINDOW - rules.LONGEST_REST * 2),
        )
        fetch(
            "with old as (select id from webhooks_message where created_at < %s and state <> 'waiting' limit %s),"
            " tries as (delete from webhooks_attempt where message_id in (select id from old))"
            " delete from webhooks_message where id in (select id from old)",
            (moment - rules.KEPT, MOST),
        )
        fetch(
            "delete from webhooks_target t where state = 'removed' and changed_at < %s"
            " and not exists (select from webhooks_message m where m.target_id = t.id)",
            (moment - rules.KEPT,),
        )
