"""Reads about rounds and about what proves that they arrived."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac

from sekoci.delivery.rules import four_digits
from sekoci.kit.scope import reading
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class StopView:
    """What was decided about a stop: its place in the round, who drives; None where nobody said."""

    position: int | None
    driver_id: int | None


@dataclass(frozen=True)
class ProofView:
    """That an order arrived: `how` is `code`, or `word` with what was `said`. `cash` rupiah were taken at the door."""

    how: str
    said: str
    cash: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Brought:
    """What one person brought since some moment: how many orders, and the rupiah taken at their doors.

    Whoever drove, also where somebody else entered the code; where nobody was named, who entered it.
    """

    by: str
    orders: int
    cash: int


def code_at_door(order_id: UUID) -> str:
    """Four digits that the buyer of this order says at the door. Kept nowhere: it follows from the installation's secret."""
    return four_digits(salted_hmac("sekoci.delivery.code", str(order_id), algorithm="sha256").digest())


def stops_of(business_id: int, order_ids: Collection[UUID], *, since: datetime) -> tuple[dict[UUID, StopView], list[Brought]]:
    """What was decided about these orders, by order; and who brought how much since that moment. One statement."""
    with reading(business_id):
        rows = fetch(
            """
            select brought.rows, stop.order_id, stop.position, stop.driver_id
            from (
                select coalesce(jsonb_agg(jsonb_build_array(by, orders, cash) order by by), '[]') as rows
                from (
                    select coalesce('owner:' || stop.driver_id, proof.by) as by, count(*) orders, sum(cash) cash
                    from delivery_proof proof left join delivery_stop stop using (business_id, order_id)
                    where proof.at >= %s group by 1
                ) each
            ) brought left join delivery_stop stop on stop.order_id = any(%s)
            """,
            (since, list(order_ids)),
        )
    return {row[1]: StopView(*row[2:]) for row in rows if row[1]}, [Brought(*each) for each in json.loads(rows[0][0])]


def proof_of(business_id: int, order_id: UUID) -> ProofView | None:
    """What proves that this order arrived. One statement."""
    with reading(business_id):
        rows = fetch("select how, said, cash, by, at from delivery_proof where order_id = %s", (order_id,))
    return ProofView(*rows[0]) if rows else None
