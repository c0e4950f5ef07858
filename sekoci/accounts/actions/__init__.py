"""The verbs of accounts."""

from sekoci.accounts.actions.codes import Checked, CodeSent, TooMany, check_code, send_code
from sekoci.accounts.actions.consents import give_consent, withdraw_consent
from sekoci.accounts.actions.devices import NotedDevice, note_device, note_seen, sign_out, sign_out_everywhere
from sekoci.accounts.actions.forgetting import forget_passers_by
from sekoci.accounts.actions.limits import take
from sekoci.accounts.actions.people import (
    AccountBlocked,
    change_person,
    close_account,
    enter,
    name_person,
    person_with_phone,
    tell_change,
)

__all__ = [
    "AccountBlocked",
    "Checked",
    "CodeSent",
    "NotedDevice",
    "TooMany",
    "change_person",
    "check_code",
    "close_account",
    "enter",
    "forget_passers_by",
    "give_consent",
    "name_person",
    "note_device",
    "note_seen",
    "person_with_phone",
    "send_code",
    "sign_out",
    "sign_out_everywhere",
    "take",
    "tell_change",
    "withdraw_consent",
]
