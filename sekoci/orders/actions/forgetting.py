"""Forgetting a buyer: what they bought stays for the books, who they were does not."""

from collections.abc import Sequence
from datetime import datetime

from sekoci.catalog.actions import forget_voucher_phones
from sekoci.delivery.actions import forget_receivers
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.events import announcement
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import arrays, fetch
from sekoci.messaging.actions import forget_fact
from sekoci.orders.events import BuyersForgotten
from sekoci.orders.queries import OPEN, unfinished_of
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
        return _forget(phone)


def forget_buyer_everywhere(phone: str) -> int:
    """The same in every shop at once, or in none."""
    with across_businesses():
        return _forget(phone)


def forget_buyers(pairs: Sequence[tuple[int, str]]) -> int:
    """The same for many at once (business, phone); whose orders are not all finished and paid is left alone. How many orders."""
    if not pairs:
        return 0
    whole = f"""
        (business_id, buyer_phone) in (select * from unnest(%s::bigint[], %s::text[])) and not exists (
            select from orders_order u where u.business_id = orders_order.business_id
            and u.buyer_phone = orders_order.buyer_phone and (u.state = any(%s) or u.id in ({OWED})))
    """  # noqa: S608  ours
    with across_businesses():
        return _strip(whole, *arrays(pairs), list(OPEN))


def strip_old_names(*, before: datetime, most: int) -> int:
    """Take name, place and note out of finished orders placed `before` that carry no phone; how many, `most` at a time."""
    which = (
        "id in (select id from orders_order where placed_at < %s and buyer_phone = ''"
        " and (buyer_name <> '' or address <> '' or area_code <> '' or note <> '')"
        " order by placed_at limit %s for update skip locked)"
    )
    with across_businesses():
        return _strip(which, before, most)


def _forget(phone: str) -> int:
    if unfinished_of(phone):
        raise StillOpen()
    return _strip("buyer_phone = %s and business_id in (select id from registry_business)", phone)


def _strip(which: str, *values: object) -> int:
    rows = fetch(
        f"""
        with forgotten as (
            update orders_order set buyer_name = '', buyer_phone = '', address = '', area_code = '', note = ''
            where {which} and state <> all(%s) and id not in ({OWED}) returning id, business_id
        ), told as ({announcement(BuyersForgotten, field="order_ids", of="forgotten")})
        select business_id, id from forgotten
        """,  # noqa: S608  the announcement is ours
        (*values, list(OPEN), clock.now()),
    )
    forget_receivers(rows)
    forget_voucher_phones(rows)
    forget_fact([(business_id, f"order-new:{order_id}") for business_id, order_id in rows], "buyer")
    return len(rows)
