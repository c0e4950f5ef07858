"""Forgetting a buyer: what they bought stays for the books, who they were does not."""

from sekoci.delivery.actions import forget_receivers
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.events import announcement
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.events import BuyersForgotten
from sekoci.orders.queries import OPEN
from sekoci.payments.queries import OWED


class StillOpen(Refusal):
    code, status = "still_open", 409
    id = "Masih ada pesanan yang berjalan atau belum dibayar. Selesaikan dulu."
    en = "An order is still open or unpaid. Finish it first."


def forget_buyer(business_id: int, phone: str) -> int:
    """Take name, phone, address and note out of all orders of a phone; how many orders. Nothing brings them back.

    Refused (StillOpen) while an order is open or owed. The orders, their sums and their codes stay.
    """
    with in_business(business_id):
        if fetch(
            f"select 1 from orders_order where buyer_phone = %s and (state = any(%s) or id in ({OWED})) limit 1",  # noqa: S608  ours
            (phone, list(OPEN)),
        ):
            raise StillOpen()
        rows = fetch(
            f"""
            with forgotten as (
                update orders_order set buyer_name = '', buyer_phone = '', address = '', note = ''
                where buyer_phone = %s and state <> all(%s) and id not in ({OWED}) returning id
            ), told as ({announcement(BuyersForgotten, field="order_ids", of="forgotten")})
            select id from forgotten
            """,  # noqa: S608  the announcement is ours
            (phone, list(OPEN), clock.now()),
        )
        forget_receivers(business_id, [order_id for (order_id,) in rows])
    return len(rows)
