"""Staff keep a shop from everybody's sight, and let it be seen again: with a reason, told to its owner."""

from uuid import UUID

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.actions.inviting import withdraw_invitation
from sekoci.registry.events import ShopsChanged
from sekoci.registry.queries.contacts import contacts_of


class ShopWithheld(Refusal):
    """Its owner wants to publish it meanwhile."""

    code, status = "shop_withheld", 409
    id = "Toko ini disembunyikan pengelola Sekoci: {why}. Hubungi pengelola."
    en = "This shop was hidden by Sekoci's staff: {why}. Contact them."


def withhold_shop(business_id: int, *, by: int, reason: str) -> bool:
    """Hide a shop until staff release it; orders that stand go on. False: was hidden by staff already."""
    why = reason_in(reason)
    with in_business(business_id):
        if _locked(business_id):
            return False
        fetch(
            "update registry_business set withheld_at = %s, withheld_why = %s, was_public = has_public_shop,"
            " has_public_shop = false where id = %s",
            (now(), why, business_id),
        )
        note_act(by, "shop.hide", about=f"business:{business_id}", reason=why)
        _tell(business_id, "shop_withheld", reason=why)
    return True


def release_shop(business_id: int, *, by: int, reason: str) -> bool:
    """Let a shop be seen again, if it was public before. False: was not hidden by staff."""
    why = reason_in(reason)
    with in_business(business_id):
        if not _locked(business_id):
            return False
        fetch(
            "update registry_business set withheld_at = null, withheld_why = '', was_public = false,"
            " has_public_shop = was_public and closed_at is null where id = %s",
            (business_id,),
        )
        note_act(by, "shop.show", about=f"business:{business_id}", reason=why)
        _tell(business_id, "shop_released")
    return True


def refuse_if_withheld(business_id: int) -> None:
    """Inside the business: raise ShopWithheld while staff keep it hidden."""
    rows = fetch("select withheld_why from registry_business where id = %s and withheld_at is not null", (business_id,))
    if rows:
        raise ShopWithheld(why=rows[0][0])


@transaction.atomic
def withdraw_as_staff(invitation_id: UUID, *, by: int, reason: str) -> bool:
    """Withdraw any shop's invitation, such as one sent to a stranger. False: it had ended."""
    why = reason_in(reason)
    with across_businesses():
        rows = fetch("select business_id, ended_at is not null from registry_invitation where id = %s", (invitation_id,))
    if not rows:
        raise NotFound()
    [(business_id, is_over)] = rows
    if is_over:
        return False
    withdraw_invitation(business_id, invitation_id)
    note_act(by, "invitation.withdraw", about=f"invitation:{invitation_id}", reason=why)
    return True


def _locked(business_id: int) -> bool:
    """Whether staff hide it; its row is ours until the end of the transaction."""
    rows = fetch("select withheld_at is not null from registry_business where id = %s for no key update", (business_id,))
    if not rows:
        raise NotFound()
    return bool(rows[0][0])


def _tell(business_id: int, template: str, **facts: str) -> None:
    announce(ShopsChanged([business_id]))
    contact = contacts_of([business_id]).get(business_id)
    if contact and contact.owner_phone:
        said = {"shop": contact.name} | facts
        language = contact.owner_language
        send_messages([MessageDraft(f"{template}:{new_id()}", contact.owner_phone, template, said, business_id, language)])
