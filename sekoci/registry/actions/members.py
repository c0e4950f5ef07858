"""Who works in a business, and as what."""

from django.db import transaction

from sekoci.accounts.actions import person_with_phone
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import in_business
from sekoci.registry.models import Business, Invitation, Membership

MOST_MEMBERS = 100


class LastOwner(Refusal):
    code, status = "last_owner", 409
    id = "Usaha harus punya pemilik. Tambah pemilik lain dulu."
    en = "A business needs an owner. Add another owner first."


class TooManyMembers(Refusal):
    code, status = "too_many_members", 422
    id = "Sudah ada {most} orang. Keluarkan yang tidak bekerja lagi."
    en = "There are {most} people already. Remove those who no longer work here."


@transaction.atomic
def add_member(business_id: int, *, phone: str, role: str, name: str = "") -> int:
    """Give the person with this phone a role at once, unasked: for the demo and tests. People are invited (`invite`).

    Their id; a role they have is replaced. They need not have an account yet.
    """
    check_role(role)
    with in_business(business_id):
        lock_members(business_id)
        person_id = person_with_phone(phone, name)
        give_role(business_id, person_id, role)
    return person_id


def change_role(business_id: int, person_id: int, *, role: str) -> None:
    """Give a member another role; NotFound for somebody who has none, LastOwner when nobody else owns the business."""
    check_role(role)
    with in_business(business_id):
        lock_members(business_id)
        if not Membership.objects.filter(person_id=person_id, until=None).exists():
            raise NotFound()
        give_role(business_id, person_id, role)


def hand_over(business_id: int, *, owner_id: int, to: int) -> None:
    """Make a member the owner in place of `owner_id`, who stays as staff. There is an owner at every moment."""
    with in_business(business_id):
        lock_members(business_id)
        roles = dict(Membership.objects.filter(until=None).values_list("person_id", "role"))
        if roles.get(owner_id) != Membership.Role.OWNER or to not in roles or to == owner_id:
            raise NotFound()
        give_role(business_id, to, Membership.Role.OWNER)
        give_role(business_id, owner_id, Membership.Role.STAFF)


def remove_member(business_id: int, person_id: int) -> None:
    """From now on this person has no role here, and whom they invited is invited no more.

    NotFound for somebody who has no role, LastOwner for the last owner.
    """
    with in_business(business_id):
        lock_members(business_id)
        if not _end(person_id):
            raise NotFound()
        _check_owner()
        Invitation.objects.filter(invited_by_id=person_id, ended_at=None).update(
            ended_at=now(), ended_how=Invitation.Ending.WITHDRAWN
        )


def check_role(role: str) -> None:
    if role not in Membership.Role.values:
        raise Invalid(field="role", why_id="Pilih tugas dari daftar.", why_en="Choose a role from the list.")


def lock_members(business_id: int) -> None:
    """One change of members at a time: two owners must not remove each other at the same moment."""
    Business.objects.select_for_update(no_key=True).get(id=business_id)


def give_role(business_id: int, person_id: int, role: str) -> None:
    """Inside the business, its members locked: this role from now on, in place of the one there is."""
    members = dict(Membership.objects.filter(until=None).values_list("person_id", "role"))
    if members.get(person_id) == role:
        return
    if person_id in members:
        _end(person_id)
    elif len(members) >= MOST_MEMBERS:
        raise TooManyMembers(most=MOST_MEMBERS)
    Membership.objects.create(business_id=business_id, person_id=person_id, role=role, since=now())
    _check_owner()


def _end(person_id: int) -> int:
    return Membership.objects.filter(person_id=person_id, until=None).update(until=now())


def _check_owner() -> None:
    if not Membership.objects.filter(role=Membership.Role.OWNER, until=None).exists():
        raise LastOwner(field="role")
