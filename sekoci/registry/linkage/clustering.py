"""Which records are one outlet, of all that pairs say together."""

import heapq
from array import array
from collections import Counter
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from math import fsum, inf, nextafter
from typing import Protocol

from sekoci.registry.linkage.settings import Settings

Edge = tuple[int, int, float, int]
"""Two records, the weight of their being one outlet (log2 of the odds), and how many blocks found them."""
Merge = tuple[float, int, int]
"""How much is for it, and a record of either side."""
Parents = MutableSequence[int] | dict[int, int]
"""Of every record another one of its group, or itself."""


class Ties(Protocol):
    """What pairs say of the records 0 to len(lists) - 1, each in its list. `groups`: of every record itself, or the first of the
    cluster in which it is linked already; `there`: of those firsts, how many records of which list."""

    lists: MutableSequence[int]
    groups: MutableSequence[int]
    there: dict[int, Counter[int]]

    def join(self, parents: MutableSequence[int]) -> None:
        """Unite all that hang together by pairs above `unsure`."""

    def components(self, roots: MutableSequence[int]) -> Iterator[list[Edge]]:
        """The pairs inside each of them, heaviest first."""

    def between(self, roots: MutableSequence[int]) -> Iterator[Edge]:
        """The pairs between them, heaviest first."""


@dataclass(frozen=True)
class Clusters:
    """`of`: for every record the smallest of its cluster; `count` distinct ones. `apart` and `joined`: a record of each merge not
    made though likelier than one in ten, and of each made though unlikelier than nine in ten. `unfound`: how many more are to be
    expected that no pair tells of. `cut`: how much had to be for a merge."""

    of: MutableSequence[int]
    count: int
    apart: Sequence[int]
    joined: Sequence[int]
    cut: float
    unfound: float

    @property
    def low(self) -> int:
        """How many there are at least: if all merges of `apart` were made, and the unfound ones too."""
        return self.count - len(self.apart) - round(self.unfound)

    @property
    def high(self) -> int:
        """How many at most: if no merge of `joined` was made."""
        return self.count + len(self.joined)


@dataclass
class Merges:
    """Every merge that may be worth making: how much is for it, and a record of either side."""

    strengths: MutableSequence[float] = field(default_factory=lambda: array("d"))
    lefts: MutableSequence[int] = field(default_factory=lambda: array("i"))
    rights: MutableSequence[int] = field(default_factory=lambda: array("i"))

    def add(self, strength: float, left: int, right: int) -> None:
        self.strengths.append(strength)
        self.lefts.append(left)
        self.rights.append(right)


def cluster(ties: Ties, settings: Settings) -> Clusters:
    """Clusters of all records, component by component: one component's pairs are in memory at a time. No two clusters that were
    there become one."""
    roots = ties.groups[:]
    there = sum(record == first for record, first in enumerate(roots))
    ties.join(roots)
    for record in range(len(roots)):
        roots[record] = root_of(roots, record)
    merges, unfound = _merges(ties, roots, settings)
    cut = _balanced(merges.strengths, unfound, settings)
    parents, count = ties.groups[:], there
    apart, joined = array("i"), array("i")
    for strength, left, right in zip(merges.strengths, merges.lefts, merges.rights, strict=True):
        if strength >= cut:
            count -= unite(parents, left, right)
            if strength < _NINE_IN_TEN / settings.believed:
                joined.append(left)
        elif strength >= -_NINE_IN_TEN:
            apart.append(left)
    for record in range(len(parents)):
        parents[record] = root_of(parents, record)
    return Clusters(parents, count, apart, joined, cut, unfound)


_NINE_IN_TEN = 3.17


def _merges(ties: Ties, roots: MutableSequence[int], settings: Settings) -> tuple[Merges, float]:
    """The merges of all components, and how many are to be expected beyond: by pairs too weak for it, and by pairs that no block
    brought together. Of these at least f1 * f1 / 2 f2 (Chao's bound): f1 merges were found by one block only, f2 by two."""
    merges, found_by, weak = Merges(), Counter[int](), list[float]()
    of = ties.groups
    for edges in ties.components(roots):
        made = merges_of(edges, ties, settings)
        apart = {of[record]: of[record] for edge in edges for record in edge[:2]}
        joined = apart.copy()
        found_by.update(n for left, right, weight, n in edges if weight > 0 and unite(joined, of[left], of[right]))
        for strength, left, right in made:
            merges.add(strength, left, right)
            unite(apart, of[left], of[right])
        weak += [likely(weight, settings) for left, right, weight, _ in edges if unite(apart, of[left], of[right])]
    whole = roots[:]
    weak += [likely(weight, settings) for left, right, weight, _ in ties.between(roots) if unite(whole, left, right)]
    return merges, fsum(weak) + found_by[1] ** 2 / (2 * max(1, found_by[2]))


def merges_of(edges: Sequence[Edge], ties: Ties, settings: Settings) -> list[Merge]:
    """Every merge in a component that may be worth making, from the strongest on; none is stronger than the one before it.

    The strongest tie is merged first, and the ties of both to all others added up. A pair that no block brought together counts
    against, more so within one list: so a list may repeat an outlet where its two records are alike themselves, and an agent's
    phone or a popular name chains nobody.
    """
    groups = _groups(edges, ties, settings.most_weight)
    if len(edges) == 1 and all(group.size == 1 for group in groups.values()):
        [(left, right, weight, _)] = edges
        return [(weight, left, right)]
    heap = [(-_sum(groups, left, right, settings), left, right) for left in groups for right in groups[left].ties if left < right]
    heapq.heapify(heap)
    merges: list[Merge] = []
    weakest = inf
    while heap:
        said, left, right = heapq.heappop(heap)
        if left not in groups or right not in groups or (now := _sum(groups, left, right, settings)) <= settings.unsure:
            continue
        if now != -said:
            heapq.heappush(heap, (-now, left, right))
            continue
        weakest = min(weakest, now)
        merges.append((weakest, left, right))
        for other in _merge(groups, left, right):
            if (weight := _sum(groups, left, other, settings)) > settings.unsure:
                heapq.heappush(heap, (-weight, min(left, other), max(left, other)))
    return merges


def _balanced(found: Sequence[float], unfound: float, settings: Settings) -> float:
    """The strength from which merges are made: where as many false ones are to be expected as missed ones, so that the count is
    right on the whole, but never further from even odds than `cut_within`."""
    strengths = sorted(found, reverse=True)
    false, missed = 0.0, unfound + sum(likely(strength, settings) for strength in strengths)
    even = -inf
    for strength in strengths:
        p = likely(strength, settings)
        if (false + 1 - p) - (missed - p) > missed - false:
            even = nextafter(strength, inf)
            break
        false, missed = false + 1 - p, missed - p
    return max(-settings.cut_within, min(settings.cut_within, even))


def likely(weight: float, settings: Settings) -> float:
    """How probable it is, by the weight for it, that two are one."""
    weight *= settings.believed if weight > 0 else 1
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, weight)))


@dataclass(slots=True)
class _Group:
    """Records that are one so far: how many, how many of each list, whether they were one before, the ties to other groups."""

    size: int
    lists: Counter[int]
    was_there: bool
    ties: dict[int, "_Tie"] = field(default_factory=dict)


@dataclass(slots=True)
class _Tie:
    """The weight between two groups, of so many pairs seen, so many of them within one list."""

    weight: float
    seen: int
    seen_same_list: int


def _groups(edges: Sequence[Edge], ties: Ties, most: float) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for left, right, weight, _ in edges:
        a, b = ties.groups[left], ties.groups[right]
        for each in (a, b):
            if each not in groups:
                of_lists = Counter(ties.there.get(each) or [ties.lists[each]])
                groups[each] = _Group(of_lists.total(), of_lists, each in ties.there)
        own = groups[a].ties.get(b, _Tie(0.0, 0, 0))
        same_list = own.seen_same_list + (ties.lists[left] == ties.lists[right])
        tie = _Tie(own.weight + max(-most, min(most, weight)), own.seen + 1, same_list)
        groups[a].ties[b] = groups[b].ties[a] = tie
    return groups


def _merge(groups: dict[int, _Group], left: int, right: int) -> list[int]:
    """The right group becomes part of the left one; the groups tied to it now."""
    kept, gone = groups[left], groups.pop(right)
    kept.size += gone.size
    kept.was_there |= gone.was_there
    kept.lists.update(gone.lists)
    del kept.ties[right], gone.ties[left]
    for other, tie in gone.ties.items():
        if own := kept.ties.get(other):
            tie = _Tie(own.weight + tie.weight, own.seen + tie.seen, own.seen_same_list + tie.seen_same_list)
        kept.ties[other] = groups[other].ties[left] = tie
        del groups[other].ties[right]
    return list(kept.ties)


def _sum(groups: dict[int, _Group], left: int, right: int, settings: Settings) -> float:
    """All that is for and against two groups being one."""
    a, b = groups[left], groups[right]
    if a.was_there and b.was_there:
        return -inf
    tie = a.ties[right]
    unseen = a.size * b.size - tie.seen
    if not unseen:
        return tie.weight
    in_one_list = sum(n * b.lists[name] for name, n in a.lists.items()) - tie.seen_same_list
    return tie.weight + in_one_list * settings.unseen_same_list + (unseen - in_one_list) * settings.unseen


def root_of(parents: Parents, each: int) -> int:
    while parents[each] != each:
        parents[each] = each = parents[parents[each]]
    return each


def unite(parents: Parents, left: int, right: int) -> bool:
    """Whether they were two."""
    a, b = root_of(parents, left), root_of(parents, right)
    parents[max(a, b)] = min(a, b)
    return a != b
