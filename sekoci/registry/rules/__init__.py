"""Decisions about a business that need no database: its address, its hours, where it is."""

from sekoci.registry.rules.addresses import RESERVED, SLUG_MOST, is_slug, slug_candidates
from sekoci.registry.rules.area_search import ALSO, AreaQuestion, area_question
from sekoci.registry.rules.areas import CarriedArea, KnownArea, known_areas, plain
from sekoci.registry.rules.hours import DAYS, Hours, is_open

__all__ = [
    "ALSO",
    "DAYS",
    "RESERVED",
    "SLUG_MOST",
    "AreaQuestion",
    "CarriedArea",
    "Hours",
    "KnownArea",
    "area_question",
    "is_open",
    "is_slug",
    "known_areas",
    "plain",
    "slug_candidates",
]
