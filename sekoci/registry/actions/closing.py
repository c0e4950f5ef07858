"""Closing a business for good: nobody finds it or sells in it any more; what its books need stays."""

from datetime import datetime

from sekoci.kit.clock import now
from sekoci.kit.events import announce
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.registry.events import ShopsChanged


def close_business(business_id: int) -> None:
    """Close it now; again changes nothing. Its phone, address, words and bank account go, name and books stay. No key works."""
    with in_business(business_id):
        if not fetch(
            "update registry_business set closed_at = %s, has_public_shop = false, phone = '', address = '', about = '',"
            " bank_account = '' where id = %s and closed_at is null returning 1",
            (now(), business_id),
        ):
            return
        fetch("update registry_apikey set revoked_at = %s where revoked_at is null", (now(),))
        fetch("update registry_membership set until = %s where until is null", (now(),))
        announce(ShopsChanged([business_id]))


def forget_invitations(*, before: datetime, most: int) -> int:
    """Take phone and name out of invitations that ended or ran out `before`; how many, `most` at a time."""
    with across_businesses():
        rows = fetch(
            "update registry_invitation set phone = '', name = '', ended_at = coalesce(ended_at, good_until),"
            " ended_how = case when ended_at is null then 'withdrawn' else ended_how end where id in ("
            "select id from registry_invitation where phone <> '' and coalesce(ended_at, good_until) < %s"
            " order by good_until limit %s for update skip locked) returning 1",
            (before, most),
        )
    return len(rows)
