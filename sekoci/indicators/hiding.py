"""Which areas and figures a reader is not shown: `registry.rules.suppression` told of what is stored."""

from collections.abc import Mapping, Sequence
from datetime import date

from sekoci.indicators.queries.areas import Figures, Stored, level_of
from sekoci.indicators.rules import OPEN, Tree, shown_as
from sekoci.registry.rules import Reach

REST = "?"
"""The code of what has no place below an area."""


def known_inside(reach: Reach | None) -> tuple[str, ...]:
    """What this reader counts from inside; of villages no numbers are stored."""
    return tuple(code for code in reach.areas if level_of(code) <= 3) if reach and reach.role == "officer" else ()


def hidden_areas(stored: Stored, month: date, known: Sequence[str]) -> dict[str, frozenset[str]]:
    """By group of figures, the areas that may not be shown, told from the whole tree that was read."""
    counted = {code: each.figures for code, each in stored.stock[month].items()}
    if "" not in counted:
        return dict.fromkeys(OPEN, frozenset({""}))
    parts: dict[str, list[str]] = {}
    for code in counted:
        if code:
            parts.setdefault(code.rpartition(".")[0], []).append(code)
    answer = {}
    for group, (cells, _names) in OPEN.items():
        tree = {code: cells(figures) for code, figures in counted.items()}
        family = {whole: list(codes) for whole, codes in parts.items()}
        for whole, codes in parts.items():
            rest = tuple(mine - sum(theirs) for mine, *theirs in zip(tree[whole], *(tree[code] for code in codes), strict=True))
            if any(rest):
                tree[f"{whole}.{REST}"] = rest
                family[whole].append(f"{whole}.{REST}")
        answer[group] = Tree(tree, family).hidden(known)
    return answer


def is_covered(codes: Sequence[str], hidden: frozenset[str]) -> bool:
    """Whether one of these, or something they lie in, is hidden."""
    return any("" in hidden or any(code == gone or code.startswith(f"{gone}.") for gone in hidden) for code in codes)


def open_only(figures: Figures, hidden: Mapping[str, frozenset[str]], codes: Sequence[str]) -> Figures:
    names = {
        name
        for group, (_cells, names) in OPEN.items()
        if not is_covered(codes, hidden.get(group, frozenset({""})))
        for name in names
    }
    return {name: shown_as(name, value) for name, value in figures.items() if name in names}
