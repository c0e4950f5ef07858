"""Background entries of messaging."""

from datetime import timedelta

from sekoci.kit.jobs import PATIENT, job, later
from sekoci.messaging import actions


@job("messaging.deliver", retry=PATIENT)
def deliver(message_id: str) -> None:
    actions.deliver_message(message_id)


@job("messaging.deliver_at_once", retry=PATIENT, priority=10)
def deliver_at_once(message_id: str) -> None:
    """Login codes: somebody is looking at the phone, so they pass ten thousand waiting order news."""
    actions.deliver_message(message_id)


@job("messaging.forget_secrets", retry=PATIENT)
def forget_secrets(message_id: str) -> None:
    actions.forget_secrets(message_id)


def forget_later(message_id: str, *, after: timedelta) -> None:
    later(forget_secrets, after=after, message_id=message_id)
