"""What programmes do by themselves."""

from sekoci.kit.jobs import every
from sekoci.programs.actions import follow_due


@every(1800)
def follow_programs() -> None:
    follow_due()
