"""Records, and the SQL of the pairs worth comparing, for DuckDB and for Spark."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from sekoci.registry.linkage.settings import Block, Settings


@dataclass(frozen=True)
class Dialect:
    """What the SQL of blocks says differently: a hash of 64 bits of several columns, and a row for each element of a list."""

    hash: str
    unnest: str


DUCKDB, SPARK = Dialect("hash", "unnest"), Dialect("xxhash64", "explode")


def prepare(database: duckdb.DuckDBPyConnection, source: str, settings: Settings, *, known: str | None = None) -> int:
    """The table `records` of a standardised relation with unique_id and list: numbered (`rid`) in order of unique_id, so that the
    order of rows changes nothing. `known` (unique_id, cluster_id) are linked already. Returns how many there are."""
    columns = ", ".join(f"{sql} as {name}" for name, sql in settings.columns)
    joined = f" left join {known} using (unique_id)" if known else ""
    told = "cluster_id" if known else "nullif(unique_id, unique_id) as cluster_id"
    database.execute(
        "create or replace table records as select row_number() over (order by unique_id)::int as rid, unique_id, list,"
        f" {columns}, {told} from {source}{joined} order by unique_id"
    )
    return number(database, "select count(*) from records")


def members_sql(blocks: Mapping[int, Block], dialect: Dialect, *, with_new: bool) -> str:
    """Who is in a block (block, key, rid): all that share its keys with anybody (or with somebody new), unless too many do.
    `meets`: all of them, or only those who meet all."""
    hashed = " union all ".join(_hashed(at, block, dialect) for at, block in blocks.items())
    most = " ".join(f"when {at} then {block.most}" for at, block in blocks.items())
    counts = {"n": "*", "linked": "cluster_id", "meeting": "case when meets then 1 end"}
    counted = ", ".join(f"count({what}) over (partition by block, key) as {name}" for name, what in counts.items())
    wanted = f"n between 2 and case block {most} end and meeting > 0" + (" and n > linked" if with_new else "")
    return f"select block, key, rid, meets from (select *, {counted} from ({hashed})) where {wanted}"


def _hashed(at: int, block: Block, dialect: Dialect) -> str:
    keys = [f"({key})" for key in block.keys]
    source = f"(select *, {dialect.unnest}({block.each}) as word from records)" if block.each else "records"
    filled = " and ".join(f"{key} is not null" for key in keys) + (" and word != ''" if block.each else "")
    told = f"{at} as block, {dialect.hash}({', '.join(keys)}) as key, rid, cluster_id"
    meets = f"{block.unless_both} is null" if block.unless_both else "true"
    return f"select {told}, {meets} as meets from {source} where {filled}"


def pairs_sql(*, with_new: bool) -> str:
    """The pairs (join_key_l < join_key_r; match_key: by how many blocks) of the table `blocks`; `with_new`: one of the two is not
    linked yet."""
    fresh = "(select rid from records where cluster_id is null)"
    told = f"and (l.rid in {fresh} or r.rid in {fresh})" if with_new else ""
    return (
        "select l.rid as join_key_l, r.rid as join_key_r, cast(count(*) as string) as match_key"
        f" from blocks l join blocks r using (block, key) where l.rid < r.rid and (l.meets or r.meets) {told} group by 1, 2"
    )


def number(database: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = database.execute(sql).fetchone()
    return int(found[0]) if found else 0
