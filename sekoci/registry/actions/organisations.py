"""An organisation's work here ends and begins again; its keys are ended one by one or go to somebody else. By staff.

What it brought stays counted: the lists came lawfully, and each figure says of which day they are. What was kept by its own
right ends with it: identity numbers are erased, whoever reads its results is shut out.
"""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.legal_bases import forget_identities
from sekoci.registry.actions.officers import OrganisationExists, tell
from sekoci.registry.models import Organisation, OrganisationKey
from sekoci.registry.queries.officers import in_organisation, officers_of


class NotItsName(Refusal):
    code, status = "not_its_name", 422
    id = "Tulis nama kantornya persis seperti di atas."
    en = "Write the organisation's name exactly as above."


@transaction.atomic
def close_organisation(slug: str, *, named: str) -> int:
    """Its offices and keys open nothing from now on, numbers of identity cards of its lists are erased, its people are told.

    Its id. NotItsName where `named` is not what it is called; offices come back with `reopen_organisation`, keys do not.
    """
    found = Organisation.objects.select_for_update().filter(slug=slug, closed_at=None).first()
    if found is None or _is_our_own(found.id):
        raise NotFound()
    if " ".join(named.split()).casefold() != found.name.casefold():
        raise NotItsName(field="named")
    moment = now()
    for each in officers_of(found.id):
        tell(each.person_id, "office_ended", organisation=found.name)
    with in_organisation(found.id):
        OrganisationKey.objects.filter(organisation_id=found.id, revoked_at=None).update(revoked_at=moment)
    with across_businesses():
        fetch(
            "update registry_legalbasis b set ended_at = %s from registry_partnerlist l"
            " where l.id = b.list_id and l.organisation_id = %s and b.ended_at is null",
            (moment, found.id),
        )
        forget_identities()
    Organisation.objects.filter(id=found.id).update(closed_at=moment)
    return int(found.id)


@transaction.atomic
def reopen_organisation(slug: str) -> int:
    """Whoever held an office holds it again and is told; its id. OrganisationExists where another took its name meanwhile."""
    found = Organisation.objects.select_for_update().filter(slug=slug).exclude(closed_at=None).first()
    if found is None:
        raise NotFound()
    fetch("select pg_advisory_xact_lock(hashtext('registry_organisation'))")
    if Organisation.objects.filter(name__iexact=found.name, closed_at=None).exists():
        raise OrganisationExists()
    Organisation.objects.filter(id=found.id).update(closed_at=None)
    for each in officers_of(found.id):
        tell(each.person_id, "office_given", organisation=found.name, url=f"{settings.PUBLIC_URL}/petugas/{found.slug}")
    return int(found.id)


def end_office_key_as_staff(organisation_id: int, key_id: UUID) -> str:
    """From now on the key opens nothing; what it is called. NotFound for one that works no more."""
    with in_organisation(organisation_id):
        found = OrganisationKey.objects.filter(organisation_id=organisation_id, id=key_id, revoked_at=None)
        label = found.values_list("label", flat=True).first()
        if label is None:
            raise NotFound()
        found.update(revoked_at=now())
    return label


def _is_our_own(organisation_id: int) -> bool:
    """The one that stands for the shops here: nobody works in it."""
    return bool(fetch("select 1 from registry_partnerlist where organisation_id = %s and is_own", (organisation_id,)))
