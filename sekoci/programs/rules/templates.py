"""Kinds of programmes that are set up again and again: what they watch, whom they are for, with what they help."""

from dataclasses import dataclass

from sekoci.programs.rules.eligibility import Eligibility
from sekoci.programs.rules.stages import STAGES


@dataclass(frozen=True)
class Template:
    """What fills a new programme; everything can be changed. `support`: what -> cost of one, rupiah."""

    code: str
    eligibility: Eligibility
    stages: tuple[str, ...]
    support: dict[str, int]
    target: tuple[str, int]
    months: int
    area_level: int
    """How wide: 0 the country, 1 a province, 2 a regency or city."""


TEMPLATES = {
    each.code: each
    for each in (
        Template(
            "city",
            Eligibility(scales=("micro", "small")),
            STAGES,
            {"visit": 50_000, "training": 150_000, "photos": 200_000, "voucher": 250_000},
            ("regular", 500),
            12,
            2,
        ),
        Template(
            "province",
            Eligibility(scales=("micro", "small"), digital="no"),
            STAGES[:6],
            {"visit": 75_000, "training": 100_000, "voucher": 100_000},
            ("first_order", 10_000),
            12,
            1,
        ),
        Template("national", Eligibility(), STAGES, {"training": 50_000}, ("onboarded", 10_000_000), 12, 0),
    )
}
