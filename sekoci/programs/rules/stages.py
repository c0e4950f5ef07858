"""The stages of a business in a programme, and what may be said of one by hand."""

STAGES = ("contacted", "onboarded", "trained", "listed", "first_order", "regular", "several", "exporting")
"""In the order in which a funnel shows them. `listed`: a product on the shelf; `several`: sells in two ways or more."""
SOURCES = ("here", "list", "hand")
"""What a stage rests on, the best first: events and sales here, a partner's list, an officer's word with its evidence."""
REGULAR_WEEKS, OF_WEEKS = 4, 8
"""Regular is who had digital orders in four of the last eight weeks."""
SEVERAL_WAYS, WITHIN_DAYS = 2, 90


def ordered(stages: list[str]) -> list[str]:
    """Known stages once each, in their order."""
    return [stage for stage in STAGES if stage in stages]


def furthest(reached: list[str]) -> str:
    """The last of the stages where a business stands; empty: none."""
    return next((stage for stage in reversed(STAGES) if stage in reached), "")
