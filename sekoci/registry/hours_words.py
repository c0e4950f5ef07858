"""A week's opening hours as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sekoci.registry.names import DAY_NAMES
from sekoci.registry.rules import DAYS, Hours


@dataclass(frozen=True)
class HoursLine:
    """Days as `Senin` to `Jumat` and times as `08.00` to `12.00`, with dashes; `times` is empty where it is closed."""

    days: str
    times: str


def hours_lines(hours: Hours) -> list[HoursLine]:
    """A week's opening hours as people read them, equal neighbours in one line; [] when it is always open."""
    if not any(day in hours for day in DAYS):
        return []
    lines: list[HoursLine] = []
    for times, days in groupby(DAYS, key=lambda day: _times(hours.get(day) or ())):
        named = [str(DAY_NAMES[day]) for day in days]
        lines.append(HoursLine(named[0] if len(named) == 1 else f"{named[0]}–{named[-1]}", times))  # noqa: RUF001
    return lines


def _times(spans: Sequence[Sequence[str] | str]) -> str:
    return ", ".join("–".join(span).replace(":", ".") for span in spans)  # noqa: RUF001
