"""What is not shown to those who may not see a business: cells so small that they point to somebody, and whatever betrays them.

An area is shown with all its figures or with none. Where an area is not shown, nothing below it is; and of an area's parts so
many are hidden that what is left over (the whole less what is shown) says nothing small either: for every figure it is nothing
at all, or LEAST or more, and it is shared by two parts or more. So every equation that the tables give has at least two unknowns.

Whoever knows an area from inside can take it off every total that holds it. So it is taken off before all this is decided: what
must not be small is what is left. And whatever is shown is rounded down to a multiple of LEAST (money and orders to three
figures), so that the difference of two months, or of a total and what somebody counted elsewhere, is never known better than to
LEAST - 1 businesses.

Whoever can add businesses one by one (a partner's list) sees when an area opens or a five is crossed, and would know the exact
rest. So before all this a count is taken less a secret number of 0 to LEAST - 1 (`shifted`): one for each area and figure, for
ever the same, because the mean of several would tell the count. What is left of it is nothing, is small, or is shown.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
Cells = Sequence[int]
"""The figures of an area that count businesses, each with its complement; the same figures for every area."""


Less = Callable[[str, Cells], Cells]
"""An area's figures less its secret numbers."""


def shifted(count: int, by: int) -> int:
    """A count less its secret number, never below nothing: so nobody tells few from none either."""
    return max(0, count - by)


def is_small(cells: Cells) -> bool:
    """Whether one of them is above nothing and below LEAST."""
    return any(0 < cell < LEAST for cell in cells)


def told(count: int, by: int = 0) -> int:
    """A count of businesses as it is shown: less its secret number, rounded down."""
    return shifted(count, by) // LEAST * LEAST


def in_three_figures(number: int) -> int:
    """Money and orders as they are shown: rounded towards nothing, 12.345 as 12.300."""
    unit = int("1" + "0" * max(0, len(str(abs(number))) - 3))
    return abs(number) // unit * unit * (1 if number >= 0 else -1)


def hidden_parts(parts: Mapping[str, Cells]) -> frozenset[str]:
    """The parts of a whole that is shown which must be hidden, the smallest beside those that are small themselves."""
    hidden = {code for code, cells in parts.items() if is_small(cells)}
    others = sorted(parts.keys() - hidden, key=lambda code: (sum(parts[code]) == 0, sum(parts[code]), code))
    while hidden and others and not _is_safe([parts[code] for code in hidden]):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _is_safe(hidden: Sequence[Cells]) -> bool:
    """Whether their sums say nothing: two or more share each, so much that each of them may still be LEAST or more."""
    if len(hidden) < 2:
        return False
    for column in zip(*hidden, strict=True):
        shared = sum(cell > 0 for cell in column)
        if shared and sum(column) < shared + LEAST - 1:
            return False
    return True


@dataclass(frozen=True)
class Tree:
    """The figures of areas by code, with those they are parts of: `parts` names an area's parts, outermost first from "";
    `less`: what is left of an area's figures to be told (None: all is exact)."""

    cells: Mapping[str, Cells]
    parts: Mapping[str, Sequence[str]]
    less: Less | None = None

    def hidden(self, known: Collection[str] = ()) -> frozenset[str]:
        """Every area that is not shown to somebody who knows these. The outermost is hidden when what is left of it is small."""
        mine = [code for code in known if code in self.cells and not any(_lies_in(code, other) for other in known)]
        left = {code: self._less(code, mine) for code in self.cells}
        gone: set[str] = {""} if is_small(left[""]) else set()
        waiting = [""]
        while waiting:
            whole = waiting.pop()
            parts = {code: left[code] for code in self.parts.get(whole, ()) if not _is_among(code, mine)}
            if self.less:  # few look like none, which nothing is told of
                parts = {code: cells for code, cells in parts.items() if any(cells)}
            gone |= parts.keys() if whole in gone else hidden_parts(parts)
            waiting += parts
        return frozenset(gone - set(mine))

    def _less(self, code: str, known: Sequence[str]) -> Cells:
        """An area's figures without those of the known areas in it."""
        inside = [self.cells[each] for each in known if each == code or _lies_in(each, code)]
        left = [cell - sum(theirs) for cell, *theirs in zip(self.cells[code], *inside, strict=True)]
        return self.less(code, left) if self.less else left


def _lies_in(code: str, whole: str) -> bool:
    return code != whole and (not whole or code.startswith(f"{whole}."))


def _is_among(code: str, known: Collection[str]) -> bool:
    return any(code == each or _lies_in(code, each) for each in known)
