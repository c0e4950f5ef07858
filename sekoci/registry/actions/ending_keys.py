"""Staff end keys with which programs act for a shop: a suspended owner's, one that was lost. With a reason, told to the owner."""

from uuid import UUID

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries.contacts import contacts_of


def end_keys_as_staff(business_id: int, *, by: int, reason: str) -> bool:
    """End every key of a business; its owner can make new ones. False: none worked."""
    return _end(business_id, None, by=by, reason=reason)


@transaction.atomic
def end_key_as_staff(key_id: UUID, *, by: int, reason: str) -> bool:
    """End one key of whatever business. False: it did not work any more."""
    why = reason_in(reason)
    with across_businesses():
        rows = fetch("select business_id from registry_apikey where id = %s", (key_id,))
    if not rows:
        raise NotFound()
    return _end(rows[0][0], key_id, by=by, reason=why)


def _end(business_id: int, key_id: UUID | None, *, by: int, reason: str) -> bool:
    why = reason_in(reason)
    with in_business(business_id):
        if not fetch("select 1 from registry_business where id = %s", (business_id,)):
            raise NotFound()
        moment = now()
        ended = fetch(
            "update registry_apikey set revoked_at = %s where revoked_at is null and (expires_at is null or expires_at > %s)"
            " and (%s::uuid is null or id = %s::uuid) returning label",
            (moment, moment, key_id, key_id),
        )
        if not ended:
            return False
        note_act(by, "keys.end", about=f"business:{business_id}", reason=why)
        _tell(business_id, ", ".join(sorted(label for (label,) in ended))[:80], why)
    return True


def _tell(business_id: int, keys: str, reason: str) -> None:
    contact = contacts_of([business_id]).get(business_id)
    if contact and contact.owner_phone:
        facts, language = {"shop": contact.name, "keys": keys, "reason": reason}, contact.owner_language
        send_messages([MessageDraft(f"keys_ended:{new_id()}", contact.owner_phone, "keys_ended", facts, business_id, language)])
