"""What the pages of other modules show of ours."""

from sekoci.programs.names import STATES as STATES
from sekoci.programs.names import SUPPORT_STATES as SUPPORT_STATES
