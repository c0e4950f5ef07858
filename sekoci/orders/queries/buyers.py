"""Reads about the people who order, known by the phone they gave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.payments.queries import OWED


@dataclass(frozen=True)
class BuyerSums:
    """All that a phone ever ordered at a business. `orders` that were not called off, `bought` those whose goods left, `spent`
    the rupiah of these less what came back; `name` as it was last given."""

    business_id: int
    phone: str
    name: str
    first_at: datetime
    last_at: datetime
    orders: int
    bought: int
    spent: int


SUMS = """
    select o.business_id, o.buyer_phone,
        coalesce((array_agg(o.buyer_name order by o.placed_at desc, o.id desc) filter (where o.buyer_name <> ''))[1], '') as name,
        min(o.placed_at) as first_at, max(o.placed_at) as last_at,
        count(*) filter (where o.state not in ('cancelled', 'expired'))::int as orders,
        count(*) filter (where o.state in ('handed_over', 'sent', 'completed') and paid.stays)::int as bought,
        coalesce(sum(o.total - paid.back) filter (
            where o.state in ('handed_over', 'sent', 'completed') and paid.stays), 0)::bigint as spent
    from orders_order o
    left join lateral (
        select p.status not in ('cancelled', 'refunded') as stays,
               coalesce((select sum(r.amount) from payments_refund r where r.payment_id = p.id), 0) as back
        from payments_payment p where p.business_id = o.business_id and p.order_id = o.id
    ) paid on true
    where {which} and o.buyer_phone <> ''
    group by o.business_id, o.buyer_phone
"""
"""A part for a statement of whoever knows the buyers; `which` says whose orders."""


def buyers_of(order_ids: Collection[UUID]) -> list[BuyerSums]:
    """Everything that the buyers of these orders ever ordered: for handlers, inside `across_businesses`. One statement."""
    which = "(o.business_id, o.buyer_phone) in (select business_id, buyer_phone from orders_order where id = any(%s))"
    return [BuyerSums(*row) for row in fetch(SUMS.format(which=which), (list(order_ids),))]


@dataclass(frozen=True)
class Usual:
    """What somebody orders most: pieces of all their orders that were not called off."""

    name: str
    unit: str
    pieces: int


def usual_goods(business_id: int, phone: str, *, limit: int = 3) -> list[Usual]:
    """What this phone ordered most at a business; one statement."""
    with in_business(business_id):
        rows = fetch(
            """
            select (array_agg(line.name order by line.id desc))[1], (array_agg(line.unit order by line.id desc))[1],
                   sum(line.quantity)::bigint
            from orders_order o join orders_orderline line on line.order_id = o.id
            where o.buyer_phone = %s and o.state not in ('cancelled', 'expired')
            group by coalesce(line.variant_id::text, line.name) order by 3 desc, 1 limit %s
            """,
            (phone, limit),
        )
    return [Usual(*row) for row in rows]


OWED_BY = f"""
    select coalesce(sum(o.total), 0)::bigint from orders_order o
    where o.business_id = {{business}} and o.buyer_phone = {{phone}} and o.id in ({OWED})
"""  # noqa: S608  ours
"""Rupiah that a phone owes for goods it has: a part for a statement of whoever knows the buyers."""


OPEN = ("placed", "accepted", "packed", "handed_over", "sent")


@dataclass(frozen=True)
class Unfinished:
    """An order that keeps its buyer from being forgotten."""

    shop: str
    code: str


def unfinished_of(phone: str) -> list[Unfinished]:
    """Orders of a phone that are open or owed, where the scope reaches; one statement."""
    return _unfinished("o.buyer_phone = %s and o.buyer_phone <> ''", phone)


def unfinished_in(business_ids: Collection[int]) -> list[Unfinished]:
    """Orders of these shops that are open or owed; one statement."""
    return _unfinished("o.business_id = any(%s)", list(business_ids))


def _unfinished(which: str, value: object) -> list[Unfinished]:
    rows = fetch(
        f"select b.name, o.code from orders_order o join registry_business b on b.id = o.business_id"  # noqa: S608  ours
        f" where {which} and (o.state = any(%s) or o.id in ({OWED})) order by o.id limit 20",
        (value, list(OPEN)),
    )
    return [Unfinished(*row) for row in rows]
