"""Kinds of programmes that are set up again and again: what they watch, whom they are for, with what they help."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sekoci.programs.rules.eligibility import Eligibility
from sekoci.programs.rules.stages import STAGES


@dataclass(frozen=True)
class Template:
    """What fills a new programme; everything can be changed.

    `support`: what -> cost of one, rupiah. `targets`: what for (`aim_of`), how many businesses, at which percent of the time.
    """

    code: str
    eligibility: Eligibility
    stages: tuple[str, ...]
    support: dict[str, int]
    targets: tuple[tuple[str, int, int], ...]
    months: int
    area_level: int
    """How wide: 0 the country, 1 a province, 2 a regency or city."""
    places: int | None = None
    budget: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)


TEMPLATES = {
    each.code: each
    for each in (
        Template(
            "city",
            Eligibility(scales=("micro", "small")),
            STAGES,
            {"visit": 50_000, "training": 150_000, "photos": 200_000, "voucher": 250_000},
            (("onboarded", 800, 50), ("first_order", 650, 75), ("regular", 500, 100)),
            12,
            2,
            places=1_000,
            budget=650_000_000,
        ),
        Template(
            "province",
            Eligibility(scales=("micro", "small"), digital="no"),
            STAGES[:6],
            {"visit": 75_000, "training": 100_000, "voucher": 100_000},
            (("onboarded", 15_000, 50), ("listed", 12_000, 75), ("first_order", 10_000, 100)),
            12,
            1,
            weights={"reachable": 3},
        ),
        Template(
            "national",
            Eligibility(),
            STAGES,
            {"training": 50_000, "loan": 0},
            (("area:digital", 10_000_000, 100), ("first_order", 6_000_000, 100), ("regular", 3_000_000, 100)),
            12,
            0,
        ),
    )
}
