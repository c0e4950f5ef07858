"""Background entries of webhooks."""

from sekoci.kit.jobs import every, job
from sekoci.webhooks import actions


@job("webhooks.deliver", queue="outside")
def deliver(business_id: int, target_id: str) -> None:
    actions.deliver_to(business_id, target_id)


@job("webhooks.deliver_slow", queue="slow")
def deliver_slow(business_id: int, target_id: str) -> None:
    """For targets that failed or were slow the last time: they wait for one another, not others for them."""
    actions.deliver_to(business_id, target_id)


@every(1)
def ask_for_due() -> None:
    actions.ask_for_due()


@every(600)
def tidy() -> None:
    actions.tidy()
