"""What is not shown to those who may not see a business: cells so small that they point to somebody, and whatever betrays them.

An area is shown with all its figures or with none. Where an area is not shown, nothing below it is; and of an area's parts so
many are hidden that what is left over (the whole less what is shown) says nothing small either: for every figure it is nothing
at all, or LEAST or more, and it is shared by two parts or more. So every equation that the tables give has at least two unknowns.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
Cells = Sequence[int]
"""The figures of an area that count businesses, each with its complement; the same figures for every area."""


def is_small(cells: Cells) -> bool:
    """Whether one of them is above nothing and below LEAST."""
    return any(0 < cell < LEAST for cell in cells)


def hidden_parts(parts: Mapping[str, Cells], known: Collection[str] = ()) -> frozenset[str]:
    """The parts of a whole that is shown which must be hidden, the smallest beside those that are small themselves.

    `known`: parts that this reader may see anyway, so they hide nothing else.
    """
    hidden = {code for code, cells in parts.items() if code not in known and is_small(cells)}
    others = sorted(parts.keys() - hidden - set(known), key=lambda code: (sum(parts[code]) == 0, sum(parts[code]), code))
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
    """The figures of areas by code, with those they are parts of: `parts` names an area's parts, outermost first from ""."""

    cells: Mapping[str, Cells]
    parts: Mapping[str, Sequence[str]]

    def hidden(self, known: Collection[str] = ()) -> frozenset[str]:
        """Every area that is not shown, but for those `known`. The outermost is hidden when it is small itself."""
        gone: set[str] = {""} if is_small(self.cells[""]) else set()
        waiting = [""]
        while waiting:
            whole = waiting.pop()
            parts = {code: self.cells[code] for code in self.parts.get(whole, ())}
            gone |= parts.keys() if whole in gone else hidden_parts(parts, known)
            waiting += parts
        return frozenset(gone - set(known))
