"""Pairs compared by Splink, and what their agreement amounts to."""

import logging

import duckdb
from splink import DuckDBAPI, Linker

from sekoci.registry.linkage.model import Model, classes, for_splink, frequencies, numbering, strangers
from sekoci.registry.linkage.records import number
from sekoci.registry.linkage.settings import EVIDENCE, Comparison, Settings

logging.getLogger("splink").setLevel(logging.WARNING)

AT_ONCE = 4_000_000
"""So many pairs are weighed at a time: all comparisons of all pairs of a nation do not fit into memory."""


def levels(database: duckdb.DuckDBPyConnection, pairs: str, into: str, settings: Settings) -> None:
    """The table `into`: of every pair of `pairs` the level of each comparison (`at_*`, 1 is `else`, 0 says nothing)."""
    linker = _linker(database, settings, numbering(settings), by_frequency=False)
    told = _compared(linker, pairs)
    asked = ", ".join(f"round(mw_{each.name})::tinyint as at_{each.name}" for each in settings.comparisons)
    database.execute(f"create or replace temp table {into} as select {asked} from {told}")
    linker.table_management.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]  # Splink leaves it untyped


def score(database: duckdb.DuckDBPyConnection, pairs: str, into: str, settings: Settings, model: Model) -> None:
    """The table `into` (l, r, weight, blocks, by_*) of pairs that may be one: log2 of the odds, and how many blocks found it."""
    linker = _linker(database, settings, model, by_frequency=True)
    for column in frequencies(settings):
        linker.table_management.compute_tf_table(column)
    records = number(database, "select count(*) from records")
    for at in range(0, max(1, number(database, f"select count(*) from {pairs}")), AT_ONCE):
        database.execute(f"create or replace temp table part as from {pairs} where rowid >= {at} and rowid < {at + AT_ONCE}")
        told = _compared(linker, "part")
        begin = f"insert into {into}" if at else f"create or replace table {into} as"
        database.execute(f"{begin} {weighed_sql(told, settings, model, records)}")
        database.execute(f"drop table {told}")
    linker.table_management.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]  # Splink leaves it untyped


def weighed_sql(compared: str, settings: Settings, model: Model, records: int) -> str:
    """What Splink's weights of the table `compared` add up to (l, r, weight, blocks, by_*), of pairs that may be one; SQL for any
    engine."""
    weights = ", ".join(f"{_weight(each)} as by_{each.name}" for each in settings.comparisons)
    kept = ", ".join(f"cast(by_{each.name} as float) as by_{each.name}" for each in settings.comparisons)
    told = f"select rid_l as l, rid_r as r, cast(match_key as smallint) as blocks, {weights} from {compared}"
    added_up = f"select *, {_odds(settings, model, records)} as weight from (select *, {parts(settings)} from ({told}))"
    return f"select l, r, weight, blocks, {kept} from ({added_up}) where weight > {settings.keep_from}"


def _linker(database: duckdb.DuckDBPyConnection, settings: Settings, model: Model, *, by_frequency: bool) -> Linker:
    api = DuckDBAPI(database)
    creator = for_splink(settings, model, by_frequency=by_frequency)
    return Linker(api.register("records"), creator, log_level=None, validate_settings=False)


def _compared(linker: Linker, pairs: str) -> str:
    """The table in which Splink has weighed every pair."""
    linker.table_management.register_blocked_pairs_for_predict(linker._db_api.register(pairs))
    return linker.inference.predict(warning_mode="never").physical_name


def parts(settings: Settings) -> str:
    """The columns who, reach, there, once: what the comparisons that say so add up to."""
    of = {says: [f"by_{each.name}" for each in settings.comparisons if each.says == says] for says in EVIDENCE}
    return ", ".join(f"{' + '.join(names or ['0.0'])} as {says}" for says, names in of.items())


def _odds(settings: Settings, model: Model, records: int) -> str:
    """log2 of the odds of `same` against all else, from the parts of evidence."""
    told, share = classes(settings), model.shares_among(max(2, records))
    others = [f"{share[name]!r} * pow(2, least({' + '.join(told[name])}, 300))" for name in told if name != "same"]
    return f"log2({share['same']!r}) + {' + '.join(told['same'])} - log2({' + '.join([*others, repr(strangers(share))])})"


def _weight(each: Comparison) -> str:
    return f"mw_{each.name}" + (f" + mw_tf_adj_{each.name}" if any(level.by_frequency for level in each.levels) else "")
