"""Who the customers are: told by their orders, noted by the shop, forgotten on request."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import Rows, arrays, fetch
from sekoci.orders.actions import forget_buyer, forget_buyer_everywhere, forget_buyers
from sekoci.orders.queries import buyers_of

KEEPING = 7_220_418
"""The advisory lock under which customers are told from orders (shared) or forgotten (alone)."""
_CUSTOMERS = Rows(
    "customers_customer",
    {
        "id": "uuid",
        "business_id": "bigint",
        "phone": "text",
        "name": "text",
        "first_at": "timestamptz",
        "last_at": "timestamptz",
        "orders": "int",
        "bought": "int",
        "spent": "bigint",
    },
)
_ANEW = """
on conflict (business_id, phone) do update set name = excluded.name, first_at = excluded.first_at, last_at = excluded.last_at,
    orders = excluded.orders, bought = excluded.bought, spent = excluded.spent
"""


def recount(order_ids: Sequence[UUID]) -> int:
    """Tell the customers of these orders anew from all of their orders; how many. Any number of times, in three statements.

    Whoever is being forgotten meanwhile stays forgotten: the sums are read after the lock.
    """
    with across_businesses():
        fetch("select pg_advisory_xact_lock_shared(%s)", (KEEPING,))
        rows = [
            (new_id(), each.business_id, each.phone, each.name, each.first_at, each.last_at, each.orders, each.bought, each.spent)
            for each in sorted(buyers_of(order_ids), key=lambda each: (each.business_id, each.phone))
        ]
        _CUSTOMERS.insert(rows, then=_ANEW)
    return len(rows)


def forget_customer(business_id: int, customer_id: UUID) -> None:
    """Forget who a customer is: the row, notes and consents go, the orders lose name, phone, address and note.

    Refused (StillOpen) while an order is open or owed. Nothing brings them back but a new order of their own.
    """
    with in_business(business_id):
        fetch("select pg_advisory_xact_lock(%s)", (KEEPING,))
        rows = fetch("select phone from customers_customer where id = %s for update", (customer_id,))
        if not rows:
            raise NotFound()
        [(phone,)] = rows
        forget_buyer(business_id, phone)
        fetch("delete from customers_note where customer_id = %s", (customer_id,))
        fetch("delete from customers_consent where phone = %s", (phone,))
        fetch("delete from customers_customer where id = %s", (customer_id,))


def forget_customer_everywhere(phone: str) -> int:
    """The same in every shop at once, or in none; how many orders lost their buyer. StillOpen names nobody's order."""
    with across_businesses():
        fetch("select pg_advisory_xact_lock(%s)", (KEEPING,))
        orders = forget_buyer_everywhere(phone)
        fetch("delete from customers_note where customer_id in (select id from customers_customer where phone = %s)", (phone,))
        fetch("delete from customers_consent where phone = %s", (phone,))
        fetch("delete from customers_customer where phone = %s", (phone,))
    return orders


def forget_quiet_customers(*, before: datetime, most: int) -> int:
    """Forget customers who ordered nothing since `before`, `most` at a time; whoever owes or waits is left alone. How many."""
    with across_businesses():
        fetch("select pg_advisory_xact_lock(%s)", (KEEPING,))
        pairs = fetch(
            "select business_id, phone from customers_customer where last_at < %s order by last_at limit %s", (before, most)
        )
        forget_buyers(pairs)
        gone = fetch(
            "select c.id, c.business_id, c.phone from customers_customer c join unnest(%s::bigint[], %s::text[]) as old (b, p)"
            " on old.b = c.business_id and old.p = c.phone where not exists (select from orders_order o"
            " where o.business_id = c.business_id and o.buyer_phone = c.phone)",
            arrays(pairs) or ["{}", "{}"],
        )
        ids = [row[0] for row in gone]
        fetch("delete from customers_note where customer_id = any(%s)", (ids,))
        fetch(
            "delete from customers_consent where (business_id, phone) in (select * from unnest(%s::bigint[], %s::text[]))",
            arrays([row[1:] for row in gone]) or ["{}", "{}"],
        )
        fetch("delete from customers_customer where id = any(%s)", (ids,))
    return len(ids)
