"""What programmes do by themselves."""

from typing import Any

from django.db import transaction

from sekoci.kit.jobs import every, is_stopped, job, later, stop
from sekoci.programs.actions import enrol_more, follow_due, follow_outlets, lock_program
from sekoci.programs.actions.measuring import measure_due, measure_program
from sekoci.programs.actions.publishing import count_for_partners
from sekoci.programs.actions.telling import tell_officers
from sekoci.programs.actions.telling_owners import tell_owners
from sekoci.programs.rules import Filter


@every(1800)
def follow_programs() -> None:
    follow_due()


@every(30)
def follow_linkings() -> None:
    follow_outlets()


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


@job("programs.take_in", priority=1)
@transaction.atomic
def take_in(
    program: str, organisation: str, person_id: int, cohort: str, only: dict[str, Any], left: int, whole: int = 0
) -> None:
    """A batch, and the next one asked for in the same transaction: whichever dies is done again, none twice.

    `whole`: how many were asked for at first. Between two batches somebody may stop it (`stop_taking_in`).
    """
    lock_program(program)
    if is_stopped(take_in, program=program):
        return
    wish = Filter.read(only)
    came = enrol_more(program, person_id=person_id, organisation=organisation, cohort=cohort, only=wish, most=left)
    if 0 < came < left:
        later(
            take_in,
            program=program, organisation=organisation, person_id=person_id, cohort=cohort, only=only, left=left - came,
            whole=whole,
        )  # fmt: skip


@transaction.atomic
def stop_taking_in(program: str) -> int:
    """No batch comes after the one that runs now, which this waits for; how many were taken back."""
    lock_program(program)
    return stop(take_in, program=program)
