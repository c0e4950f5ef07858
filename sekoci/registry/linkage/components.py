"""What hangs together by weighed pairs, read component by component from DuckDB, which sorts them and spills to disk."""

from array import array
from collections import Counter
from collections.abc import Iterator, MutableSequence, Sequence
from itertools import groupby
from typing import Any

import duckdb

from sekoci.registry.linkage.clustering import Edge, unite
from sekoci.registry.linkage.settings import Settings

AT_ONCE = 100_000
EDGES = "l - 1, r - 1, weight, blocks from scored join roots a on a.rid = l join roots b on b.rid = r"


class Weighed:
    """The ties in the tables `records` and `scored`; what a record needs of memory here is a dozen bytes."""

    def __init__(self, database: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        self.database, self.unsure = database, settings.unsure
        numbered = (
            "select (dense_rank() over (order by list))::int as list, cluster_id, rid - 1 as record,"
            " case when cluster_id is null then rid else min(rid) over (partition by cluster_id) end - 1 as first from records"
        )
        self.lists: MutableSequence[int] = array("i")
        self.groups: MutableSequence[int] = array("i")
        for of_list, first in self._read(f"select list, first from ({numbered}) order by record"):
            self.lists.append(of_list)
            self.groups.append(first)
        self.there: dict[int, Counter[int]] = {}
        touched = (
            "select cluster_id from records where rid in (select l from scored union select r from scored)"
            " and cluster_id is not null"
        )
        counted = f"select first, list, count(*) from ({numbered}) where cluster_id in ({touched}) group by all"
        for first, of_list, n in self._read(counted):
            self.there.setdefault(first, Counter())[of_list] = n

    def join(self, parents: MutableSequence[int]) -> None:
        for left, right in self._read(f"select l - 1, r - 1 from scored where weight > {self.unsure}"):
            unite(parents, left, right)

    def components(self, roots: MutableSequence[int]) -> Iterator[list[Edge]]:
        keep_roots(self.database, roots)
        asked = f"select a.root, {EDGES} where a.root = b.root order by a.root, weight desc, l, r"
        for _, rows in groupby(self._read(asked), lambda row: row[0]):
            yield [(left, right, weight, blocks) for _, left, right, weight, blocks in rows]

    def between(self, roots: MutableSequence[int]) -> Iterator[Edge]:
        yield from self._read(f"select {EDGES} where a.root <> b.root order by weight desc, l, r")

    def _read(self, sql: str) -> Iterator[Any]:
        """Row by row, with a cursor of its own."""
        with self.database.cursor() as cursor:
            answer = cursor.execute(sql)
            while rows := answer.fetchmany(AT_ONCE):
                yield from rows


def keep_roots(database: duckdb.DuckDBPyConnection, roots: MutableSequence[int]) -> None:
    """The table `roots` (rid, root) of every record's."""
    _keep(database, "roots", roots)


def keep_unsure(database: duckdb.DuckDBPyConnection, apart: Sequence[int], joined: Sequence[int]) -> None:
    """The table `unsure` (unique_id, joined): a record of each merge that may be missing, or that may be wrong."""
    _keep(database, "merges", [*apart, *joined])
    database.execute(
        f"create or replace table unsure as select unique_id, merges.rid > {len(apart)} as joined"
        " from merges join records on records.rid = root + 1"
    )
    database.execute("drop table merges")


def _keep(database: duckdb.DuckDBPyConnection, table: str, roots: Sequence[int]) -> None:
    """As text, because DuckDB takes a list of numbers forty times slower."""
    database.execute(f"create or replace table {table} (rid int, root int)")
    for at in range(0, len(roots), AT_ONCE):
        told = " ".join(map(str, roots[at : at + AT_ONCE]))
        database.execute(
            f"insert into {table} select unnest(range(? + 1, ? + 1)), unnest(cast(string_split(?, ' ') as int[]))",
            [at, min(at + AT_ONCE, len(roots)), told],
        )
