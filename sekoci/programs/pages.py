"""What the pages of other modules show of ours."""

from sekoci.programs.names import AIMS as AIMS
from sekoci.programs.names import HOWS as HOWS
from sekoci.programs.names import POINTS as POINTS
from sekoci.programs.names import SOURCES as SOURCES
from sekoci.programs.names import STAGES as STAGES
from sekoci.programs.names import STATES as STATES
from sekoci.programs.names import SUPPORT_STATES as SUPPORT_STATES
from sekoci.programs.names import WAYS as WAYS
from sekoci.programs.names import reason_of as reason_of
