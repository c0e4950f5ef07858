"""How sure a mean and a middle are, when some of what was counted belongs together. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from math import comb, sqrt
from statistics import NormalDist, fmean, median

Interval = tuple[float, float, float]
"""An estimate, and between what the truth lies 95 times of 100."""


def interval(values: Sequence[float], groups: Sequence[Hashable] | None = None) -> Interval:
    """Mean, and the interval around it where values of one group go together (none named: each by itself); at least two groups.

    The sandwich of Liang and Zeger (1986) for a mean, with G / (G - 1) and Student's quantile of G - 1 (Cameron and Miller 2015).
    With every value a group of its own it is Student's interval.
    """
    middle = fmean(values)
    apart: defaultdict[Hashable, float] = defaultdict(float)
    for place, value in enumerate(values):
        apart[groups[place] if groups is not None else place] += value - middle
    many = len(apart)
    away = student(many - 1) * sqrt(many / (many - 1) * sum(each**2 for each in apart.values())) / len(values)
    return middle, middle - away, middle + away


def middle_of(values: Sequence[float], groups: Sequence[Hashable]) -> Interval:
    """The median of the groups' means, and between which of them it lies: half of them have more, half less.

    By ranks (the sign test turned round), so that one huge group moves it no more than a small one, and nothing is supposed of
    how they are spread. At least six groups.
    """
    held: defaultdict[Hashable, list[float]] = defaultdict(list)
    for group, value in zip(groups, values, strict=True):
        held[group].append(value)
    means = sorted(fmean(each) for each in held.values())
    rank = rank_of(len(means))
    return median(means), means[rank - 1], means[-rank]


def rank_of(many: int) -> int:
    """From which of so many, counted from either end, the interval of their median begins: the widest rank that still holds 95 %.

    0 where even the outermost do not (fewer than six).
    """
    rank, below = 0, 0
    while 40 * (below := below + comb(many, rank)) <= 2**many:
        rank += 1
    return rank


def student(freedom: int) -> float:
    """The quantile 0.975 of Student's distribution, by Fisher's expansion: four digits from nine degrees of freedom on.

    Abramowitz and Stegun 26.7.5.
    """
    z = NormalDist().inv_cdf(0.975)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))
