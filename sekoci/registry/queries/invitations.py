"""Invitations: those a business has sent, and those that wait for a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class Sent:
    """An invitation as the owner sees it; `is_over` when its week has gone by without an answer."""

    id: UUID
    phone: str
    name: str
    role: str
    good_until: datetime
    is_over: bool


@dataclass(frozen=True)
class Received:
    """An invitation as the invited sees it. `phone` is whom it is for, E.164; `is_open` while it can be answered; `invited_by` is
    empty for an owner who gave no name."""

    id: UUID
    phone: str
    role: str
    shop_name: str
    shop_place: str
    invited_by: str
    good_until: datetime
    is_open: bool


def invitations_of(business_id: int) -> list[Sent]:
    """Those nobody has answered yet, newest first."""
    with in_business(business_id):
        rows = fetch(
            "select id, phone, name, role, good_until, good_until <= %s from registry_invitation"
            " where business_id = %s and ended_at is null order by sent_at desc, id",
            (now(), business_id),
        )
    return [Sent(*row) for row in rows]


_RECEIVED = """
    select i.id, i.phone, i.role, b.name, a.path, p.name, i.good_until,
           i.ended_at is null and i.good_until > %(now)s and b.closed_at is null as is_open
    from registry_invitation i join registry_business b on b.id = i.business_id
    join registry_area a on a.code = b.area_id join accounts_person p on p.id = i.invited_by_id
"""


def invitations_for(phone: str) -> list[Received]:
    """What the holder of this phone may still answer, newest first."""
    if not phone:
        return []
    with across_businesses():
        rows = fetch(
            _RECEIVED + " where i.phone = %(phone)s and i.ended_at is null and i.good_until > %(now)s"
            " and b.closed_at is null order by i.sent_at desc, i.id",
            {"now": now(), "phone": phone},
        )
    return [Received(*row) for row in rows]


def invitation_by_id(invitation_id: UUID) -> Received | None:
    """One invitation, also one that is over: its id stands only in the message."""
    with across_businesses():
        rows = fetch(_RECEIVED + " where i.id = %(id)s", {"now": now(), "id": invitation_id})
    return Received(*rows[0]) if rows else None
