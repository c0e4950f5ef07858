"""Staff send once more what no provider took."""

from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.jobs import later
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act
from sekoci.messaging.rules import TEMPLATES

AGAIN = ("failed", "expired", "limited")
"""Not `unclear`, which may have arrived, and not `stopped`: they asked us to stop."""


class NotAgain(Refusal):
    code, status = "not_again", 409
    id = "Pesan ini tidak bisa dikirim lagi: sudah sampai, isinya sudah dihapus, atau penerima minta berhenti."
    en = "This message cannot be sent again: it arrived, its text is gone, or its receiver asked us to stop."


def resend_message(message_id: UUID, *, by: int) -> bool:
    """Let a message that failed wait again, as if it were asked for now: tries of before no longer count. False: it waits."""
    with across_businesses():
        rows = fetch(
            "select status, template, facts <> '{}' and address <> '' from messaging_message where id = %s for no key update",
            (message_id,),
        )
        if not rows:
            raise NotFound()
        [(status, template, is_whole)] = rows
        if status == "waiting":
            return False
        if status not in AGAIN or not (is_whole or not TEMPLATES[template].facts):
            raise NotAgain()
        moment = now()
        fetch(
            "update messaging_message set status = 'waiting', created_at = %s, changed_at = %s where id = %s",
            (moment, moment, message_id),
        )
        fetch("delete from messaging_receipt where message_id = %s", (message_id,))
        note_act(by, "message.resend", about=f"message:{message_id}")
        from sekoci.messaging import jobs

        later(jobs.deliver_at_once if TEMPLATES[template].may_repeat else jobs.deliver, message_id=str(message_id))
    return True
