"""API keys: made on the settings page, shown once, kept as a hash."""

from dataclasses import dataclass
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import secret_token
from sekoci.kit.scope import in_business
from sekoci.kit.text import clean_line
from sekoci.registry.actions.directory import enter_directory
from sekoci.registry.models import ApiKey
from sekoci.registry.rules.keys import PREFIX, hash_of_key, hint_of_key


@dataclass(frozen=True)
class MadeApiKey:
    """A new key: `key` is seen here and never again."""

    id: UUID
    key: str


def make_api_key(business_id: int, *, label: str, by: int | None = None) -> MadeApiKey:
    """Make a key with which a program may do what the owner may do for this business over JSON.

    It stays the shop's when the person `by` who made it leaves.
    """
    label = clean_line(label, most=40, least=1, field="label")
    key = PREFIX + secret_token()
    with in_business(business_id):
        row = ApiKey.objects.create(
            business_id=business_id, label=label, hash=hash_of_key(key), hint=hint_of_key(key), made_by_id=by
        )
        enter_directory("api_key", [row.hash], business_id)
    return MadeApiKey(id=row.id, key=key)


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
