"""Background entries."""

from uuid import UUID

from sekoci.kit.jobs import every, job, later
from sekoci.operations import actions, alarms


@job("operations.check", queue="slow")
def check(check_id: str) -> None:
    actions.run_check(UUID(check_id))


def later_check(check_id: UUID) -> None:
    """Ask for the job, in the surrounding transaction."""
    later(check, check_id=str(check_id))


@every(900)
def nightly() -> None:
    """The worker looks four times an hour whether the night's check is due."""
    actions.ask_nightly_check()


@every(900)
def alarm() -> None:
    """Staff hear of what is wrong, once a day."""
    alarms.tell_staff()
