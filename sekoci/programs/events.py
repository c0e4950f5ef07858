"""What programmes announce."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnersAgreed:
    """Owners of these businesses agreed to take part in a programme."""

    business_ids: list[int]


@dataclass(frozen=True)
class PlacesFreed:
    """These enrolments took part and do not any more."""

    enrolment_ids: list[str]


@dataclass(frozen=True)
class StagesChanged:
    """Stages that businesses reached or lost were written down: these stage events."""

    event_ids: list[int]
