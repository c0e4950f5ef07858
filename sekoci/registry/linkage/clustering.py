"""Which records are one outlet, of all that pairs say together."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, nextafter

from sekoci.registry.linkage.settings import Settings

Edge = tuple[int, int, float, int]
"""Two records, the weight of their being one outlet (log2 of the odds), and how many blocks found them."""
Merge = tuple[float, int, int]
"""How much is for it, and a record of either side."""


@dataclass(frozen=True)
class Clusters:
    """`of`: for every record the smallest of its cluster; `count` distinct ones. `high`: if only links likelier than nine in ten
    were made; `low`: if all likelier than one in ten were, and those `unfound` too. `cut`: how much had to be for a merge."""

    of: Sequence[int]
    count: int
    low: int
    high: int
    cut: float
    unfound: float


def cluster(
    edges: Sequence[Edge], lists: Sequence[str], settings: Settings, *, known: Mapping[int, int] | None = None
) -> Clusters:
    """Clusters of the records 0 to len(lists) - 1; edges come heaviest first. `known` says of records that are linked already
    which is the first of their cluster: no two such clusters become one."""
    parents = list(range(len(lists)))
    for record, first in (known or {}).items():
        parents[record] = first
    there = len(set(parents))
    merges = merges_of(edges, lists, settings, parents, known or {})
    unfound = _unfound(edges, merges, parents, settings)
    cut = _balanced(merges, unfound, settings)
    low, high = (
        there - sum(strength >= at for strength, _, _ in merges) for at in (-_NINE_IN_TEN, _NINE_IN_TEN / settings.believed)
    )
    for strength, left, right in merges:
        if strength >= cut:
            _unite(parents, left, right)
    of = [_root(parents, each) for each in range(len(lists))]
    count = len(set(of))
    return Clusters(of, count, min(low - round(unfound), count), max(high, count), cut, unfound)


def merges_of(
    edges: Sequence[Edge], lists: Sequence[str], settings: Settings, groups: Sequence[int], known: Mapping[int, int]
) -> list[Merge]:
    """Every merge that may be worth making, component by component, from the strongest on.

    The strongest tie is merged first, and the ties of both to all others added up. A pair that no block brought together counts
    against, more so within one list: so a list may repeat an outlet where its two records are alike themselves, and an agent's
    phone or a popular name chains nobody.
    """
    parents = list(groups)
    for left, right, weight, _ in edges:
        if weight > settings.unsure:
            _unite(parents, left, right)
    roots = [_root(parents, each) for each in range(len(lists))]
    sizes = Counter(roots)
    inside: dict[int, list[Edge]] = {}
    merges: list[Merge] = []
    for edge in edges:
        left, right, weight, _ = edge
        if (root := roots[left]) != roots[right]:
            continue
        if sizes[root] == 2:
            merges.append((weight, left, right))
        else:
            inside.setdefault(root, []).append(edge)
    touched = {groups[each] for part in inside.values() for edge in part for each in edge[:2]}
    there: dict[int, Counter[str]] = {}
    for record, first in known.items():
        if first in touched:
            there.setdefault(first, Counter())[lists[record]] += 1
    for root in sorted(inside):
        merges += _merged(inside.pop(root), lists, settings, groups, there)
    return merges


_NINE_IN_TEN = 3.17


def _unfound(edges: Sequence[Edge], merges: Sequence[Merge], groups: Sequence[int], settings: Settings) -> float:
    """How many merges are to be expected beyond those told of: by pairs too weak for it, and by pairs that no block brought
    together. Of these at least f1 * f1 / 2 f2 (Chao's bound), where f1 merges were found by one block only and f2 by two."""
    parents = list(groups)
    found_by: Counter[int] = Counter()
    for left, right, weight, blocks in edges:
        if weight > 0 and _unite(parents, left, right):
            found_by[blocks] += 1
    parents = list(groups)
    for _, left, right in merges:
        _unite(parents, left, right)
    weak = sum(likely(weight, settings) for left, right, weight, _ in edges if _unite(parents, left, right))
    return weak + found_by[1] ** 2 / (2 * max(1, found_by[2]))


def _balanced(merges: Sequence[Merge], unfound: float, settings: Settings) -> float:
    """The strength from which merges are made: where as many false ones are to be expected as missed ones, so that the count is
    right on the whole, but never further from even odds than `cut_within`."""
    strengths = sorted((strength for strength, _, _ in merges), reverse=True)
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
    lists: Counter[str]
    was_there: bool
    ties: dict[int, "_Tie"] = field(default_factory=dict)


@dataclass(slots=True)
class _Tie:
    """The weight between two groups, of so many pairs seen, so many of them within one list."""

    weight: float
    seen: int
    seen_same_list: int


def _merged(
    edges: list[Edge], lists: Sequence[str], settings: Settings, first: Sequence[int], there: Mapping[int, Counter[str]]
) -> list[Merge]:
    """The merges of one component, in order; none is stronger than the one before it."""
    groups = _groups(edges, lists, settings.most_weight, first, there)
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


def _groups(
    edges: list[Edge], lists: Sequence[str], most: float, first: Sequence[int], there: Mapping[int, Counter[str]]
) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for left, right, weight, _ in edges:
        a, b = first[left], first[right]
        for each in (a, b):
            if each not in groups:
                of_lists = Counter(there.get(each) or [lists[each]])
                groups[each] = _Group(of_lists.total(), of_lists, each in there)
        own = groups[a].ties.get(b, _Tie(0.0, 0, 0))
        same_list = own.seen_same_list + (lists[left] == lists[right])
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


def _root(parents: list[int], each: int) -> int:
    while parents[each] != each:
        parents[each] = each = parents[parents[each]]
    return each


def _unite(parents: list[int], left: int, right: int) -> bool:
    """Whether they were two."""
    a, b = _root(parents, left), _root(parents, right)
    parents[max(a, b)] = min(a, b)
    return a != b
