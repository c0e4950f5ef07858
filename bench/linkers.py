"""Ways to link partners' lists, each in a process of its own: ours, and those that ours is measured against."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from bench.processes import own_peak_mb, peak_of_children_mb

if TYPE_CHECKING:
    from sekoci.registry.linkage.pairing import Pairs

LISTS_SQL = "select * rename (source_list as list, kecamatan as area, kabupaten as region) from standard"
KEPT = ("unique_id", "source_list", "kecamatan", "kabupaten", "category", "lat", "lon")
PERSONS_SQL = "select * exclude (cluster) replace (unique_id as unique_id), postcode_fake as postcode, '' as list from '{}'"
NEW = 50_000
"""So many records are held back and come as a new list."""
SPARK_MEMORY = "3g"


def ours(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    from sekoci.registry.linkage.pairing import OnDuckDB

    return _ours(database, lists, OnDuckDB)


def ours_on_spark(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    from sekoci.registry.linkage.spark import on_spark

    spill = Path(database.execute("select current_setting('temp_directory')").fetchall()[0][0])
    with on_spark(spill.resolve(), master="local[2]", memory=SPARK_MEMORY) as pairs:
        return _ours(database, lists, pairs) | {"java_mb": round(peak_of_children_mb())}


def _ours(database: duckdb.DuckDBPyConnection, lists: str, on: "Pairs") -> dict[str, Any]:
    from sekoci.registry.linkage.engine import link
    from sekoci.registry.linkage.settings import BUSINESSES, PERSONS

    if _are_persons(database, lists):
        database.execute("create view source as " + PERSONS_SQL.format(lists))
        linked = link(database, "source", PERSONS, on=on)
    else:
        _standard(database, lists)
        linked = link(database, "source", BUSINESSES, on=on)
    database.execute("create table answer as from clustered")
    return {"pairs": linked.pairs, "low": linked.low, "high": linked.high}


def ours_new(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    """A list of `NEW` records to all the others, which are linked already; only what comes after that is timed."""
    from sekoci.registry.linkage.engine import link, link_new
    from sekoci.registry.linkage.settings import BUSINESSES

    _standard(database, lists)
    database.execute("create table new as select unique_id from standard order by hash(unique_id) limit ?", [NEW])
    database.execute("create view old as from source where unique_id not in (from new)")
    model = link(database, "old", BUSINESSES).model
    database.execute("create table known as from clustered; delete from standard where unique_id in (from new)")
    began = time.perf_counter()
    _standard(database, f"(from '{lists}' semi join new using (unique_id))", more=True)
    linked = link_new(database, "source", "known", BUSINESSES, model=model)
    database.execute("create table answer as from clustered")
    return {"pairs": linked.pairs, "seconds": time.perf_counter() - began}


def naive(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    database.execute(f"create table answer as select unique_id, unique_id as cluster_id from '{lists}'")  # noqa: S608  ours
    return {}


def equal_phone(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    _standard(database, lists)
    database.execute(
        "create table answer as select unique_id,"
        " min(unique_id) over (partition by coalesce(phone_key, unique_id::varchar)) as cluster_id from standard"
    )
    return {}


def splink_components(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    _plain_splink(database, lists, one_a_list=False)
    return {}


def splink_one_a_list(database: duckdb.DuckDBPyConnection, lists: str) -> dict[str, Any]:
    _plain_splink(database, lists, one_a_list=True)
    return {}


RUNS = {
    "ours": ours,
    "ours, on spark": ours_on_spark,
    "naive sum": naive,
    "equal phone": equal_phone,
    "splink, connected components": splink_components,
    "splink, one record per list": splink_one_a_list,
    "ours, a new list": ours_new,
}


def _are_persons(database: duckdb.DuckDBPyConnection, lists: str) -> bool:
    return "dob" in [row[0] for row in database.execute(f"describe from '{lists}'").fetchall()]


def _standard(database: duckdb.DuckDBPyConnection, lists: str, *, more: bool = False) -> None:
    from sekoci.registry.standard import standardised

    relation = lists if lists.startswith("(") else f"'{lists}'"
    sql = standardised(relation, keep=KEPT)
    database.execute(f"insert into standard {sql}" if more else f"create table standard as {sql}")
    database.execute(f"create or replace view source as {LISTS_SQL}")


def _plain_splink(database: duckdb.DuckDBPyConnection, lists: str, *, one_a_list: bool) -> None:
    """Splink as its tutorial has it, on the same standardised columns."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    _standard(database, lists)
    database.execute(
        "create table records as select unique_id, list as source_dataset, name_key, owner_key, phone_key, nib, street_key,"
        " house_no, area::varchar as area, region::varchar as region, category::varchar as category from source"
    )
    api = DuckDBAPI(database)
    rules: list[Any] = [block_on("phone_key"), block_on("nib"), block_on("area", "name_key"), block_on("area", "owner_key")]
    rules += [block_on("region", "street_key", "house_no"), block_on("region", "name_key", "owner_key")]
    exact = [cl.ExactMatch("phone_key"), cl.ExactMatch("nib"), cl.ExactMatch("category")]
    settings = SettingsCreator(
        link_type="link_only" if one_a_list else "dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name_key", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("owner_key", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            *(each.configure(term_frequency_adjustments=True) for each in exact),
            cl.JaroWinklerAtThresholds("street_key", [0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("house_no"),
            cl.ExactMatch("area"),
        ],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    names = [row[0] for row in database.execute("select distinct source_dataset from records order by 1").fetchall()]
    if one_a_list:
        for at, name in enumerate(names):
            database.execute(f"create table list_{at} as from records where source_dataset = ?", [name])
        tables = [api.register(f"list_{at}", dataset_display_name=name) for at, name in enumerate(names)]
        linker = Linker(tables, settings, log_level=None)
    else:
        linker = Linker(api.register("records"), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("phone_key", "name_key"), block_on("area", "name_key", "owner_key")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("phone_key"), block_on("area", "name_key")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.9 if one_a_list else 0.95, warning_mode="never")
    if one_a_list:
        found = linker.clustering.cluster_using_single_best_links(pairs, names, threshold_match_probability=0.9)
    else:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.95)
    database.execute(f"create table answer as select unique_id, cluster_id from {found.physical_name}")  # noqa: S608  ours


def main() -> None:
    """`python -m bench.linkers NAME LISTS OUT MEMORY FOLDER`: link, write the clusters to OUT, print what it took."""
    name, lists, out, memory, folder = sys.argv[1:]
    with duckdb.connect(config={"threads": 2, "memory_limit": memory, "temp_directory": folder}) as database:
        began = time.perf_counter()
        told = RUNS[name](database, lists)
        facts = {"seconds": time.perf_counter() - began} | told
        database.execute(f"copy (select unique_id, cluster_id from answer) to '{out}' (format parquet)")  # noqa: S608  ours
    print(json.dumps(facts | {"rss_mb": round(own_peak_mb())}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main()
