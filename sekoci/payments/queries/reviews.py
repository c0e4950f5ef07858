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
        return self.is_open and self.outcome == "different" and self.payment_status == "waiting" and self.suspense > 0

    @property
    def contradicts(self) -> bool:
        """Its transaction had said another sum before: no money of its own."""
        return self.outcome == "different" and self.suspense == 0


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


@dataclass(frozen=True)
class Stranger:
    """A genuine notice that names no payment of anybody: what its provider said, for the operator."""

    id: UUID
    provider: str
    reference: str
    amount: int
    body: str
    received_at: datetime
    reviewed_at: datetime | None


STRANGE = "from payments_notice where business_id is null and outcome = 'unknown'"
STRANGERS = f"""
select id, provider, reference, coalesce(amount, 0), body, received_at, reviewed_at {STRANGE}
and (not %s or reviewed_at is null) order by id desc limit %s
"""
STRANGERS_WAITING = f"select count(*) {STRANGE} and reviewed_at is null"


def strangers(*, waiting: bool = True, limit: int = 100) -> list[Stranger]:
    """Genuine notices of payments that nobody knows, or that nobody can read; newest first. `waiting`: not ticked off yet."""
    with across_businesses():
        rows = fetch(STRANGERS, (waiting, limit))
    return [Stranger(*row) for row in rows]


def count_strangers() -> int:
    """How many of them wait for the operator."""
    with across_businesses():
        [(count,)] = fetch(STRANGERS_WAITING)
    return int(count)
