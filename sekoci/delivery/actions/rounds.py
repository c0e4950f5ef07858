"""What people decide about a round: who drives, and in which order. The caller says which orders; they are its own."""

from collections.abc import Sequence
from uuid import UUID

from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


def give_to_driver(business_id: int, order_ids: Sequence[UUID], driver_id: int | None) -> None:
    """Who brings these orders; None: nobody in particular. One statement."""
    with in_business(business_id):
        fetch(
            "insert into delivery_stop (id, business_id, order_id, driver_id)"
            " select id, %s, order_id, %s from unnest(%s::uuid[], %s::uuid[]) as wanted (id, order_id) order by order_id"
            " on conflict (business_id, order_id) do update set driver_id = excluded.driver_id",
            (business_id, driver_id, [new_id() for _ in order_ids], list(order_ids)),
        )


def put_in_order(business_id: int, order_ids: Sequence[UUID]) -> None:
    """These orders are driven in this order from now on. One statement."""
    with in_business(business_id):
        fetch(
            "insert into delivery_stop (id, business_id, order_id, position) select id, %s, order_id, position"
            " from unnest(%s::uuid[], %s::uuid[], %s::int[]) as wanted (id, order_id, position) order by order_id"
            " on conflict (business_id, order_id) do update set position = excluded.position",
            (business_id, [new_id() for _ in order_ids], list(order_ids), list(range(len(order_ids)))),
        )


def leave_order_to_us(business_id: int, order_ids: Sequence[UUID]) -> None:
    """Nobody's order any longer: the way is worked out again."""
    with in_business(business_id):
        fetch("update delivery_stop set position = null where order_id = any(%s)", (list(order_ids),))
