"""Reads of programmes."""

from sekoci.programs.held import HELD
from sekoci.programs.queries.eligible import Asked, Candidate, Suiting, neediest, outlets_known
from sekoci.programs.queries.enrolments import Line, Standing, Whole, enrolment, enrolments, how_many, standings
from sekoci.programs.queries.funnel import Funnel, Part, by_area, contribution, funnel_of
from sekoci.programs.queries.owners import MyProgramme, MySupport, my_program, my_programs, my_stages, my_support
from sekoci.programs.queries.problems import problems
from sekoci.programs.queries.programs import (
    KnownKind,
    Programme,
    ProgrammeLine,
    areas_to_pick,
    busy,
    choices,
    program_for,
    programs_of,
    public_program,
)
from sekoci.programs.queries.targets import target_lines
from sekoci.programs.queries.wishes import Helped, Wish

__all__ = [
    "HELD",
    "Asked",
    "Candidate",
    "Funnel",
    "Helped",
    "KnownKind",
    "Line",
    "MyProgramme",
    "MySupport",
    "Part",
    "Programme",
    "ProgrammeLine",
    "Standing",
    "Suiting",
    "Whole",
    "Wish",
    "areas_to_pick",
    "busy",
    "by_area",
    "choices",
    "contribution",
    "enrolment",
    "enrolments",
    "funnel_of",
    "how_many",
    "my_program",
    "my_programs",
    "my_stages",
    "my_support",
    "neediest",
    "outlets_known",
    "problems",
    "program_for",
    "programs_of",
    "public_program",
    "standings",
    "target_lines",
]
