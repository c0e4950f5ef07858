"""Decisions about a business that need no database: its address, its hours, where it is, what kind it is."""

from sekoci.registry.rules.addresses import RESERVED, SLUG_MOST, is_slug, slug_candidates
from sekoci.registry.rules.area_search import ALSO, AreaQuestion, area_question
from sekoci.registry.rules.areas import DISTRICT, CarriedArea, KnownArea, area_address, known_areas, lineage, plain
from sekoci.registry.rules.hierarchy import Split, code_today, map_years, province_in, provinces_joined, splits
from sekoci.registry.rules.hours import DAYS, Hours, checked_hours, from_today, is_always_open, is_open, week_minutes
from sekoci.registry.rules.kbli import KbliRow, edition_of, missing_parents, read_kbli, zero_lost
from sekoci.registry.rules.keys import BOTH_WORK_FOR, OFFICE_SCOPES, SCOPES, hash_of_key, known_scopes
from sekoci.registry.rules.kinds import GROUPS, KINDS, TITLES, Kind, suggest_kinds, suggested_kind
from sekoci.registry.rules.reach import COUNTRY, Reach
from sekoci.registry.rules.roles import DUTIES, INVITATION_GOOD_FOR, Duty, duties_of, roles_at
from sekoci.registry.rules.scale import SCALES, Threshold, scale_of
from sekoci.registry.rules.vouching import Voucher, may_vouch

__all__ = [
    "ALSO",
    "BOTH_WORK_FOR",
    "COUNTRY",
    "DAYS",
    "DISTRICT",
    "DUTIES",
    "GROUPS",
    "INVITATION_GOOD_FOR",
    "KINDS",
    "OFFICE_SCOPES",
    "RESERVED",
    "SCALES",
    "SCOPES",
    "SLUG_MOST",
    "TITLES",
    "AreaQuestion",
    "CarriedArea",
    "Duty",
    "Hours",
    "KbliRow",
    "Kind",
    "KnownArea",
    "Reach",
    "Split",
    "Threshold",
    "Voucher",
    "area_address",
    "area_question",
    "checked_hours",
    "code_today",
    "duties_of",
    "edition_of",
    "from_today",
    "hash_of_key",
    "is_always_open",
    "is_open",
    "is_slug",
    "known_areas",
    "known_scopes",
    "lineage",
    "map_years",
    "may_vouch",
    "missing_parents",
    "plain",
    "province_in",
    "provinces_joined",
    "read_kbli",
    "roles_at",
    "scale_of",
    "slug_candidates",
    "splits",
    "suggest_kinds",
    "suggested_kind",
    "week_minutes",
    "zero_lost",
]
