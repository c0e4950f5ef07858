"""The verbs of programmes."""

from sekoci.programs.actions.applying import AlreadyListed, NotForThisBusiness, apply_to, withdraw_from
from sekoci.programs.actions.choosing import ProgramFull, choose_best, decide
from sekoci.programs.actions.enrolling import Enrolled, NotOpen, enrol_matching, enrol_outlets
from sekoci.programs.actions.making import (
    OutsideReach,
    ProgramDraft,
    ProgramOver,
    SupportDraft,
    TargetDraft,
    change_program,
    close_program,
    make_program,
    open_program,
)
from sekoci.programs.actions.stages import follow_due, follow_evidence, follow_program, follow_shops, mark_stage
from sekoci.programs.actions.supporting import SameVoucher, move_support, plan_support

__all__ = [
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
    "TargetDraft",
    "apply_to",
    "change_program",
    "choose_best",
    "close_program",
    "decide",
    "enrol_matching",
    "enrol_outlets",
    "follow_due",
    "follow_evidence",
    "follow_program",
    "follow_shops",
    "make_program",
    "mark_stage",
    "move_support",
    "open_program",
    "plan_support",
    "withdraw_from",
]
