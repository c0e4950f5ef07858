"""Who holds an office, where, and the wall inside which they read."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from sekoci.kit import whom
from sekoci.kit.sql import fetch
from sekoci.registry.rules.reach import Reach

OFFICE = """
    select o.person_id, o.organisation_id, org.slug, org.name, o.role, o.areas
    from registry_officer o join registry_organisation org on org.id = o.organisation_id
    where o.until is null and org.closed_at is null and
"""


@dataclass(frozen=True)
class KnownOrganisation:
    id: int
    slug: str
    name: str
    kind: str


@dataclass(frozen=True)
class KnownOfficer:
    """Somebody with an office; `phone` and `name` are the account's."""

    person_id: int
    phone: str
    name: str
    role: str
    areas: tuple[str, ...]


def offices_of(person_id: int) -> list[Reach]:
    """Every office somebody holds now."""
    return [_reach(*row) for row in fetch(f"{OFFICE} o.person_id = %s order by org.name", (person_id,))]


def office_of(person_id: int, organisation: str) -> Reach | None:
    """Their office in the organisation with this slug; None where they have none."""
    rows = fetch(f"{OFFICE} o.person_id = %s and org.slug = %s", (person_id, organisation))
    return _reach(*rows[0]) if rows else None


def organisations() -> list[KnownOrganisation]:
    """Those that are not closed, by name; the one that stands for the shops here is nobody's."""
    rows = fetch(
        "select id, slug, name, kind from registry_organisation o where closed_at is null and not exists"
        " (select from registry_partnerlist l where l.organisation_id = o.id and l.is_own) order by lower(name)"
    )
    return [KnownOrganisation(*row) for row in rows]


def organisation_by_slug(slug: str) -> KnownOrganisation | None:
    """The organisation, closed ones not."""
    rows = fetch("select id, slug, name, kind from registry_organisation where slug = %s and closed_at is null", (slug,))
    return KnownOrganisation(*rows[0]) if rows else None


@dataclass(frozen=True)
class ClosedOrganisation(KnownOrganisation):
    """One that works here no more."""

    closed_at: datetime


def closed_organisations(slug: str = "") -> list[ClosedOrganisation]:
    """Those that were closed, the last first; with a `slug` that one alone."""
    rows = fetch(
        "select id, slug, name, kind, closed_at from registry_organisation"
        " where closed_at is not null and (%s = '' or slug = %s) order by closed_at desc",
        (slug, slug),
    )
    return [ClosedOrganisation(*row) for row in rows]


def organisation_by_id(organisation_id: int) -> KnownOrganisation:
    """The organisation with this id, which is known to be there."""
    [row] = fetch("select id, slug, name, kind from registry_organisation where id = %s", (organisation_id,))
    return KnownOrganisation(*row)


def officers_of(organisation_id: int) -> list[KnownOfficer]:
    """Everybody who holds an office in it now."""
    rows = fetch(
        """
        select o.person_id, coalesce(p.phone, ''), p.name, o.role, o.areas from registry_officer o
        join accounts_person p on p.id = o.person_id where o.organisation_id = %s and o.until is null order by p.name, p.id
        """,
        (organisation_id,),
    )
    return [KnownOfficer(person_id, phone, name, role, tuple(areas)) for person_id, phone, name, role, areas in rows]


def count_officers() -> dict[int, int]:
    """How many hold an office now, by organisation; those with none are missing."""
    return dict(fetch("select organisation_id, count(*) from registry_officer where until is null group by 1"))


@contextlib.contextmanager
def within_reach(reach: Reach) -> Iterator[None]:
    """One transaction in which only rows inside the reach exist: its areas' outlets and rows, its organisation's own lists.

    A partner sees no area at all: only what the organisation brought.
    """
    nested = connection.in_atomic_block
    try:
        with transaction.atomic():
            _see("|".join(reach.patterns) if reach.role == "officer" else "", str(reach.organisation_id))
            yield
    finally:
        if nested and not connection.needs_rollback:
            _see("", "")


@contextlib.contextmanager
def in_organisation(organisation_id: int) -> Iterator[None]:
    """One transaction in which only the organisation's own rows exist; inside `within_reach`, that holds again afterwards."""
    nested = connection.in_atomic_block
    before = ("", "")
    if nested:
        [before] = fetch(
            "select coalesce(current_setting('app.areas', true), ''), coalesce(current_setting('app.organisation', true), '')"
        )
    try:
        with transaction.atomic():
            _see("", str(organisation_id))
            whom.sign()
            yield
    finally:
        if nested and not connection.needs_rollback:
            _see(*before)


def _see(areas: str, organisation: str) -> None:
    fetch("select set_config('app.areas', %s, true), set_config('app.organisation', %s, true)", (areas, organisation))


def _reach(person_id: int, organisation_id: int, slug: str, name: str, role: str, areas: list[str]) -> Reach:
    return Reach(person_id, organisation_id, slug, name, role, tuple(areas))
