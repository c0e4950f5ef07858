"""What programmes do by themselves."""

from sekoci.kit.jobs import every, job
from sekoci.programs.actions import follow_due
from sekoci.programs.actions.measuring import measure_due, measure_program
from sekoci.programs.actions.publishing import count_for_partners
from sekoci.programs.actions.telling import tell_officers
from sekoci.programs.actions.telling_owners import tell_owners


@every(1800)
def follow_programs() -> None:
    follow_due()


@every(1800)
def measure_programs() -> None:
    measure_due()


@every(1800)
def publish_for_partners() -> None:
    count_for_partners()


@every(900)
def tell_of_last_week() -> None:
    tell_officers()


@every(300)
def tell_of_decisions() -> None:
    tell_owners()


@job("programs.measure")
def measure(program_id: int) -> None:
    measure_program(program_id)
