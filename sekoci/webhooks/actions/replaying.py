"""Send again what a target missed. Who asks for it wants an answer now: a target that rests is called at once."""

from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.sql import fetch
from sekoci.webhooks.actions.targets import NotOn
from sekoci.webhooks.actions.telling import wake
from sekoci.webhooks.whose import Whose, column_of, scope_of

AGAIN = "update webhooks_message set state = 'waiting', since = %s, next_at = %s, tries = 0, done_at = null"


def replay_message(one: Whose, target_id: UUID, message_id: UUID) -> None:
    """Send one message again, whatever came of it: with the same id, so that receivers know it."""
    moment, (column, value) = now(), column_of(one)
    with scope_of(one):
        _hold(one, target_id)
        rows = fetch(
            f"{AGAIN} where id = %s and target_id = %s and {column} = %s returning id",
            (moment, moment, message_id, target_id, value),
        )
        if not rows:
            raise NotFound()
        _call_at_once(target_id, moment)


def replay_failed(one: Whose, target_id: UUID) -> int:
    """Send everything again that failed, and now what waits for a later moment; how many."""
    moment, (column, value) = now(), column_of(one)
    with scope_of(one):
        quiet_until = _hold(one, target_id)
        rows = fetch(
            f"{AGAIN} where target_id = %s and {column} = %s and (state = 'failed'"
            " or state = 'waiting' and greatest(next_at, %s) > %s) returning id",
            (moment, moment, target_id, value, quiet_until, moment),
        )
        _call_at_once(target_id, moment)
    return len(rows)


def _call_at_once(target_id: UUID, moment: datetime) -> None:
    """Its failures stay counted: one more and it rests again."""
    fetch("update webhooks_target set quiet_until = null where id = %s", (target_id,))
    wake([target_id], moment)


def _hold(one: Whose, target_id: UUID) -> datetime | None:
    """Target before message, as whoever delivers locks them; until when it rests."""
    column, value = column_of(one)
    rows = fetch(
        f"select state, quiet_until from webhooks_target where id = %s and {column} = %s for no key update",  # noqa: S608  ours
        (target_id, value),
    )
    if not rows or rows[0][0] == "removed":
        raise NotFound()
    if rows[0][0] != "on":
        raise NotOn()
    quiet_until: datetime | None = rows[0][1]
    return quiet_until
