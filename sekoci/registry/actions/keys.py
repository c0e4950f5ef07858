"""API keys: made on the settings page, shown once, kept as a hash; exchanged without a gap."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, NotFound, Refusal
from sekoci.kit.ids import secret_token
from sekoci.kit.scope import in_business
from sekoci.kit.text import clean_line
from sekoci.registry.actions.directory import enter_directory
from sekoci.registry.models import ApiKey
from sekoci.registry.rules.keys import BOTH_WORK_FOR, PREFIX, SCOPES, hash_of_key, hint_of_key, known_scopes


@dataclass(frozen=True)
class MadeApiKey:
    """A new key: `key` is seen here and never again."""

    id: UUID
    key: str


class AlreadyExchanged(Refusal):
    code, status = "key_already_exchanged", 409
    id = "Kunci ini sudah diganti atau segera berakhir. Pakai kunci yang baru."
    en = "This key was exchanged or is about to end. Use the new one."


def make_api_key(
    business_id: int,
    *,
    label: str,
    scopes: Collection[str] = SCOPES,
    expires_at: datetime | None = None,
    by: int | None = None,
) -> MadeApiKey:
    """Make a key with which a program may do for this business what `scopes` name, until `expires_at` if that is said.

    It stays the shop's when the person `by` who made it leaves.
    """
    label, may = checked_key(label, scopes, of=SCOPES)
    with in_business(business_id):
        return _write(ApiKey(business_id=business_id, label=label, scopes=may, expires_at=expires_at, made_by_id=by))


def checked_key(label: str, scopes: Collection[str], *, of: Collection[str]) -> tuple[str, list[str]]:
    """The key's name on one line and its scopes in their order; Invalid for a scope that is none `of` these, or for none."""
    label = clean_line(label, most=40, least=1, field="label")
    may = known_scopes(scopes, of=of)
    if not may or len(may) < len(set(scopes)):
        raise Invalid(field="scopes", why_id="Pilih paling sedikit satu izin dari daftar.", why_en="Choose from the list.")
    return label, may


def exchange_api_key(business_id: int, key_id: UUID, *, by: int | None = None) -> MadeApiKey:
    """A new key that may do the same; the old one works for another day, so that no program stands still."""
    with in_business(business_id):
        old = ApiKey.objects.select_for_update(no_key=True).filter(id=key_id, revoked_at=None).first()
        if old is None:
            raise NotFound()
        last_day = now() + BOTH_WORK_FOR
        if old.expires_at and old.expires_at <= last_day:
            raise AlreadyExchanged()
        ApiKey.objects.filter(id=key_id).update(expires_at=last_day)
        same = ApiKey(business_id=business_id, label=old.label, scopes=old.scopes, expires_at=old.expires_at, made_by_id=by)
        return _write(same)


def revoke_api_key(business_id: int, key_id: UUID) -> None:
    """From now on the key opens nothing; again changes nothing."""
    with in_business(business_id):
        if not ApiKey.objects.filter(id=key_id).exists():
            raise NotFound()
        ApiKey.objects.filter(id=key_id, revoked_at=None).update(revoked_at=now())


def note_api_key_used(business_id: int, key_id: UUID) -> None:
    """So that an owner sees which keys nobody needs any more."""
    with in_business(business_id):
        ApiKey.objects.filter(id=key_id).update(last_used_at=now())


def _write(row: ApiKey) -> MadeApiKey:
    key = PREFIX + secret_token()
    row.hash, row.hint = hash_of_key(key), hint_of_key(key)
    row.save(force_insert=True)
    enter_directory("api_key", [row.hash], row.business_id)
    return MadeApiKey(id=row.id, key=key)
