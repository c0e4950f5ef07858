"""How many orders there are of which kind, for the owner's pages."""

from datetime import datetime

from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.queries.buyers import OPEN
from sekoci.orders.queries.orders import SHORT, SHORT_FOR

BY_STATE = "select state, count(*) from orders_order where state = any(%s) group by state"
AND_SHORT = f"{BY_STATE} union all select 'short', count(*) from orders_order where {SHORT}"  # noqa: S608  ours


def count_by_state(business_id: int, *, and_short: bool = False) -> dict[str, int]:
    """How many orders are in each state that still asks for something; `and_short`: how many sold more than was there.

    A page asks for the states every five seconds, so they alone are what an index answers.
    """
    values = (list(OPEN), clock.now() - SHORT_FOR) if and_short else (list(OPEN),)
    with in_business(business_id):
        return dict(fetch(AND_SHORT if and_short else BY_STATE, values))


def count_by_way_in(business_id: int, *, since: datetime) -> dict[str, int]:
    """How many orders came by each of the shop's links since then, cancelled ones left out."""
    with in_business(business_id):
        return dict(
            fetch(
                "select way_in, count(*) from orders_order where placed_at >= %s and way_in <> ''"
                " and state not in ('cancelled', 'expired') group by way_in",
                (since,),
            )
        )
