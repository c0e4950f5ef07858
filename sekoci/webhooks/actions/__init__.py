"""What can be done with other systems that are told of a shop's events."""

from sekoci.webhooks.actions.delivering import ask_for_due, deliver_due, deliver_to
from sekoci.webhooks.actions.ending import switch_off_as_staff, switch_off_for_organisation
from sekoci.webhooks.actions.replaying import replay_failed, replay_message
from sekoci.webhooks.actions.sandbox import run_sandbox
from sekoci.webhooks.actions.targets import (
    AlreadyConnected,
    Connected,
    NotOn,
    TooManyTargets,
    change_target,
    connect_target,
    exchange_secret,
    remove_target,
    send_test,
    switch_off,
    switch_on,
)
from sekoci.webhooks.actions.telling import News, tell
from sekoci.webhooks.actions.tidying import tidy
from sekoci.webhooks.whose import OfOrganisation

__all__ = [
    "AlreadyConnected",
    "Connected",
    "News",
    "NotOn",
    "OfOrganisation",
    "TooManyTargets",
    "ask_for_due",
    "change_target",
    "connect_target",
    "deliver_due",
    "deliver_to",
    "exchange_secret",
    "remove_target",
    "replay_failed",
    "replay_message",
    "run_sandbox",
    "send_test",
    "switch_off",
    "switch_off_as_staff",
    "switch_off_for_organisation",
    "switch_on",
    "tell",
    "tidy",
]
