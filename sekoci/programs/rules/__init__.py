"""What programmes decide by: pure."""

from sekoci.programs.rules.eligibility import (
    DIGITAL,
    GRADES,
    MOST_POINTS,
    SCALES,
    SEXES,
    WEIGHTS,
    Eligibility,
    Facts,
    Filter,
    alike,
    areas_in_both,
    obstacles,
    points_of,
    weights_of,
)
from sekoci.programs.rules.outside import STEP, told
from sekoci.programs.rules.pace import FEWEST_DAYS, LATELY, Outlook, Stands, in_one_scale, outlook
from sekoci.programs.rules.reasons import CODED
from sekoci.programs.rules.shares import percent_of
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
from sekoci.programs.rules.targets import OF_AREA, TargetLine, aim_of, is_beyond, parts_of_aim
from sekoci.programs.rules.templates import TEMPLATES, Template

__all__ = [
    "CODED",
    "DIGITAL",
    "FEWEST_DAYS",
    "GRADES",
    "LATELY",
    "MOST_POINTS",
    "OF_AREA",
    "OF_WEEKS",
    "REGULAR_WEEKS",
    "SCALES",
    "SEVERAL_WAYS",
    "SEXES",
    "SOURCES",
    "STAGES",
    "STEP",
    "TEMPLATES",
    "WEIGHTS",
    "WITHIN_DAYS",
    "Eligibility",
    "Facts",
    "Filter",
    "Outlook",
    "Stands",
    "TargetLine",
    "Template",
    "aim_of",
    "alike",
    "areas_in_both",
    "furthest",
    "in_one_scale",
    "is_beyond",
    "obstacles",
    "ordered",
    "outlook",
    "parts_of_aim",
    "percent_of",
    "points_of",
    "told",
    "weights_of",
]
