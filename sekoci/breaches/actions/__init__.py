"""The verbs of the register of breaches."""

from sekoci.breaches.actions.keeping import (
    BreachClosed,
    NotReported,
    StillUntold,
    WrongMoment,
    change_breach,
    close_breach,
    note_step,
    record_breach,
    reopen_breach,
    report_breach,
)
from sekoci.breaches.actions.persons import (
    NobodyListed,
    add_persons,
    forget_persons,
    persons_of_business,
    tell_persons,
    tell_some,
)
from sekoci.breaches.actions.reminding import remind_staff
from sekoci.breaches.actions.writing import FieldsMissing
from sekoci.breaches.rules import BreachDraft

__all__ = [
    "BreachClosed",
    "BreachDraft",
    "FieldsMissing",
    "NobodyListed",
    "NotReported",
    "StillUntold",
    "WrongMoment",
    "add_persons",
    "change_breach",
    "close_breach",
    "forget_persons",
    "note_step",
    "persons_of_business",
    "record_breach",
    "remind_staff",
    "reopen_breach",
    "report_breach",
    "tell_persons",
    "tell_some",
]
