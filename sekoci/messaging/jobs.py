"""Background entries of messaging."""

from sekoci.kit.jobs import PATIENT, every, job
from sekoci.messaging import actions


@job("messaging.deliver", retry=PATIENT)
def deliver(message_id: str) -> None:
    actions.deliver_message(message_id)


@job("messaging.deliver_at_once", retry=PATIENT, priority=10)
def deliver_at_once(message_id: str) -> None:
    """Login codes: somebody is looking at the phone, so they pass ten thousand waiting order news."""
    actions.deliver_message(message_id)


@job("messaging.push", retry=PATIENT, priority=5)
def push(device_id: str, message_id: str) -> None:
    actions.push_message(device_id, message_id)


@every(60)
def forget_secrets() -> None:
    actions.forget_secrets()
