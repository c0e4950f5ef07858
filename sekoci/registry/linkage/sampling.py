"""How often strangers agree by chance."""

from dataclasses import replace

import duckdb

from sekoci.registry.linkage.records import number
from sekoci.registry.linkage.scoring import levels
from sekoci.registry.linkage.settings import Comparison, Settings

Levels = dict[str, list[float]]
"""A figure for each level of each comparison, best first, `else` last."""


def in_a_sample(database: duckdb.DuckDBPyConnection, settings: Settings, records: int) -> Levels:
    """How many pairs of a random sample of all are at each level."""
    wanted = min(settings.sample_pairs, records * (records - 1) // 2)
    database.execute(
        "create or replace temp table sampled as select distinct least(a, b) as join_key_l, greatest(a, b) as join_key_r,"
        f" '0' as match_key from (select hash(i) % {records} + 1 as a, hash(i, 'other') % {records} + 1 as b"
        f" from range({wanted}) t(i)) where a != b"
    )
    levels(database, "sampled", "at_levels", settings)
    return {each.name: _at_levels(database, each) for each in settings.comparisons}


def in_all(database: duckdb.DuckDBPyConnection, each: Comparison, settings: Settings) -> list[float]:
    """How many of all pairs are at each level, seen from within one column's equal values, where a sample of all shows none."""
    column = each.counted_within
    sizes = f"select count(*) as n from records where {column} is not null group by {column}"
    step = max(1, number(database, f"select coalesce(sum(n * (n - 1) / 2), 0)::bigint from ({sizes})") // settings.sample_pairs)
    database.execute(
        "create or replace temp table sampled as select l.rid as join_key_l, r.rid as join_key_r, '0' as match_key"
        f" from records l join records r using ({column}) where l.rid < r.rid and hash(l.rid) % {step} = 0"
    )
    levels(database, "sampled", "at_levels", replace(settings, comparisons=(each,)))
    return [n * step for n in _at_levels(database, each)]


def _at_levels(database: duckdb.DuckDBPyConnection, each: Comparison) -> list[float]:
    found = [0.0] * (len(each.levels) + 1)
    asked = f"select at_{each.name}, count(*) from at_levels where at_{each.name} > 0 group by 1"
    for at, n in database.execute(asked).fetchall():
        found[-at] = float(n)
    return found
