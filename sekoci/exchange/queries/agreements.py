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


def has_agreement(organisation_id: int, on: date) -> bool:
    """Whether one is in force on that day, its last included. Inside the organisation's reach; one statement."""
    return bool(
        fetch(
            "select 1 from exchange_agreement where organisation_id = %s and since <= %s and coalesce(until, %s) >= %s limit 1",
            (organisation_id, on, on, on),
        )
    )
