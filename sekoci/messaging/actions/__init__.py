"""The verbs of messaging."""

from sekoci.messaging.actions.delivering import deliver_message, deliver_waiting, forget_secrets
from sekoci.messaging.actions.forgetting import forget_fact, forget_texts
from sekoci.messaging.actions.pushing import (
    add_push_device,
    forget_push_devices,
    push_message,
    try_push_device,
)
from sekoci.messaging.actions.receiving import take_statuses, take_words
from sekoci.messaging.actions.resending import NotAgain, resend_message
from sekoci.messaging.actions.sandbox import run_sandbox
from sekoci.messaging.actions.sending import MessageDraft, send_messages
from sekoci.messaging.actions.stopping import resume_messages, stop_messages
from sekoci.messaging.providers.web_push import Subscription

__all__ = [
    "MessageDraft",
    "NotAgain",
    "Subscription",
    "add_push_device",
    "deliver_message",
    "deliver_waiting",
    "forget_fact",
    "forget_push_devices",
    "forget_secrets",
    "forget_texts",
    "push_message",
    "resend_message",
    "resume_messages",
    "run_sandbox",
    "send_messages",
    "stop_messages",
    "take_statuses",
    "take_words",
    "try_push_device",
]
