"""What must be known before somebody leaves for good."""

from sekoci.kit.sql import fetch


def only_owned_by(person_id: int) -> dict[int, str]:
    """Open businesses that have no owner but this person: names by id. Across businesses, one statement."""
    rows = fetch(
        """
        select b.id, b.name from registry_membership m join registry_business b on b.id = m.business_id and b.closed_at is null
        where m.person_id = %(person)s and m.role = 'owner' and m.until is null and not exists (
            select from registry_membership other where other.business_id = b.id and other.role = 'owner'
            and other.until is null and other.person_id <> %(person)s)
        order by b.id
        """,
        {"person": person_id},
    )
    return dict(rows)
