"""What programmes decide by: pure."""

from sekoci.programs.rules.eligibility import (
    DIGITAL,
    POINTS,
    SCALES,
    SEXES,
    Eligibility,
    Facts,
    obstacles,
    points_of,
)
from sekoci.programs.rules.outside import STEP, told
from sekoci.programs.rules.pace import LATELY, Outlook, in_one_scale, outlook
from sekoci.programs.rules.stages import (
    OF_WEEKS,
    REGULAR_WEEKS,
    SEVERAL_WAYS,
    SOURCES,
    STAGES,
    WITHIN_DAYS,
    furthest,
    ordered,
)
from sekoci.programs.rules.templates import TEMPLATES, Template

__all__ = [
    "DIGITAL",
    "LATELY",
    "OF_WEEKS",
    "POINTS",
    "REGULAR_WEEKS",
    "SCALES",
    "SEVERAL_WAYS",
    "SEXES",
    "SOURCES",
    "STAGES",
    "STEP",
    "TEMPLATES",
    "WITHIN_DAYS",
    "Eligibility",
    "Facts",
    "Outlook",
    "Template",
    "furthest",
    "in_one_scale",
    "obstacles",
    "ordered",
    "outlook",
    "points_of",
    "told",
]
