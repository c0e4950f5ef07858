"""Whose a target is: a shop's, by its id, or an organisation's. Everything else about them is the same."""

import contextlib
from dataclasses import dataclass

from sekoci.kit.scope import in_business
from sekoci.registry.queries.officers import in_organisation


@dataclass(frozen=True)
class OfOrganisation:
    """An organisation, where the id of a shop would stand."""

    id: int


Whose = int | OfOrganisation


def whose(business_id: int | None, organisation_id: int | None) -> Whose:
    """As the rows of our tables say it: one of the two is there."""
    if business_id is not None:
        return business_id
    assert organisation_id is not None  # a constraint says so
    return OfOrganisation(organisation_id)


def scope_of(one: Whose) -> contextlib.AbstractContextManager[None]:
    """One transaction in which only the rows of this shop, or of this organisation, exist."""
    return in_business(one) if isinstance(one, int) else in_organisation(one.id)


def ids_of(one: Whose) -> tuple[int | None, int | None]:
    """What stands in `business_id` and in `organisation_id`."""
    return (one, None) if isinstance(one, int) else (None, one.id)


def column_of(one: Whose) -> tuple[str, int]:
    """The column that says whose, and its value."""
    return ("business_id", one) if isinstance(one, int) else ("organisation_id", one.id)
