"""Whether the customers' sums are those of their orders, for `sekoci verify`."""

from sekoci.books.queries import Checked
from sekoci.kit.sql import fetch
from sekoci.orders.queries import SUMS

MOST_NAMED = 50
BEHIND = """
select exists (
    select from kit_event event left join kit_cursor mine on mine.consumer = 'customers'
    where event.name = any(array['OrdersPlaced', 'OrdersMoved', 'PaymentsRefunded'])
      and (mine.consumer is null or (event.transaction, event.id) > (mine.transaction, mine.event_id))
)
"""
WRONG = f"""
select format('business %%s: customer %%s has %%s orders for Rp%%s, their orders make %%s for Rp%%s',
    coalesce(kept.business_id, told.business_id), coalesce(kept.id::text, 'missing'), coalesce(kept.orders, 0),
    coalesce(kept.spent, 0), coalesce(told.orders, 0), coalesce(told.spent, 0))
from customers_customer kept
full join ({SUMS.format(which="true")}) told on told.business_id = kept.business_id and told.buyer_phone = kept.phone
where (kept.name, kept.first_at, kept.last_at, kept.orders, kept.bought, kept.spent)
    is distinct from (told.name, told.first_at, told.last_at, told.orders, told.bought, told.spent)
limit %(most)s
"""  # noqa: S608  texts are ours


def problems() -> list[Checked]:
    """Compared while nothing new waits to be told; what waits is no damage."""
    what = "a customer's orders and sums are those of their orders"
    if fetch(BEHIND) == [(True,)]:
        return [Checked(what, 0, [])]
    [(counted,)] = fetch("select count(*) from customers_customer")
    return [Checked(what, counted, [text for (text,) in fetch(WRONG, {"most": MOST_NAMED})])]
