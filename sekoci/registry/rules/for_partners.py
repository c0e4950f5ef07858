"""What a partner reads of counts of outlets: what lists of others have, which nothing that it sends changes; and its own part.

Of areas only outlets are told that others have, each once, whether it has them too or not. So nothing can be learnt by sending a
business and looking what moves. Areas with too few are hidden in the way of `suppression`. Its own part, and how much of it
others have too, is told of all its areas together alone; that depends on what it sends, and all of it is of a Monday
(`actions/counting_weeks.py`) and rounded down to fives: whoever tries business by business is told of one in a week at most, and
each try is written down as an edition (as `programs.rules.outside` says of stages).
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from sekoci.registry.rules.suppression import Cells, Tree, told

REST = "?"
"""The code of what lies in none of an area's parts."""


@dataclass(frozen=True)
class Part:
    """An area: how many outlets others have, how many that is with each organisation counted alone (`listed`), how many have a
    shop here (our own list is one of the others); how many the partner has (`mine`), and how many nobody else (`alone`)."""

    others: int
    listed: int
    shops: int
    mine: int
    alone: int

    @property
    def cells(self) -> Cells:
        return (self.others, self.listed, self.shops, self.others - self.shops)


@dataclass(frozen=True)
class Line:
    """What is told of an area; 0 says "fewer than five", be it none or four."""

    others: int
    listed: int
    shops: int


@dataclass(frozen=True)
class Told:
    """What is told of all areas together. `shared`: of `mine`, those that others have too."""

    others: int
    listed: int
    shops: int
    mine: int
    shared: int
    alone: int

    @property
    def outlets(self) -> int:
        return self.others + self.alone

    @property
    def rows(self) -> int:
        return self.listed + self.mine


def total_of(parts: Iterable[Part]) -> Part:
    """Several areas as one, none of which lies in another."""
    return Part(*map(sum, zip((0,) * 5, *map(astuple, parts), strict=True)))


def shown(whole: Part, parts: Mapping[str, Part]) -> tuple[Told | None, dict[str, Line | None]]:
    """An area and its parts by code as a partner reads them, with what lies in none of them (REST, where there is any); None:
    not shown."""
    rest = Part(
        *(all_of_it - theirs for all_of_it, theirs in zip(astuple(whole), astuple(total_of(parts.values())), strict=True))
    )
    known = {**parts, REST: rest} if parts and rest.others else dict(parts)
    tree = Tree({"": whole.cells, **{code: part.cells for code, part in known.items()}}, {"": list(known)})
    hidden = tree.hidden()
    lines = {code: None if code in hidden else _line(part) for code, part in known.items()}
    if "" in hidden:
        return None, lines
    counts = (whole.others, whole.listed, whole.shops, whole.mine, whole.mine - whole.alone, whole.alone)
    return Told(*(told(count) for count in counts)), lines


def _line(part: Part) -> Line:
    return Line(told(part.others), told(part.listed), told(part.shops))
