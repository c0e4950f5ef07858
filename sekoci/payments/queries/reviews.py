"""What providers said, for the owner to look through; what fits nothing stands first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch

PAGE = 30
SHOW = {
    "open": "n.outcome in ('repeated', 'cancelled', 'different') and n.reviewed_at is null",
    "done": "n.outcome in ('repeated', 'cancelled', 'different') and n.reviewed_at is not null",
    "settled": "n.outcome = 'settled'",
    "all": "true",
}
OPEN = f"select count(*) from payments_notice n where n.business_id = %s and {SHOW['open']}"  # noqa: S608  words are ours
ORDERS = {"newest": "n.received_at desc, n.id desc", "oldest": "n.received_at, n.id", "biggest": "n.amount desc, n.id desc"}


@dataclass(frozen=True)
class NoticeFilter:
    """`show` is a key of SHOW, `order` one of ORDERS."""

    show: str = "open"
    order: str = "newest"


@dataclass(frozen=True)
class NoticeRow:
    """A notice with the payment it speaks of. `suspense`: rupiah that wait under *uang belum jelas* since."""

    id: UUID
    outcome: str
    amount: int
    suspense: int
    provider: str
    received_at: datetime
    reviewed_at: datetime | None
    resolution: str
    reference: str
    payment_id: UUID | None
    order_id: UUID | None
    order_code: str
    asked: int | None
    payment_status: str

    @property
    def is_open(self) -> bool:
        return self.outcome in ("repeated", "cancelled", "different") and self.reviewed_at is None

    @property
    def can_be_accepted(self) -> bool:
        """Money of another amount may still be taken as the payment while nothing else has settled it."""
        return self.is_open and self.outcome == "different" and self.payment_status == "waiting"


@dataclass(frozen=True)
class NoticePage:
    rows: list[NoticeRow]
    more: bool


SELECT = """
select n.id, n.outcome, n.amount, n.suspense, n.provider, n.received_at, n.reviewed_at, n.resolution, n.reference, n.payment_id,
       p.order_id, coalesce(p.order_code, ''), p.amount, coalesce(p.status, '')
from payments_notice n left join payments_payment p on p.id = n.payment_id
"""


def notices_of(business_id: int, wish: NoticeFilter, *, offset: int = 0, limit: int = PAGE) -> NoticePage:
    """What providers said about this business's payments; one statement."""
    where, order = SHOW.get(wish.show, SHOW["open"]), ORDERS.get(wish.order, ORDERS["newest"])
    with in_business(business_id):
        rows = fetch(
            f"{SELECT} where n.business_id = %s and {where} order by {order} offset %s limit %s",
            (business_id, offset, limit + 1),
        )
    return NoticePage([NoticeRow(*row) for row in rows[:limit]], more=len(rows) > limit)


def count_to_review(business_id: int) -> int:
    """How many notices wait for the owner's eye; for a badge."""
    with in_business(business_id):
        [(count,)] = fetch(OPEN, (business_id,))
    return int(count)


def notices_by_id(notice_ids: Collection[UUID]) -> list[tuple[int, NoticeRow]]:
    """These notices with their businesses, in the caller's scope; those of nobody are left out."""
    rows = fetch(SELECT.replace("select n.id", "select n.business_id, n.id", 1) + " where n.id = any(%s)", (list(notice_ids),))
    return [(row[0], NoticeRow(*row[1:])) for row in rows if row[0] is not None]


def strangers(*, limit: int = 100) -> list[NoticeRow]:
    """For the operator: notices of payments nobody knows, and forged ones; newest first."""
    with across_businesses():
        rows = fetch(f"{SELECT} where n.outcome in ('unknown', 'forged') order by n.id desc limit %s", (limit,))
    return [NoticeRow(*row) for row in rows]
