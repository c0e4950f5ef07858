"""What a target is set for: a stage of those who take part, or a figure of all businesses of an area. Pure."""

from dataclasses import dataclass
from datetime import date

from sekoci.programs.rules.pace import Outlook

OF_AREA = "area:"
"""Before the code of a figure, where a stage's code could stand."""


def aim_of(stage: str, indicator: str) -> str:
    """Both as one code: `onboarded`, or `area:digital`."""
    return stage or OF_AREA + indicator


def parts_of_aim(aim: str) -> tuple[str, str]:
    """The stage and the indicator of such a code; one of them is empty."""
    return ("", aim.removeprefix(OF_AREA)) if aim.startswith(OF_AREA) else (aim, "")


@dataclass(frozen=True)
class TargetLine:
    """A target with where it stands; `since`: from when `outlook.grown` is counted.

    Of an area's figure `points` are what was counted on which day, the newest last, and there may be no outlook: nothing was
    counted yet, or this reader is not shown it.
    """

    aim: str
    area: str
    wanted: int
    by_day: date
    outlook: Outlook | None
    since: date
    points: tuple[tuple[date, int], ...] = ()
    is_hidden: bool = False

    @property
    def is_of_area(self) -> bool:
        return self.aim.startswith(OF_AREA)


def is_beyond(aim: str, wanted: int, places: int | None) -> bool:
    """Whether more than there are places for (None: for all) are to reach a stage of a programme."""
    return places is not None and not aim.startswith(OF_AREA) and wanted > places
