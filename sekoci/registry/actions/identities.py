"""The owner's identity numbers: sealed before they reach the database, and never told but to who wrote them down."""

from sekoci.accounts.actions import note_view
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sealing import seal, unseal
from sekoci.kit.sql import fetch
from sekoci.registry.rules.identities import Kind, identity


def keep_identity(business_id: int, kind: Kind, number: str, *, person_id: int) -> None:
    """Write down a NIK or NPWP, in place of the one there is; an empty number takes it out."""
    digits = identity(kind, number) if number.strip() else ""
    with in_business(business_id):
        fetch("select 1 from registry_business where id = %s for no key update", (business_id,))
        fetch("delete from registry_identity where kind = %s and business_id = %s", (kind, business_id))
        if digits:
            key = new_id()
            fetch(
                "insert into registry_identity (id, business_id, kind, sealed, last4, person_id, at)"
                " values (%s, %s, %s, %s, %s, %s, %s)",
                (key, business_id, kind, seal(digits, about=f"registry.identity:{key}"), digits[-4:], person_id, now()),
            )


def show_identity(business_id: int, kind: Kind, *, person_id: int, phone: str, place: str) -> str:
    """The whole number, for the person who wrote it down; that they looked is noted. NotFound for anybody else."""
    with in_business(business_id):
        rows = fetch("select id, sealed from registry_identity where kind = %s and person_id = %s", (kind, person_id))
        if not rows:
            raise NotFound()
        [(key, sealed)] = rows
        note_view([phone], viewer=f"person:{person_id}", what="number", place=place)
    return unseal(sealed, about=f"registry.identity:{key}")
