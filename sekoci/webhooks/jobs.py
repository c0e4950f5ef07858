"""Background entries of webhooks."""

from sekoci.kit.jobs import every, job
from sekoci.webhooks import actions
from sekoci.webhooks.whose import whose


@job("webhooks.deliver", queue="outside")
def deliver(target_id: str, business_id: int | None = None, organisation_id: int | None = None) -> None:
    actions.deliver_to(whose(business_id, organisation_id), target_id)


@job("webhooks.deliver_slow", queue="slow")
def deliver_slow(target_id: str, business_id: int | None = None, organisation_id: int | None = None) -> None:
    """For targets that failed or were slow the last time: they wait for one another, not others for them."""
    actions.deliver_to(whose(business_id, organisation_id), target_id)


@every(1)
def ask_for_due() -> None:
    actions.ask_for_due()


@every(600)
def tidy() -> None:
    actions.tidy()
