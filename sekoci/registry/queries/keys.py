"""API keys: whose a key is, and which there are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.queries.directory import business_id_of
from sekoci.registry.queries.officers import in_organisation
from sekoci.registry.rules import Reach, hash_of_key

WORKING = """
    select k.id, k.label, k.hint, k.created_at, k.last_used_at, coalesce(nullif(p.name, ''), p.phone, ''), k.scopes, k.expires_at
    from {table} k left join accounts_person p on p.id = k.made_by_id
    where k.{whose} = %s and k.revoked_at is null and (k.expires_at is null or k.expires_at > %s)
    order by k.created_at desc, k.id
"""
COUNT_OFFICE_KEYS = (
    "select count(*) from registry_organisationkey where organisation_id = %(organisation)s and revoked_at is null"
    " and (expires_at is null or expires_at > %(now)s)"
)
"""How many keys of an organisation work, for its home page (`pages.counts_in_office`)."""


@dataclass(frozen=True)
class KnownApiKey:
    """A key as its owner sees it."""

    id: UUID
    label: str
    hint: str
    created_at: datetime
    last_used_at: datetime | None
    made_by: str
    """Who made it; empty where nobody wrote it down."""
    scopes: list[str]
    expires_at: datetime | None


@dataclass(frozen=True)
class UsedApiKey:
    """A key that just came in, when it was last written down that it was used, and what it may do."""

    id: UUID
    business_id: int
    last_used_at: datetime | None
    scopes: list[str]


@dataclass(frozen=True)
class UsedOfficeKey:
    """An organisation's key that just came in; `reach` is its maker's office as it is now, a partner's where it ended."""

    id: UUID
    last_used_at: datetime | None
    scopes: list[str]
    reach: Reach


def used_office_key(key: str) -> UsedOfficeKey | None:
    """None for one that is unknown, revoked or over. Across businesses; one statement."""
    rows = fetch(
        """
        select k.id, k.last_used_at, k.scopes, coalesce(k.made_by_id, 0), org.id, org.slug, org.name, o.role, o.areas
        from registry_organisationkey k join registry_organisation org on org.id = k.organisation_id and org.closed_at is null
        left join accounts_person p on p.id = k.made_by_id and p.is_active
        left join registry_officer o on o.organisation_id = k.organisation_id and o.person_id = p.id and o.until is null
        where k.hash = %s and k.revoked_at is null and (k.expires_at is null or k.expires_at > %s)
        """,
        (hash_of_key(key), now()),
        prepared=True,
    )
    if not rows:
        return None
    key_id, last_used_at, scopes, person_id, organisation_id, slug, name, role, areas = rows[0]
    reach = Reach(person_id, organisation_id, slug, name, role or "partner", tuple(areas or ()))
    return UsedOfficeKey(key_id, last_used_at, scopes, reach)


def business_of_api_key(key: str) -> int | None:
    """The business that a key acts for; None for one that is unknown, revoked or over."""
    used = used_api_key(key)
    return used.business_id if used else None


def used_api_key(key: str) -> UsedApiKey | None:
    """The key itself; None for one that is unknown, revoked or over."""
    known = hash_of_key(key)
    business_id = business_id_of("api_key", known)
    if business_id is None:
        return None
    with in_business(business_id):
        rows = fetch(
            "select id, business_id, last_used_at, scopes from registry_apikey"
            " where business_id = %s and hash = %s and revoked_at is null and (expires_at is null or expires_at > %s)",
            (business_id, known, now()),
            prepared=True,
        )
    return UsedApiKey(*rows[0]) if rows else None


def api_keys_of(business_id: int) -> list[KnownApiKey]:
    """The keys that work, newest first."""
    with in_business(business_id):
        rows = fetch(WORKING.format(table="registry_apikey", whose="business_id"), (business_id, now()))
    return [KnownApiKey(*row) for row in rows]


def office_keys_of(organisation_id: int) -> list[KnownApiKey]:
    """The organisation's keys that work, newest first. Inside `within_reach`; one statement."""
    rows = fetch(WORKING.format(table="registry_organisationkey", whose="organisation_id"), (organisation_id, now()))
    return [KnownApiKey(*row) for row in rows]


def office_keys_by_maker(organisation_id: int) -> dict[int, int]:
    """How many of the organisation's keys work, by the person who made them. One statement, for those who run this Sekoci."""
    with in_organisation(organisation_id):
        rows = fetch(
            "select made_by_id, count(*) from registry_organisationkey where organisation_id = %s and made_by_id is not null"
            " and revoked_at is null and (expires_at is null or expires_at > %s) group by 1",
            (organisation_id, now()),
        )
    return dict(rows)
