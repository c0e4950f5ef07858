"""Whom to tell when something happens to a business."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class Contact:
    """A business's name and addresses, and its owner's phone (E.164; empty where unknown) and language.

    `place` is where buyers collect: the address, or the name where none is written.
    """

    slug: str
    name: str
    zone: str
    owner_phone: str
    owner_language: str
    place: str


def contacts_of(business_ids: Collection[int]) -> dict[int, Contact]:
    """Each business's first owner, of those whose account is open where one is. One statement, in the current scope.

    Demo shops have nobody to tell outside development: their numbers are invented, and a stranger's phone might ring.
    """
    rows = fetch(
        """
        select distinct on (b.id) b.id, b.slug, b.name, b.zone, coalesce(p.phone, ''), coalesce(p.language, 'id'),
               coalesce(nullif(b.address, ''), b.name)
        from registry_business b
        left join registry_membership m on m.business_id = b.id and m.role = 'owner' and m.until is null
        left join accounts_person p on p.id = m.person_id
        where b.id = any(%s) and (%s or not b.is_demo) order by b.id, not p.is_active, m.since
        """,
        (list(business_ids), settings.DEVELOPMENT),
    )
    return {row[0]: Contact(*row[1:]) for row in rows}
