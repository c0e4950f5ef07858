"""Background entries: telling the persons of a breach, and reminding staff of its deadline."""

from uuid import UUID

from sekoci.breaches import actions
from sekoci.kit.jobs import every, job, later


@job("breaches.tell")
def tell(breach_id: str) -> None:
    while actions.tell_some(UUID(breach_id)):
        pass


def later_tell(breach_id: UUID) -> None:
    """Ask for the job, in the surrounding transaction."""
    later(tell, breach_id=str(breach_id))


@every(300)
def remind() -> None:
    actions.remind_staff()
