"""What registry does in the background."""

from uuid import UUID

from sekoci.kit.jobs import every, job
from sekoci.registry import actions


@job("registry.tell_vouchers")
def tell_vouchers(change_id: str) -> None:
    actions.tell_vouchers(UUID(change_id))


@every(60)
def finish_number_changes() -> None:
    actions.finish_number_changes()
