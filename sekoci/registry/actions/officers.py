"""Organisations are founded and people appointed to their offices, by those who run this Sekoci."""

from collections.abc import Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from sekoci.accounts.actions import person_with_phone
from sekoci.accounts.queries import people
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line, slug_of
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.models import Officer, Organisation, OrganisationKey
from sekoci.registry.queries.officers import in_organisation
from sekoci.registry.rules.reach import checked_areas

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OrganisationExists(Refusal):
    code, status = "organisation_exists", 409
    id = "Organisasi dengan nama itu sudah ada."
    en = "There is an organisation of that name already."


@transaction.atomic
def found_organisation(name: str, *, kind: str) -> str:
    """Its slug. OrganisationExists where one of that name works here already."""
    name = clean_line(name, most=120)
    if not name or kind not in Organisation.Kind.values:
        raise Invalid(
            field="name",
            why_id="Tulis nama organisasi dan pilih jenisnya.",
            why_en="Write the organisation's name and pick its kind.",
        )
    fetch("select pg_advisory_xact_lock(hashtext('registry_organisation'))")
    if Organisation.objects.filter(name__iexact=name, closed_at=None).exists():
        raise OrganisationExists()
    plain = slug_of(name, most=30) or "organisasi"
    taken = set(Organisation.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    slug = next(each for each in chain([plain], (f"{plain}-{number}" for number in count(2))) if each not in taken)
    Organisation.objects.create(slug=slug, name=name, kind=kind)
    return slug


@transaction.atomic
def appoint_officer(organisation: str, *, phone: str, role: str, areas: Sequence[str], name: str = "") -> int:
    """Give the person with this phone an office, in place of the one they have there, and tell them; their id."""
    if role not in Officer.Role.values:
        raise Invalid(field="role", why_id="Pilih petugas atau mitra.", why_en="Pick officer or partner.")
    codes = fetch("select code from registry_area where code = any(%s)", (list(areas),))
    kept = checked_areas(list(areas), {code for (code,) in codes})
    found = Organisation.objects.select_for_update().filter(slug=organisation, closed_at=None).first()
    if found is None:
        raise NotFound()
    person_id = person_with_phone(phone, name)
    Officer.objects.filter(organisation=found, person_id=person_id, until=None).update(until=now())
    Officer.objects.create(organisation=found, person_id=person_id, role=role, areas=kept)
    tell(person_id, "office_given", organisation=found.name, url=f"{settings.PUBLIC_URL}/petugas/{found.slug}")
    return person_id


@transaction.atomic
def dismiss_officer(organisation: str, *, person_id: int, keys_to: int | None = None) -> bool:
    """End somebody's office, and tell them; False where they had none.

    The keys that they made end too, or become those of `keys_to` and reach as far as that officer does. NotFound where that
    person holds no office there.
    """
    known = Organisation.objects.filter(slug=organisation).first()
    if known is None or not _held(known.id, person_id).update(until=now()):
        return False
    if keys_to is not None and not _held(known.id, keys_to).exists():
        raise NotFound()
    with in_organisation(known.id):
        theirs = OrganisationKey.objects.filter(organisation=known, made_by_id=person_id, revoked_at=None)
        if keys_to is None:
            theirs.update(revoked_at=now())
        else:
            theirs.update(made_by_id=keys_to)
    tell(person_id, "office_ended", organisation=known.name)
    return True


def _held(organisation_id: int, person_id: int) -> "QuerySet[Officer]":
    return Officer.objects.filter(organisation_id=organisation_id, person_id=person_id, until=None)


def tell(person_id: int, template: str, **facts: str) -> None:
    """A message to somebody about their office, in their language."""
    card = people([person_id])[person_id]
    if card.phone:
        send_messages([MessageDraft(f"office:{new_id()}", card.phone, template, facts, language=card.language)])
