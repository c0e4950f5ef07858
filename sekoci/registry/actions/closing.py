"""Closing a business for good: nobody finds it or sells in it any more; what its books need stays."""

from sekoci.kit.clock import now
from sekoci.kit.events import announce
from sekoci.kit.scope import in_business
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
