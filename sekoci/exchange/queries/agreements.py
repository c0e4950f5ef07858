"""Agreements with an organisation."""

from dataclasses import dataclass
from datetime import date

from sekoci.kit.sql import fetch
from sekoci.registry.queries.officers import in_organisation


@dataclass(frozen=True)
class KnownAgreement:
    """`until` is the last day; None: it has none."""

    id: int
    paper: str
    purpose: str
    since: date
    until: date | None


def agreements_of(organisation_id: int) -> list[KnownAgreement]:
    """All of them, the latest first. One statement."""
    with in_organisation(organisation_id):
        rows = fetch(
            "select id, paper, purpose, since, until from exchange_agreement where organisation_id = %s"
            " order by since desc, id desc",
            (organisation_id,),
        )
    return [KnownAgreement(*row) for row in rows]


def is_in_force(each: KnownAgreement, on: date) -> bool:
    return each.since <= on and (each.until is None or each.until >= on)
