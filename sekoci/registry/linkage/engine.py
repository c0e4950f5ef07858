"""Linking from nothing, and linking what is new to what is there."""

from dataclasses import dataclass

import duckdb

from sekoci.registry.linkage.clustering import Clusters, cluster
from sekoci.registry.linkage.components import Weighed, keep_roots, keep_unsure
from sekoci.registry.linkage.model import Model
from sekoci.registry.linkage.pairing import OnDuckDB, Pairs
from sekoci.registry.linkage.records import prepare
from sekoci.registry.linkage.settings import Settings
from sekoci.registry.linkage.training import train

OUTGROWN = 4
"""From so many times the records that it was learnt from, a model is learnt anew: chance agreement has changed."""


@dataclass(frozen=True)
class Linked:
    """What came of it, beside the tables `scored`, `clustered` and `unsure`: distinct ones, and the range that doubtful links
    leave."""

    records: int
    pairs: int
    model: Model
    distinct: int
    low: int
    high: int
    cut: float


def link(
    database: duckdb.DuckDBPyConnection, source: str, settings: Settings, *, model: Model | None = None, on: Pairs = OnDuckDB
) -> Linked:
    """Link all records of `source` (unique_id, list, and what the settings' columns name) with one another.

    Leaves `scored` (l, r as unique_ids, weight, by_* of each comparison), for people to review what is between unsure and sure,
    `clustered` (unique_id, cluster_id: the smallest unique_id of its cluster) and `unsure` (unique_id, joined): where a merge may
    be missing or wrong. Without a model, or with one outgrown, one is trained.
    """
    records = prepare(database, source, settings)
    pairing = on(database, settings)
    pairs = pairing.find()
    if model is None or records > OUTGROWN * model.records:
        share = min(1.0, settings.training_pairs / max(1, pairs))
        pairing.choose(share)
        model = train(database, settings, share)
    pairing.weigh(model)
    return _finish(database, settings, model, records, pairs)


def link_new(
    database: duckdb.DuckDBPyConnection, source: str, known: str, settings: Settings, *, model: Model, on: Pairs = OnDuckDB
) -> Linked:
    """Link the records of `source` that are not in `known` (unique_id, cluster_id) with one another and to those clusters, which
    stay as they are: a new record joins one, or new ones make their own. `scored` has only pairs with a new record."""
    records = prepare(database, source, settings, known=known)
    pairing = on(database, settings)
    pairs = pairing.find(with_new=True)
    pairing.weigh(model)
    return _finish(database, settings, model, records, pairs)


def _finish(database: duckdb.DuckDBPyConnection, settings: Settings, model: Model, records: int, pairs: int) -> Linked:
    found = _clusters(database, settings)
    database.execute(
        "create or replace table scored as select a.unique_id as l, b.unique_id as r, scored.* exclude (l, r)"
        " from scored join records a on a.rid = l join records b on b.rid = r"
    )
    return Linked(records, pairs, model, found.count, found.low, found.high, found.cut)


def _clusters(database: duckdb.DuckDBPyConnection, settings: Settings) -> Clusters:
    """Cluster, and write `clustered` and `unsure`: a cluster that was there keeps its id."""
    found = cluster(Weighed(database, settings), settings)
    keep_unsure(database, found.apart, found.joined)
    keep_roots(database, found.of)
    database.execute(
        "create or replace table clustered as select unique_id,"
        " coalesce(max(cluster_id) over (partition by root), min(unique_id) over (partition by root)) as cluster_id"
        " from records join roots using (rid)"
    )
    database.execute("drop table roots")
    return found
