"""The classes of a map's values: few, about as many areas in each, with round ends between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

CLASSES = 5
"""At most so many, a tone each."""
ENOUGH = 4
"""With so many classes the ends between them need to be no finer."""


@dataclass(frozen=True)
class Kind:
    """Values from `low` to `high`, both among them; of values that are no whole numbers, `low` is the class's below."""

    low: float
    high: float


def kinds_of(values: Sequence[float]) -> list[Kind]:
    """The classes of some values, the lowest first. Few distinct values are a class each, nought is one of its own; every class
    has a value, the first begins and the last ends with one."""
    found = sorted(values)
    distinct = sorted(set(found))
    if len(distinct) <= CLASSES:
        return [Kind(value, value) for value in distinct]
    some = [value for value in found if value]
    highs = _highs(some, CLASSES - (distinct[0] == 0))
    is_whole = all(value == round(value) for value in some)
    kinds = [Kind(some[0], highs[0])] + [Kind(low + 1 if is_whole else low, high) for low, high in pairwise(highs)]
    return [Kind(0, 0), *kinds] if distinct[0] == 0 else kinds


def _highs(values: Sequence[float], most: int) -> list[float]:
    """The upper ends, rounded as far as there are still enough classes with a value in each."""
    ends = [values[-(-len(values) * step // most) - 1] for step in range(1, most)]
    highs: list[float] = []
    for figures in (1, 2, 3, 12):
        highs = _with_values(sorted({_round(end, figures) for end in ends}), values)
        if len(highs) >= min(ENOUGH, most):
            break
    return highs


def _with_values(ends: Sequence[float], values: Sequence[float]) -> list[float]:
    """Those with a value between them and the one before, and the highest value."""
    highs: list[float] = []
    for end in (*(end for end in ends if end < values[-1]), values[-1]):
        if any((not highs or value > highs[-1]) and value <= end for value in values):
            highs.append(end)
    return highs


def _round(number: float, figures: int) -> float:
    """To so many figures: 17 to one is 20."""
    return round(number, figures - 1 - floor(log10(abs(number))))
