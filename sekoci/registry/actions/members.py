"""Who works in a business, and as what."""

from django.db import transaction

from sekoci.accounts.actions import person_with_phone
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.scope import in_business
from sekoci.registry.models import Business, Membership

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
    """Give the person with this phone a role, in place of the one they have; their id. They need not have an account yet."""
    if role not in Membership.Role.values:
        raise Invalid(field="role", why_id="Pilih tugas dari daftar.", why_en="Choose a role from the list.")
    with in_business(business_id):
        _lock(business_id)
        person_id = person_with_phone(phone, name)
        members = dict(Membership.objects.filter(until=None).values_list("person_id", "role"))
        if members.get(person_id) == role:
            return person_id
        if person_id in members:
            _end(person_id)
        elif len(members) >= MOST_MEMBERS:
            raise TooManyMembers(most=MOST_MEMBERS)
        Membership.objects.create(business_id=business_id, person_id=person_id, role=role, since=now())
        _check_owner()
    return person_id


def remove_member(business_id: int, person_id: int) -> None:
    """From now on this person has no role here; NotFound for somebody who has none, LastOwner for the last one."""
    with in_business(business_id):
        _lock(business_id)
        if not _end(person_id):
            raise NotFound()
        _check_owner()


def _lock(business_id: int) -> None:
    """One change of members at a time: two owners must not remove each other at the same moment."""
    Business.objects.select_for_update(no_key=True).get(id=business_id)


def _end(person_id: int) -> int:
    return Membership.objects.filter(person_id=person_id, until=None).update(until=now())


def _check_owner() -> None:
    if not Membership.objects.filter(role=Membership.Role.OWNER, until=None).exists():
        raise LastOwner(field="role")
