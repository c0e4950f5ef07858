"""What goes on at the businesses of somebody whose account is shut."""

from dataclasses import dataclass

from sekoci.kit.clock import now
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class LeftOpen:
    """A business that somebody owns, or for which a key of theirs works. `owners`: others who can still log in."""

    id: int
    name: str
    slug: str
    is_public: bool
    keys: int
    owners: int


def left_open_by(person_id: int) -> list[LeftOpen]:
    """Across businesses, those that are not closed; one statement."""
    rows = fetch(
        """
        with works as (select business_id, made_by_id from registry_apikey
            where revoked_at is null and (expires_at is null or expires_at > %(now)s))
        select b.id, b.name, b.slug, b.has_public_shop, (select count(*) from works where business_id = b.id),
            (select count(*) from registry_membership o join accounts_person p on p.id = o.person_id and p.is_active
             where o.business_id = b.id and o.role = 'owner' and o.until is null and o.person_id <> %(person)s)
        from registry_business b
        where b.closed_at is null and (b.id in (select business_id from works where made_by_id = %(person)s)
            or b.id in (select business_id from registry_membership
                where person_id = %(person)s and role = 'owner' and until is null))
        order by b.name, b.id limit 50
        """,
        {"now": now(), "person": person_id},
    )
    return [LeftOpen(*row) for row in rows]
