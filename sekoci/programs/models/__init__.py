"""Programmes, who carries them, who is in them, how far each business has come, and what it was given.

What is counted is an outlet of the registry. `shop_id` and `area_code` beside it are the outlet's, for the walls: an owner sees
the rows of their own shop, an officer those inside their areas of programmes that their organisation carries.
"""

from sekoci.programs.models.enrolment import Consent, Enrolment, EnrolmentStep, Mark, StageEvent
from sekoci.programs.models.program import Carrier, Cohort, Program, SupportKind, Target
from sekoci.programs.models.reading import Digest, Reading
from sekoci.programs.models.referral import Referral
from sekoci.programs.models.support import Support

__all__ = [
    "Carrier",
    "Cohort",
    "Consent",
    "Digest",
    "Enrolment",
    "EnrolmentStep",
    "Mark",
    "Program",
    "Reading",
    "Referral",
    "StageEvent",
    "Support",
    "SupportKind",
    "Target",
]
