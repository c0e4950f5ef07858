"""Clusters of weighed pairs: read component by component from DuckDB they are those of all pairs in memory at once."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.registry.linkage import components
from sekoci.registry.linkage.clustering import Clusters, Edge, cluster, merges_of, root_of, unite
from sekoci.registry.linkage.components import Weighed
from sekoci.registry.linkage.settings import BUSINESSES


def clustered(edges: Sequence[Edge], lists: Sequence[str], known: Mapping[int, int] | None = None) -> Clusters:
    """`known`: of records that are linked already the first of their cluster."""
    with duckdb.connect(config={"threads": 1}) as database:
        database.execute("create table records (rid int, list varchar, cluster_id bigint)")
        database.execute("create table scored (l int, r int, weight double, blocks smallint)")
        told = [[at + 1, name, (known or {}).get(at)] for at, name in enumerate(lists)]
        database.executemany("insert into records values (?, ?, ?)", told)
        if edges:
            database.executemany("insert into scored values (?, ?, ?, ?)", [[a + 1, b + 1, *rest] for a, b, *rest in edges])
        return cluster(Weighed(database, BUSINESSES), BUSINESSES)


def grouped(answer: Clusters) -> list[list[int]]:
    members = defaultdict(list)
    for record, first in enumerate(answer.of):
        members[first].append(record)
    return sorted(members.values())


def test_one_list_says_a_business_once_unless_its_two_records_are_alike():
    bridge = [(0, 1, 9.0, 5), (1, 2, 8.0, 5)]
    assert grouped(clustered(bridge, ["a", "b", "a"])) == [[0, 1], [2]]
    assert grouped(clustered([*bridge, (0, 2, 3.0, 5)], ["a", "b", "a"])) == [[0, 1, 2]]


def test_what_speaks_against_outweighs_a_bridge():
    assert grouped(clustered([(0, 1, 5.0, 5), (1, 2, 4.5, 5), (0, 2, -7.0, 5)], ["a", "b", "c"])) == [[0, 1], [2]]


def test_clusters_that_are_there_are_never_joined():
    edges = [(0, 4, 9.0, 5), (2, 4, 8.0, 5), (1, 4, 7.0, 5), (3, 4, 7.0, 5)]
    answer = clustered(edges, ["a", "b", "a", "b", "c"], known={0: 0, 1: 0, 2: 2, 3: 2})
    assert grouped(answer) == [[0, 1, 4], [2, 3]]
    assert answer.count == 2


def test_doubtful_links_are_the_range():
    edges = [(at, at + 1, weight, 5) for at, weight in zip(range(0, 12, 2), (9.0, 8.0, 1.0, 0.5, -1.0, -2.0), strict=True)]
    answer = clustered(edges, ["a", "b"] * 6)
    assert (answer.high, answer.low) == (10, 6)
    assert answer.low < answer.count < answer.high


@dataclass
class InMemory:
    """The same ties from a list in memory, in the plainest words."""

    edges: Sequence[Edge]
    lists: MutableSequence[int]
    groups: MutableSequence[int]
    there: dict[int, Counter[int]]

    def join(self, parents: MutableSequence[int]) -> None:
        for left, right, weight, _ in self.edges:
            if weight > BUSINESSES.unsure:
                unite(parents, left, right)

    def components(self, roots: MutableSequence[int]) -> Iterator[list[Edge]]:
        for root in sorted(set(roots)):
            if inside := [edge for edge in self._heaviest_first() if roots[edge[0]] == roots[edge[1]] == root]:
                yield inside

    def between(self, roots: MutableSequence[int]) -> Iterator[Edge]:
        return (edge for edge in self._heaviest_first() if roots[edge[0]] != roots[edge[1]])

    def _heaviest_first(self) -> list[Edge]:
        return sorted(self.edges, key=lambda edge: (-edge[2], edge[0], edge[1]))


@st.composite
def weighed(draw: st.DrawFn) -> tuple[list[Edge], list[int], dict[int, int]]:
    """Pairs, lists, and the clusters that are there: of the first `old` records; no pair is of two old ones."""
    records = draw(st.integers(1, 25))
    old = draw(st.integers(0, records // 2))
    known = array("i", range(old))
    for left, right in draw(st.lists(st.tuples(*[st.integers(0, max(0, old - 1))] * 2), max_size=old)):
        unite(known, left, right)
    two = st.tuples(*[st.integers(0, records - 1)] * 2).filter(lambda pair: pair[0] < pair[1] and pair[1] >= old)
    pairs = draw(st.lists(two, unique=True, max_size=60)) if records > 1 and old < records else []
    weights = st.integers(-32, 60).map(lambda eighths: eighths / 4)
    edges = [(left, right, draw(weights), draw(st.integers(1, 3))) for left, right in pairs]
    lists = draw(st.lists(st.integers(0, 3), min_size=records, max_size=records))
    return edges, lists, {each: root_of(known, each) for each in range(old)}


@settings(deadline=None, max_examples=50)
@given(weighed())
def test_read_from_duckdb_they_are_those_of_pairs_in_memory(told):
    edges, lists, known = told
    there: dict[int, Counter[int]] = {}
    for record, first in known.items():
        there.setdefault(first, Counter())[lists[record]] += 1
    groups = array("i", [known.get(record, record) for record in range(len(lists))])
    plain = cluster(InMemory(edges, array("i", lists), groups, there), BUSINESSES)
    read = clustered(edges, [f"list {each}" for each in lists], known)
    assert (list(read.of), read.count, read.low, read.high) == (list(plain.of), plain.count, plain.low, plain.high)
    assert (read.cut, read.unfound) == pytest.approx((plain.cut, plain.unfound))
    assert read.count == len(set(read.of))


@settings(deadline=None, max_examples=50)
@given(weighed(), weighed())
def test_what_nothing_ties_together_says_nothing_about_the_other(one, other):
    """Merges of two sets of lists beside each other are those of each alone."""
    (edges, lists, _), (more, more_lists, _) = one, other
    by = len(lists)
    both = [*edges, *((left + by, right + by, weight, n) for left, right, weight, n in more)]
    assert strengths(both, [*lists, *more_lists]) == sorted([*strengths(edges, lists), *strengths(more, more_lists)])


def strengths(edges: Sequence[Edge], lists: Sequence[int]) -> list[float]:
    ties = InMemory(edges, array("i", lists), array("i", range(len(lists))), {})
    roots = ties.groups[:]
    ties.join(roots)
    roots = array("i", [root_of(roots, record) for record in range(len(roots))])
    return sorted(strength for part in ties.components(roots) for strength, _, _ in merges_of(part, ties, BUSINESSES))


def test_roots_are_kept_in_parts(monkeypatch):
    monkeypatch.setattr(components, "AT_ONCE", 3)
    with duckdb.connect(config={"threads": 1}) as database:
        components.keep_roots(database, array("i", [0, 0, 2, 1, 4, 4, 6]))
        kept = database.execute("select rid, root from roots order by rid").fetchall()
    assert kept == [(1, 0), (2, 0), (3, 2), (4, 1), (5, 4), (6, 4), (7, 6)]
