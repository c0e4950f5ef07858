"""The linkage engine as a linking calls it: rows brought into its words, its clusters and doubts brought back."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sekoci.kit.errors import Refusal
from sekoci.registry.actions.linking import Engine, Linked, Say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from sekoci.registry.linkage.pairing import Pairs
    from sekoci.registry.linkage.settings import Settings

FROM_HERE = """
    create table raw as select id, list_id::varchar as list, name, owner, phone, street, nib, kind as category,
        case when length(area_code) >= 8 then left(area_code, 8) end as area,
        case when length(area_code) >= 5 then left(area_code, 5) end as region, latitude as lat, longitude as lon
    from rows
"""
KEPT = ("id", "list", "category", "area", "region", "lat", "lon")
STANDS = """
    create table known as select id as unique_id, min(id) over (partition by outlet_id) as cluster_id from rows
    where outlet_id is not null
"""
"""Clusters that are there, by the first of their rows: no new one can have that name."""
MOST_DOUBTS = 50_000
SAME = {"name": "name_key", "owner": "owner_key", "phone": "phone_key", "nib": "nib", "category": "category", "list": "list"}
"""Comparisons of which a reason says "the same" where these columns agree."""


@dataclass(frozen=True)
class SparkAt:
    """Where Spark runs (`master`: `local[*]` is this machine), how much memory its driver may take, and a folder that the driver
    and all workers see; without one, one of this machine."""

    master: str = "local[*]"
    memory: str = "2g"
    folder: Path | None = None


class NoSpark(Refusal):
    code, status = "no_spark", 409
    id = "Spark tidak dapat dijalankan: {missing} belum ada. Pasang dulu: lihat docs/guide/operator.md."
    en = "Spark cannot run: {missing} is missing. Install it first: see docs/guide/operator.md."


def spark(at: SparkAt) -> Engine:
    """The same on Apache Spark, which finds and weighs the pairs. NoSpark where pyspark or Java is missing."""
    from sekoci.registry.linkage.spark import missing, on_spark

    if lacks := missing():
        raise NoSpark(missing=lacks)

    def engine(db: "DuckDBPyConnection", *, whole: bool, model: Mapping[str, Any] | None, say: Say) -> Linked:
        here = Path(db.execute("select path from duckdb_databases() where database_name = current_database()").fetchall()[0][0])
        folder = (at.folder or here.parent).resolve() / f"{here.parent.name}-spark"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            with on_spark(folder, master=at.master, memory=at.memory) as pairs:
                return splink(db, whole=whole, model=model, say=say, on=pairs)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return engine


def splink(
    db: "DuckDBPyConnection", *, whole: bool, model: Mapping[str, Any] | None, say: Say, on: "Pairs | None" = None
) -> Linked:
    """Splink with our settings (`registry/linkage`), on DuckDB unless told otherwise. Without a model that fits the settings, one
    is trained."""
    from sekoci.registry.linkage.engine import link, link_new
    from sekoci.registry.linkage.model import Model
    from sekoci.registry.linkage.pairing import OnDuckDB
    from sekoci.registry.linkage.settings import BUSINESSES
    from sekoci.registry.standard import Fields, standardised

    db.execute(FROM_HERE)
    words = standardised("raw", Fields("name", "owner", "phone", "street", "nib"), keep=KEPT)
    db.execute(f"create table source as select id as unique_id, * exclude (id) from ({words})")  # noqa: S608  ours
    db.execute("drop table raw")
    say(0.1)
    learnt = Model.from_json(json.dumps(model)) if model and model.get("version") == BUSINESSES.version else None
    if whole or learnt is None:
        found = link(db, "source", BUSINESSES, model=learnt, on=on or OnDuckDB)
    else:
        db.execute(STANDS)
        found = link_new(db, "source", "known", BUSINESSES, model=learnt, on=on or OnDuckDB)
    say(0.9)
    db.execute("create table clusters as select unique_id as id, cluster_id as cluster from clustered")
    db.execute(_doubtful([each.name for each in BUSINESSES.comparisons], BUSINESSES))
    return Linked(found.pairs, found.distinct, found.low, found.high, json.loads(found.model.to_json()))


def _doubtful(names: list[str], settings: "Settings") -> str:
    """Of every two clusters the likeliest pair, of every cluster the unlikeliest inside, where either lies in the band."""
    reasons = ", ".join(
        f"{{'field': '{name}', 'says': case when {_agree(name)} then 'exact' when by_{name} > 0 then 'close' else 'differs' end,"
        f" 'weight': round(by_{name}, 2)}}"
        for name in names
    )
    return f"""
        create table doubtful as select s.l as left_id, s.r as right_id,
            1 / (1 + pow(2, -s.weight * if(s.weight > 0, {settings.believed}, 1))) as probability,
            to_json(list_filter([{reasons}], lambda each: each.weight <> 0))::varchar as why
        from (
            select s.*, row_number() over (
                partition by least(a.cluster, b.cluster), greatest(a.cluster, b.cluster)
                order by case when a.cluster = b.cluster then weight else -weight end, l, r) as nth
            from scored s join clusters a on a.id = s.l join clusters b on b.id = s.r
        ) s join source x on x.unique_id = s.l join source y on y.unique_id = s.r
        where nth = 1 and weight between {settings.unsure} and {settings.sure} order by abs(weight), l, r limit {MOST_DOUBTS}
    """  # noqa: S608  numbers and names are ours


def _agree(name: str) -> str:
    return f"x.{SAME[name]} = y.{SAME[name]}" if name in SAME else "false"
