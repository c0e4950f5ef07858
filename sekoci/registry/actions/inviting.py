"""Invitations by phone: sent as a message, good for a week, answered after login with that very phone."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import translation

from sekoci.accounts.actions import name_person, take
from sekoci.accounts.queries import people
from sekoci.accounts.rules import Limit
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.phone import parse_phone
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.actions.members import MOST_MEMBERS, TooManyMembers, check_role, give_role, lock_members
from sekoci.registry.models import Invitation, Membership
from sekoci.registry.names import ROLE_NAMES
from sekoci.registry.queries.contacts import contacts_of
from sekoci.registry.rules import INVITATION_GOOD_FOR

DAY = timedelta(days=1)


class AlreadyMember(Refusal):
    code, status = "already_member", 409
    id = "Orang ini sudah bekerja di sini. Ubah tugasnya di daftar."
    en = "This person works here already. Change the role in the list."


class InvitationOver(Refusal):
    code, status = "invitation_over", 410
    id = "Undangan ini tidak berlaku lagi. Minta undangan baru."
    en = "This invitation no longer works. Ask for a new one."


def invite(business_id: int, *, phone: str, role: str, by: int, name: str = "", language: str = "id") -> UUID:
    """Ask the holder of this phone to work here; the invitation's id. Inviting again sends the same invitation again, renewed.

    AlreadyMember for somebody who works here; TooMany beyond three messages a day to a phone here, ten to a phone from
    anywhere, and thirty from one business.
    """
    check_role(role)
    number, called = parse_phone(phone), clean_line(name, most=80, field="name")
    with in_business(business_id):
        lock_members(business_id)
        _check_room(business_id, number)
        take(
            [
                Limit(f"invite:{business_id}:{number}", 3, DAY),
                Limit(f"invite:business:{business_id}", 30, DAY),
                Limit(f"invite:phone:{number}", 10, DAY),
            ]
        )
        invitation, is_new = Invitation.objects.get_or_create(
            business_id=business_id,
            phone=number,
            ended_at=None,
            defaults={"role": role, "name": called, "invited_by_id": by, "sent_at": now(), "good_until": now()},
        )
        invitation.role, invitation.name, invitation.invited_by_id = role, called or invitation.name, by
        invitation.times += 0 if is_new else 1
        invitation.sent_at, invitation.good_until = now(), now() + INVITATION_GOOD_FOR
        invitation.save()
        _send(invitation, language=language)
    return invitation.id


def invite_again(business_id: int, invitation_id: UUID, *, by: int, language: str = "id") -> None:
    """Send an open invitation once more, for another week."""
    with in_business(business_id):
        known = Invitation.objects.filter(id=invitation_id, ended_at=None).first()
        if known is None:
            raise NotFound()
        invite(business_id, phone=known.phone, role=known.role, name=known.name, by=by, language=language)


def withdraw_invitation(business_id: int, invitation_id: UUID) -> None:
    """From now on it cannot be accepted; again changes nothing."""
    with in_business(business_id):
        if not Invitation.objects.filter(id=invitation_id).exists():
            raise NotFound()
        _end(invitation_id, Invitation.Ending.WITHDRAWN)


def accept_invitation(invitation_id: UUID, *, person_id: int) -> int:
    """Start the membership of the person whose phone was invited; the business's id. Twice is once.

    NotFound for anybody else; InvitationOver when it was withdrawn, declined or is older than a week.
    """
    business_id = _business_of(invitation_id)
    with in_business(business_id):
        lock_members(business_id)
        invitation = _mine(invitation_id, person_id)
        works_here = Membership.objects.filter(person_id=person_id, until=None).exists()
        if invitation.ended_how == Invitation.Ending.ACCEPTED and works_here:
            return business_id
        if invitation.ended_at is not None or invitation.good_until <= now():
            raise InvitationOver()
        if not works_here:
            give_role(business_id, person_id, invitation.role)
            name_person(person_id, invitation.name)
        _end(invitation_id, Invitation.Ending.ACCEPTED)
    return business_id


def decline_invitation(invitation_id: UUID, *, person_id: int) -> None:
    """Say no; again changes nothing. NotFound for anybody but the invited."""
    with in_business(_business_of(invitation_id)):
        _mine(invitation_id, person_id)
        _end(invitation_id, Invitation.Ending.DECLINED)


def _check_room(business_id: int, phone: str) -> None:
    rows = fetch(
        "select p.phone from registry_membership m join accounts_person p on p.id = m.person_id"
        " where m.business_id = %s and m.until is null",
        (business_id,),
    )
    if (phone,) in rows:
        raise AlreadyMember(field="phone")
    if len(rows) >= MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)


def _send(invitation: Invitation, *, language: str) -> None:
    """A demo shop invites nobody outside development: whoever tries it may type a stranger's phone."""
    contact = contacts_of([invitation.business_id]).get(invitation.business_id)
    if contact is None:
        return
    inviter = people([invitation.invited_by_id])[invitation.invited_by_id]
    with translation.override(language):
        role, nameless = str(ROLE_NAMES[invitation.role]), translation.gettext("pemiliknya")
    url = f"{settings.PUBLIC_URL}/undangan/{invitation.id}"
    facts = {"owner": inviter.name or nameless, "shop": contact.name, "role": role, "url": url}
    key = f"invitation:{invitation.id}:{invitation.times}"
    send_messages([MessageDraft(key, invitation.phone, "invitation", facts, invitation.business_id, language)])


def _business_of(invitation_id: UUID) -> int:
    with across_businesses():
        rows = fetch("select business_id from registry_invitation where id = %s", (invitation_id,))
    if not rows:
        raise NotFound()
    return int(rows[0][0])


def _mine(invitation_id: UUID, person_id: int) -> Invitation:
    phone = people([person_id])[person_id].phone
    invitation = Invitation.objects.select_for_update(no_key=True).filter(id=invitation_id, phone=phone).first()
    if invitation is None or not phone:
        raise NotFound()
    return invitation


def _end(invitation_id: UUID, how: str) -> None:
    Invitation.objects.filter(id=invitation_id, ended_at=None).update(ended_at=now(), ended_how=how)
