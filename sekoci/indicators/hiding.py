"""Which areas and figures a reader is not shown: `registry.rules.suppression` told of what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sekoci.indicators.queries.areas import Figures, Stored, level_of
from sekoci.indicators.rules import MONEY, MONEY_NAMES, OPEN, Cells, Groups, Tree, shown_as
from sekoci.registry.rules import Reach

REST = "?"
"""The code of what has no place below an area."""
Gone = Mapping[str, frozenset[str]]
"""Group of figures -> areas; all of them where a group is not named."""


@dataclass(frozen=True)
class Hidden:
    """Areas that may not be shown, of a month: `outside` to those who may not see the businesses, `money` to officers, of areas
    inside as of others."""

    outside: Gone = field(default_factory=dict)
    money: Gone = field(default_factory=dict)

    def seen(self, figures: Figures, codes: Sequence[str], *, may: bool) -> Figures:
        """What is shown of these figures of areas together; `may`: the reader may see the businesses behind."""
        open_names = figures.keys() if may else _names(OPEN, self.outside, codes)
        kept = self._kept_back(figures, codes)
        return {
            name: value if may else shown_as(name, value)
            for name, value in figures.items()
            if name in open_names and name not in kept
        }

    def _kept_back(self, figures: Figures, codes: Sequence[str]) -> frozenset[str]:
        """Figures of money that are not shown even to those who may see the businesses; of a sale that was not counted yet as one
        of too few."""
        open_names = _names(MONEY, self.money, codes)
        if not figures.get("sellers") and figures.get("sales"):
            open_names -= MONEY["sales"][1]
        return (MONEY_NAMES - open_names) & figures.keys()


def known_inside(reach: Reach | None) -> tuple[str, ...]:
    """What this reader counts from inside; of villages no numbers are stored."""
    return tuple(code for code in reach.areas if level_of(code) <= 3) if reach and reach.role == "officer" else ()


def hidden_areas(stored: Stored, month: date, reach: Reach | None, *, outside: bool = True) -> Hidden:
    """Told from the whole tree that was read; `outside`: some of it is shown to this reader from outside."""
    known = known_inside(reach)
    is_office = reach is not None and reach.role == "officer"
    return Hidden(
        _gone(stored, month, OPEN, known) if outside else {},
        _gone(stored, month, MONEY, ()) if is_office else dict.fromkeys(MONEY, frozenset()),
    )


def _gone(stored: Stored, month: date, groups: Groups, known: Sequence[str]) -> Gone:
    counted = {code: each.figures for code, each in stored.stock[month].items()}
    if "" not in counted:
        return dict.fromkeys(groups, frozenset({""}))
    return {group: _tree(counted, cells).hidden(known) for group, (cells, _names) in groups.items()}


def _tree(counted: Mapping[str, Figures], cells: Cells) -> Tree:
    """The cells of all areas, and of what has no place below one."""
    tree = {code: cells(figures) for code, figures in counted.items()}
    parts: dict[str, list[str]] = {}
    for code in counted:
        if code:
            parts.setdefault(code.rpartition(".")[0], []).append(code)
    for whole, codes in parts.items():
        rest = tuple(mine - sum(theirs) for mine, *theirs in zip(tree[whole], *(tree[code] for code in codes), strict=True))
        if any(rest):
            tree[f"{whole}.{REST}"] = rest
            codes.append(f"{whole}.{REST}")
    return Tree(tree, parts)


def is_covered(codes: Sequence[str], hidden: frozenset[str]) -> bool:
    """Whether one of these, or something they lie in, is hidden."""
    return any("" in hidden or any(code == gone or code.startswith(f"{gone}.") for gone in hidden) for code in codes)


def _names(groups: Groups, gone: Gone, codes: Sequence[str]) -> frozenset[str]:
    """The figures of the groups that are shown of these areas."""
    open_groups = [names for group, (_cells, names) in groups.items() if not is_covered(codes, gone.get(group, frozenset({""})))]
    return frozenset().union(*open_groups)
