"""Send again what a target missed."""

from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.webhooks.actions.targets import NotOn
from sekoci.webhooks.actions.telling import wake

AGAIN = "update webhooks_message set state = 'waiting', since = %s, next_at = %s, tries = 0, done_at = null"


def replay_message(business_id: int, target_id: UUID, message_id: UUID) -> None:
    """Send one message again, whatever came of it: with the same id, so that receivers know it."""
    moment = now()
    with in_business(business_id):
        _hold(business_id, target_id)
        rows = fetch(
            f"{AGAIN} where id = %s and target_id = %s and business_id = %s returning id",
            (moment, moment, message_id, target_id, business_id),
        )
        if not rows:
            raise NotFound()
        wake([target_id], moment)


def replay_failed(business_id: int, target_id: UUID) -> int:
    """Send everything again that failed; how many."""
    moment = now()
    with in_business(business_id):
        _hold(business_id, target_id)
        rows = fetch(
            f"{AGAIN} where target_id = %s and business_id = %s and state = 'failed' returning id",
            (moment, moment, target_id, business_id),
        )
        wake([target_id], moment)
    return len(rows)


def _hold(business_id: int, target_id: UUID) -> None:
    """Target before message, as whoever delivers locks them."""
    rows = fetch(
        "select state from webhooks_target where id = %s and business_id = %s for no key update", (target_id, business_id)
    )
    if not rows or rows[0][0] == "removed":
        raise NotFound()
    if rows[0][0] != "on":
        raise NotOn()
