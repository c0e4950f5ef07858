"""A table of counts as governments publish it: its numbers read as they are written, or refused with the row. Pure."""

import re
from collections.abc import Sequence

GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,3}(?:,[0-9]{3}){1,4}")
PLAIN = re.compile(r"([0-9]{1,15})(\.00?)?")
YEARS = range(1900, 2101)
TOGETHER = frozenset({"", "total", "jumlah", "semua", "keseluruhan"})
"""What a table calls the row of all its parts together."""


class NotACount(ValueError):
    """What stands there is no whole number; `at`: the place of it among the cells."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def counts_in(cells: Sequence[str]) -> list[int]:
    """Whole numbers as they are written: 375048, 375.048, 375,048, 375048.0. NotACount for the first cell that is none.

    Where one has `.0` behind it, points do not part thousands: a `1.234` beside it is no count.
    """
    has_points = any((found := PLAIN.fullmatch(cell)) and found[2] for cell in cells)
    counts = []
    for at, cell in enumerate(cells):
        if found := PLAIN.fullmatch(cell):
            counts.append(int(found[1]))
        elif GROUPED.fullmatch(cell) and not (has_points and "." in cell):
            counts.append(int(cell.replace(".", "").replace(",", "")))
        else:
            raise NotACount(at)
    return counts
