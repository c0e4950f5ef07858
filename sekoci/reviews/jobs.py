"""Background entries of reviews."""

from datetime import timedelta
from uuid import UUID

from sekoci.kit.jobs import job
from sekoci.reviews import actions

AFTER = timedelta(hours=3)


@job("reviews.ask")
def ask(order_ids: list[str]) -> None:
    actions.ask_for_reviews([UUID(text) for text in order_ids])
