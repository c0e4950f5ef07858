"""What grows faster than the lists: finding pairs and weighing them. DuckDB does it here; Spark in `spark.py`."""

from collections.abc import Callable
from typing import Protocol

import duckdb

from sekoci.registry.linkage.model import Model
from sekoci.registry.linkage.records import DUCKDB, members_sql, number, pairs_sql
from sekoci.registry.linkage.scoring import score
from sekoci.registry.linkage.settings import Settings


class Pairing(Protocol):
    """Works on the table `records` of the connection that it was made with."""

    def find(self, *, with_new: bool = False) -> int:
        """Bring together records that share a block; `with_new`: one of the two is not linked yet. How many pairs."""

    def choose(self, share: float) -> None:
        """The table `trained` of about that share of the pairs (join_key_l, join_key_r, match_key), to learn from."""

    def weigh(self, model: Model) -> None:
        """The table `scored` (l, r, weight, blocks, by_*) of the pairs that may be one; the pairs themselves are forgotten."""


Pairs = Callable[[duckdb.DuckDBPyConnection, Settings], Pairing]


class OnDuckDB:
    """Here, in this process."""

    def __init__(self, database: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        self.database, self.settings = database, settings

    def find(self, *, with_new: bool = False) -> int:
        self.database.execute("create or replace temp table blocks (block utinyint, key ubigint, rid int, meets boolean)")
        for at, block in enumerate(self.settings.blocks):
            self.database.execute(f"insert into blocks {members_sql({at: block}, DUCKDB, with_new=with_new)}")
        self.database.execute(f"create or replace table pairs as {pairs_sql(with_new=with_new)}")
        self.database.execute("drop table blocks")
        return number(self.database, "select count(*) from pairs")

    def choose(self, share: float) -> None:
        chosen = f"hash(join_key_l, join_key_r) % 10000 < {share * 10000}"
        self.database.execute(f"create or replace temp table trained as from pairs where {chosen}")

    def weigh(self, model: Model) -> None:
        score(self.database, "pairs", "scored", self.settings, model)
        self.database.execute("drop table pairs")
