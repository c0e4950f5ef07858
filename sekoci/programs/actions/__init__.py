"""The verbs of programmes."""

from sekoci.programs.actions.applying import AlreadyListed, NotForThisBusiness, WasRefused, apply_to, note_consent, withdraw_from
from sekoci.programs.actions.choosing import ProgramFull, choose_best, decide
from sekoci.programs.actions.cohorts import date_cohorts, set_cohort
from sekoci.programs.actions.enrolling import (
    IN_A_BATCH,
    MOST_AT_ONCE,
    Enrolled,
    enrol_matching,
    enrol_more,
    enrol_outlets,
    room_in,
)
from sekoci.programs.actions.forgetting import forget_ended
from sekoci.programs.actions.giving import ToMany, give_planned, plan_support_for, would_be_planned_for
from sekoci.programs.actions.making import (
    OutsideReach,
    ProgramDraft,
    ProgramOver,
    SupportDraft,
    TargetBeyondPlaces,
    TargetDraft,
    change_program,
    close_program,
    make_program,
    open_program,
)
from sekoci.programs.actions.moving_up import fill_places
from sekoci.programs.actions.owning import NotOpen, lock_program
from sekoci.programs.actions.referring import end_my_referral, end_referral, make_referral
from sekoci.programs.actions.stages import (
    follow_due,
    follow_evidence,
    follow_outlets,
    follow_program,
    follow_shops,
    mark_stage,
)
from sekoci.programs.actions.supporting import SameVoucher, move_support, plan_support

__all__ = [
    "IN_A_BATCH",
    "MOST_AT_ONCE",
    "AlreadyListed",
    "Enrolled",
    "NotForThisBusiness",
    "NotOpen",
    "OutsideReach",
    "ProgramDraft",
    "ProgramFull",
    "ProgramOver",
    "SameVoucher",
    "SupportDraft",
    "TargetBeyondPlaces",
    "TargetDraft",
    "ToMany",
    "WasRefused",
    "apply_to",
    "change_program",
    "choose_best",
    "close_program",
    "date_cohorts",
    "decide",
    "end_my_referral",
    "end_referral",
    "enrol_matching",
    "enrol_more",
    "enrol_outlets",
    "fill_places",
    "follow_due",
    "follow_evidence",
    "follow_outlets",
    "follow_program",
    "follow_shops",
    "forget_ended",
    "give_planned",
    "lock_program",
    "make_program",
    "make_referral",
    "mark_stage",
    "move_support",
    "note_consent",
    "open_program",
    "plan_support",
    "plan_support_for",
    "room_in",
    "set_cohort",
    "withdraw_from",
    "would_be_planned_for",
]
