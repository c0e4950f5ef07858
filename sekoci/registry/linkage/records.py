"""Records and the pairs worth comparing."""

import duckdb

from sekoci.registry.linkage.settings import Block, Settings


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


def find_pairs(database: duckdb.DuckDBPyConnection, settings: Settings, *, with_new: bool = False) -> int:
    """The table `pairs` (join_key_l < join_key_r) of records that share a block; `with_new`: one of the two is not linked yet."""
    database.execute("create or replace temp table blocks (block utinyint, key ubigint, rid int)")
    for at, block in enumerate(settings.blocks):
        for statement in _block(at, block, with_new=with_new):
            database.execute(statement)
    told = "and (l.rid in (from fresh) or r.rid in (from fresh))" if with_new else ""
    if with_new:
        database.execute("create or replace temp table fresh as select rid from records where cluster_id is null")
    database.execute(
        "create or replace table pairs as select l.rid as join_key_l, r.rid as join_key_r, count(*)::varchar as match_key"
        f" from blocks l join blocks r using (block, key) where l.rid < r.rid {told} group by 1, 2"
    )
    database.execute("drop table blocks")
    return number(database, "select count(*) from pairs")


def _block(at: int, block: Block, *, with_new: bool) -> list[str]:
    """Who is in a block: all that share its keys with anybody, or with somebody new, unless they are too many."""
    keys = [f"({key})" for key in block.keys]
    source = f"(select *, unnest({block.each}) as word from records)" if block.each else "records"
    filled = " and ".join(f"{key} is not null" for key in keys) + (" and word != ''" if block.each else "")
    hashed = f"select hash({', '.join(keys)}) as key, rid, cluster_id from {source} where {filled}"
    met = " where key in (select key from hashed where cluster_id is null)" if with_new else ""
    return [
        f"create or replace temp table hashed as {hashed}",
        f"insert into blocks select {at}, key, rid from (select key, rid, count(*) over (partition by key) as n from hashed{met})"
        f" where n between 2 and {block.most}",
    ]


def number(database: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = database.execute(sql).fetchone()
    return int(found[0]) if found else 0
