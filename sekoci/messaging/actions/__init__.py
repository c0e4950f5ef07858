"""The verbs of messaging."""

from sekoci.messaging.actions.delivering import deliver_message, deliver_waiting, forget_secrets
from sekoci.messaging.actions.receiving import take_statuses, take_words
from sekoci.messaging.actions.sandbox import run_sandbox
from sekoci.messaging.actions.sending import MessageDraft, send_messages
from sekoci.messaging.actions.stopping import resume_messages, stop_messages

__all__ = [
    "MessageDraft",
    "deliver_message",
    "deliver_waiting",
    "forget_secrets",
    "resume_messages",
    "run_sandbox",
    "send_messages",
    "stop_messages",
    "take_statuses",
    "take_words",
]
