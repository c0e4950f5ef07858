"""Keys of an organisation, made by whoever holds an office there: shown once, kept as a hash, exchanged without a gap.

A key reaches as far as the office of the person who made it does now. Inside `within_reach`.
"""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sekoci.kit import whom
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import secret_token
from sekoci.registry.actions.keys import AlreadyExchanged, MadeApiKey, checked_key
from sekoci.registry.models import OrganisationKey
from sekoci.registry.rules.keys import BOTH_WORK_FOR, OFFICE_SCOPES, PREFIX, hash_of_key, hint_of_key
from sekoci.registry.rules.reach import Reach

if TYPE_CHECKING:
    from django.db.models import QuerySet


def make_office_key(
    reach: Reach, *, label: str, scopes: Collection[str] = OFFICE_SCOPES, expires_at: datetime | None = None
) -> MadeApiKey:
    """A key with which a program may do for the organisation what `scopes` name, seen here and never again."""
    label, may = checked_key(label, scopes, of=OFFICE_SCOPES)
    return _write(OrganisationKey(label=label, scopes=may, expires_at=expires_at), reach)


def exchange_office_key(reach: Reach, key_id: UUID) -> MadeApiKey:
    """A new key with the same scopes that reaches as far as the one who exchanges it; the old one works for another day."""
    old = _mine(reach).select_for_update(no_key=True).filter(id=key_id, revoked_at=None).first()
    if old is None:
        raise NotFound()
    last_day = now() + BOTH_WORK_FOR
    if old.expires_at and old.expires_at <= last_day:
        raise AlreadyExchanged()
    whom.sign()
    _mine(reach).filter(id=key_id).update(expires_at=last_day)
    return _write(OrganisationKey(label=old.label, scopes=old.scopes, expires_at=old.expires_at), reach)


def end_office_key(reach: Reach, key_id: UUID) -> None:
    """From now on it opens nothing; again changes nothing."""
    if not _mine(reach).filter(id=key_id).exists():
        raise NotFound()
    whom.sign()
    _mine(reach).filter(id=key_id, revoked_at=None).update(revoked_at=now())


def note_office_key_used(key_id: UUID) -> None:
    """So that an office sees which keys nobody needs any more. Across businesses."""
    OrganisationKey.objects.filter(id=key_id).update(last_used_at=now())


def _mine(reach: Reach) -> "QuerySet[OrganisationKey]":
    return OrganisationKey.objects.filter(organisation_id=reach.organisation_id)


def _write(row: OrganisationKey, reach: Reach) -> MadeApiKey:
    key = PREFIX + secret_token()
    row.organisation_id, row.made_by_id = reach.organisation_id, reach.person_id
    row.hash, row.hint = hash_of_key(key), hint_of_key(key)
    whom.sign()
    row.save(force_insert=True)
    return MadeApiKey(id=row.id, key=key)
