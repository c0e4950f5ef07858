"""The verbs of accounts."""

from sekoci.accounts.actions.codes import Checked, CodeSent, TooMany, check_code, send_code
from sekoci.accounts.actions.consents import give_consent, withdraw_consent
from sekoci.accounts.actions.devices import NotedDevice, note_device, note_seen, sign_out, sign_out_everywhere, sign_out_here
from sekoci.accounts.actions.erasing import mark_of, note_erasure, note_erasures, note_view, view_beside
from sekoci.accounts.actions.forgetting import forget_passers_by, forget_viewings
from sekoci.accounts.actions.limits import refuse_if_reached, take
from sekoci.accounts.actions.looking import Look, end_look, start_look
from sekoci.accounts.actions.numbers import (
    AnotherWaits,
    CannotVouch,
    NumberRequestOver,
    Vouched,
    ask_new_number,
    change_number,
    finish_number_change,
    object_by_token,
    object_to_number,
    vouch_for_number,
)
from sekoci.accounts.actions.people import (
    AccountBlocked,
    change_person,
    close_account,
    enter,
    name_person,
    person_with_phone,
    tell_change,
)
from sekoci.accounts.actions.staff import (
    IsStaff,
    NotStaff,
    add_staff,
    end_sessions,
    remove_staff,
    renew_passkey,
    restore_person,
    suspend_person,
)

__all__ = [
    "AccountBlocked",
    "AnotherWaits",
    "CannotVouch",
    "Checked",
    "CodeSent",
    "IsStaff",
    "Look",
    "NotStaff",
    "NotedDevice",
    "NumberRequestOver",
    "TooMany",
    "Vouched",
    "add_staff",
    "ask_new_number",
    "change_number",
    "change_person",
    "check_code",
    "close_account",
    "end_look",
    "end_sessions",
    "enter",
    "finish_number_change",
    "forget_passers_by",
    "forget_viewings",
    "give_consent",
    "mark_of",
    "name_person",
    "note_device",
    "note_erasure",
    "note_erasures",
    "note_seen",
    "note_view",
    "object_by_token",
    "object_to_number",
    "person_with_phone",
    "refuse_if_reached",
    "remove_staff",
    "renew_passkey",
    "restore_person",
    "send_code",
    "sign_out",
    "sign_out_everywhere",
    "sign_out_here",
    "start_look",
    "suspend_person",
    "take",
    "tell_change",
    "view_beside",
    "vouch_for_number",
    "withdraw_consent",
]
