"""What reviews do after orders happened: ask how it was, once it is over; forget who asked to be forgotten."""

from uuid import UUID

from sekoci.kit.events import is_news, on
from sekoci.kit.jobs import later
from sekoci.orders.events import BuyersForgotten, OrdersMoved
from sekoci.reviews import jobs
from sekoci.reviews.actions import forget_authors


@on(OrdersMoved, consumer="reviews")
def ask_when_it_is_over(event: OrdersMoved) -> None:
    """Some hours later: first the receipt, then the tasting."""
    if event.state == "completed" and is_news():
        later(jobs.ask, after=jobs.AFTER, order_ids=event.order_ids)


@on(BuyersForgotten, consumer="reviews")
def forget(event: BuyersForgotten) -> None:
    forget_authors([UUID(text) for text in event.order_ids])
