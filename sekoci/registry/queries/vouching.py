"""Who works beside whom: for vouching when a phone is lost."""

from datetime import datetime

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.rules import Voucher, may_vouch

_BESIDE = """
    select other.person_id, mine.person_id, mine.role, mine.since from registry_membership mine
    join registry_membership other on other.business_id = mine.business_id and other.person_id <> mine.person_id
    join registry_business b on b.id = mine.business_id and b.closed_at is null
    where mine.until is null and other.until is null and
"""


def may_vouch_for(person_id: int, now: datetime) -> set[int]:
    """The people for whom this person may vouch as a member."""
    with across_businesses():
        rows = fetch(_BESIDE + "mine.person_id = %s", (person_id,))
    return {row[0] for row in rows if may_vouch("member", Voucher(row[2], row[3]), now)}


def vouchers_of(person_id: int, now: datetime) -> set[int]:
    """The members who may vouch for this person."""
    with across_businesses():
        rows = fetch(_BESIDE + "other.person_id = %s", (person_id,))
    return {row[1] for row in rows if may_vouch("member", Voucher(row[2], row[3]), now)}


def owners_beside(person_id: int) -> set[int]:
    """The other owners of the businesses in which this person works."""
    with across_businesses():
        rows = fetch(_BESIDE + "other.person_id = %s and mine.role = 'owner'", (person_id,))
    return {row[1] for row in rows}


def works_anywhere(person_id: int) -> bool:
    """Whether this person has a role in any business."""
    with across_businesses():
        return bool(fetch("select 1 from registry_membership where person_id = %s and until is null limit 1", (person_id,)))
