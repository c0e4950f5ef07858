"""Which areas and figures a reader is not shown: `registry.rules.suppression` told of what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sekoci.indicators.queries.areas import Figures, Stored, level_of
from sekoci.indicators.rules import (
    COUNTED_OUTSIDE,
    FIGURES,
    LEAST,
    MONEY,
    MONEY_NAMES,
    OPEN,
    SHIFTED,
    Cells,
    Groups,
    Tree,
    cells_outside,
    in_three_figures,
    shown_outside,
)
from sekoci.kit.blurring import shifts
from sekoci.registry.rules import Reach

REST = "?"
"""The code of what has no place below an area."""
Gone = Mapping[str, frozenset[str]]
"""Group of figures -> areas; all of them where a group is not named."""


@dataclass(frozen=True)
class Hidden:
    """Areas that may not be shown, of a month: `outside` to those who may not see the businesses, `money` to officers, of areas
    inside as of others. `counted`: by area, what those outside are told of."""

    outside: Gone = field(default_factory=dict)
    money: Gone = field(default_factory=dict)
    counted: Mapping[str, Figures] = field(default_factory=dict)

    def seen(self, figures: Figures, codes: Sequence[str], *, may: bool) -> Figures:
        """What is shown of these figures of areas together; `may`: the reader may see the businesses behind."""
        kept = self._kept_back(figures, codes)
        told = figures if may else self._outside(figures, codes)
        return {name: value for name, value in told.items() if name not in kept}

    def kept_outside(self, codes: Sequence[str]) -> frozenset[str]:
        """Figures that those outside are not shown of these areas, be there any or none."""
        return FIGURES - _names(OPEN, self.outside, codes) | MONEY_NAMES - _names(MONEY, self.money, codes)

    def covers(self, codes: Sequence[str]) -> bool:
        """Whether those outside are not shown how many businesses there are."""
        return is_covered(codes, self.outside.get("who", frozenset({""})))

    def _outside(self, figures: Figures, codes: Sequence[str]) -> Figures:
        """Of several areas the sum of what is told of each. Few look like none: where nothing is left of the businesses, or they
        are hidden and nothing is left of the sellers, there are no figures, not even noughts; and where nothing is left of the
        sellers no orders and no money."""
        there = [self.counted[code] for code in codes if code in self.counted]
        counts = [shown_outside(self.counted[code], shifts_of(code)) for code in codes if code in self.counted]
        told = {name: sum(each[name] for each in counts) for name in COUNTED_OUTSIDE} if counts else {}
        has_sold = told.get("sellers", 0) > 0
        if not told or not (has_sold if self.covers(codes) else told["outlets"]):
            return {}
        told["month_sales"] = in_three_figures(sum(each["month_sales"] for each in there)) if has_sold else 0
        flows = {name: in_three_figures(value) for name, value in figures.items() if has_sold and name not in told}
        names = _names(OPEN, self.outside, codes)
        return {name: value for name, value in (flows | told).items() if name in names}

    def _kept_back(self, figures: Figures, codes: Sequence[str]) -> frozenset[str]:
        """Figures of money that are not shown even to those who may see the businesses; of a sale that was not counted yet as one
        of too few."""
        open_names = _names(MONEY, self.money, codes)
        if not figures.get("sellers") and figures.get("sales"):
            open_names -= MONEY["sales"][1]
        return (MONEY_NAMES - open_names) & figures.keys()


def shifts_of(code: str) -> tuple[int, ...]:
    """By how much each of `SHIFTED` is told less of an area."""
    return shifts(f"area {code}", len(SHIFTED), below=LEAST)


def known_inside(reach: Reach | None) -> tuple[str, ...]:
    """What this reader counts from inside; of villages no numbers are stored."""
    return tuple(code for code in reach.areas if level_of(code) <= 3) if reach and reach.role == "officer" else ()


def hidden_areas(stored: Stored, month: date, reach: Reach | None, *, outside: bool = True) -> Hidden:
    """Told from the whole tree that was read; `outside`: some of it is shown to this reader from outside."""
    is_office = reach is not None and reach.role == "officer"
    money = _gone(_figures(stored, month), MONEY, ()) if is_office else dict.fromkeys(MONEY, frozenset[str]())
    if not outside:
        return Hidden({}, money)
    counted = {code: each.outside for code, each in stored.stock[month].items() if each.outside["outlets"]}
    return Hidden(_gone(counted, OPEN, known_inside(reach)), money, counted)


def _figures(stored: Stored, month: date) -> dict[str, Figures]:
    return {code: each.figures for code, each in stored.stock[month].items()}


def _gone(counted: Mapping[str, Figures], groups: Groups, known: Sequence[str]) -> Gone:
    """Whoever counts nowhere from inside is kept from no area by counts alone: few are told as none, and what is left of a total,
    less its own secret number, says no more."""
    if "" not in counted:
        return dict.fromkeys(groups, frozenset({""}))
    return {
        group: frozenset() if group == "who" and not known else _tree(counted, group, cells, bool(known)).hidden(known)
        for group, (cells, _names) in groups.items()
    }


def _tree(counted: Mapping[str, Figures], group: str, cells: Cells, takes_off: bool) -> Tree:
    """The cells of all areas, and of what has no place below one; those of `OPEN` less their secret numbers. Of what is left once
    somebody `takes_off` what they know, few are never taken for none: its money would be that of few."""
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

    def less(code: str, each: Sequence[int]) -> Sequence[int]:
        left = cells_outside(group, each, shifts_of(code))
        return [max(1, less) if cell and takes_off else less for cell, less in zip(each, left, strict=True)]

    return Tree(tree, parts, less if group in OPEN else None)


def is_covered(codes: Sequence[str], hidden: frozenset[str]) -> bool:
    """Whether one of these, or something they lie in, is hidden."""
    return any("" in hidden or any(code == gone or code.startswith(f"{gone}.") for gone in hidden) for code in codes)


def _names(groups: Groups, gone: Gone, codes: Sequence[str]) -> frozenset[str]:
    """The figures of the groups that are shown of these areas."""
    open_groups = [names for group, (_cells, names) in groups.items() if not is_covered(codes, gone.get(group, frozenset({""})))]
    return frozenset().union(*open_groups)
