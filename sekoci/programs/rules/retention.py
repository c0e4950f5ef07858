"""How many of those who came into a programme together still sell from afar one, two, three months later. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sekoci.programs.rules.shares import percent_of

MONTHS = 12
FEWEST = 5
"""Of fewer businesses no share is told: it would point to one of them."""


@dataclass(frozen=True)
class Kept:
    """A group: how many came, and for month 1, 2, 3 … after theirs (of whom that month is over, how many of those sold).

    A month that is over for nobody yet is (0, 0).
    """

    group: str
    came: int
    months: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, group: str, said: Sequence[Sequence[int]]) -> Self:
        """From what is stored: the first pair is (came, came)."""
        return cls(group, said[0][0], tuple((of, sold) for of, sold in said[1:]))

    def share(self, month: int, *, least: int = FEWEST) -> int | None:
        """Percent (`percent_of`) in the month so many after theirs; None where it is not over or fewer than `least` would be told
        of."""
        of, sold = self.months[month - 1] if month <= len(self.months) else (0, 0)
        return percent_of(sold, of) if of >= least else None


def read_kept(facts: Mapping[str, Any], by: str) -> list[Kept]:
    """The groups `by` "month", "cohort" or "area", and of "all" the one; in the order in which they are stored."""
    return [Kept.read(group, said) for group, said in facts.get(by, {}).items()]


def last_month(groups: Sequence[Kept], *, least: int = FEWEST) -> int:
    """The last month in which any group has a share; 0: none."""
    return max(
        (month for each in groups for month in range(1, MONTHS + 1) if each.share(month, least=least) is not None), default=0
    )
