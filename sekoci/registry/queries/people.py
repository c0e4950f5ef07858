"""Who belongs to which business."""

from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class MyBusiness:
    """A business as its people see it in a list."""

    id: int
    slug: str
    name: str
    sells: str
    area_path: str
    role: str
    has_public_shop: bool


def businesses_of(person_id: int) -> list[MyBusiness]:
    """The businesses in which somebody has a role now, by name."""
    with across_businesses():
        rows = fetch(
            """
            select b.id, b.slug, b.name, b.sells, a.path, m.role, b.has_public_shop
            from registry_membership m
            join registry_business b on b.id = m.business_id
            join registry_area a on a.code = b.area_id
            where m.person_id = %s and m.until is null and b.closed_at is null
            order by lower(b.name), b.id
            """,
            (person_id,),
        )
    return [MyBusiness(*row) for row in rows]


@dataclass(frozen=True)
class Member:
    """Somebody who works in a business. `name` may be empty, `phone` is E.164 or empty."""

    person_id: int
    name: str
    phone: str
    role: str
    since: datetime


def members_of(business_id: int) -> list[Member]:
    """Everybody with a role now: owners first, then by name."""
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, p.name, coalesce(p.phone, ''), m.role, m.since
            from registry_membership m join accounts_person p on p.id = m.person_id
            where m.business_id = %s and m.until is null
            order by array_position(array['owner', 'staff', 'cashier'], m.role::text), lower(p.name), p.id
            """,
            (business_id,),
        )
    return [Member(*row) for row in rows]


def role_of(person_id: int, business_id: int) -> str | None:
    """`owner`, `staff` or `cashier`; None for somebody who does not belong there."""
    with in_business(business_id):
        rows = fetch(
            "select role from registry_membership where business_id = %s and person_id = %s and until is null",
            (business_id, person_id),
        )
    return str(rows[0][0]) if rows else None
