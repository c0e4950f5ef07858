"""Staff switch connections off: those of a suspended owner, one that leaks. With a reason; an owner is told."""

from uuid import UUID

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries import contacts_of
from sekoci.registry.queries.officers import in_organisation


@transaction.atomic
def switch_off_as_staff(business_id: int, *, by: int, reason: str) -> bool:
    """Nothing of this business is told to anybody's system any more; its owner can switch them on again. False: none was on."""
    why = reason_in(reason)
    with in_business(business_id):
        contact = contacts_of([business_id]).get(business_id)
        if not contact and not fetch("select 1 from registry_business where id = %s", (business_id,)):
            raise NotFound()
        ended = fetch(
            "update webhooks_target set state = 'off', changed_at = %s where business_id = %s and state in ('on', 'paused')"
            " returning name",
            (now(), business_id),
        )
        if not ended:
            return False
        note_act(by, "webhooks.off", about=f"business:{business_id}", reason=why)
        if contact and contact.owner_phone:
            names = ", ".join(sorted(name for (name,) in ended))[:80]
            facts, key = {"shop": contact.name, "target": names, "reason": why}, f"webhooks_off:{new_id()}"
            send_messages([MessageDraft(key, contact.owner_phone, "webhooks_off", facts, business_id, contact.owner_language)])
    return True


def switch_off_for_organisation(organisation_id: int, target_id: UUID | None = None) -> list[str]:
    """Nothing of this organisation is told to this system (None: to any) any more; their names. Officers may switch on again."""
    with in_organisation(organisation_id):
        ended = fetch(
            "update webhooks_target set state = 'off', changed_at = %s where organisation_id = %s and state in ('on', 'paused')"
            " and (%s::uuid is null or id = %s::uuid) returning name",
            (now(), organisation_id, target_id, target_id),
        )
    return [str(name) for (name,) in ended]
