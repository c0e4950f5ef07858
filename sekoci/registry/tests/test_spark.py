"""The same linkage on Apache Spark in local mode: the same clusters as on DuckDB. Skipped where pyspark or Java is missing."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from bench.lists import write_lists
from sekoci.registry.actions import found_organisation
from sekoci.registry.linkage import spark
from sekoci.registry.linkage.engine import link, link_new
from sekoci.registry.linkage.model import Model
from sekoci.registry.linkage.pairing import OnDuckDB, Pairs
from sekoci.registry.linkage.settings import BUSINESSES
from sekoci.registry.models import LinkRun
from sekoci.registry.standard import standardised
from sekoci.registry.tests.linked import a_list, a_row
from sekoci.registry.tests.test_linkage import KEPT, clusters_in
from tests.commands import run_command

SETTINGS = replace(BUSINESSES, sample_pairs=50_000, training_pairs=50_000)
lacks = spark.missing()
needs_spark = pytest.mark.skipif(
    bool(lacks), reason=f"Spark needs {lacks}: see requirements/spark.txt and docs/guide/operator.md"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("lists") / "lists.parquet"
    write_lists(path, records=3_000, seed=12)
    with duckdb.connect(config={"threads": 2, "memory_limit": "600MB"}) as database:
        database.execute(f"create table standard as {standardised(repr(str(path)), keep=KEPT)}")
        database.execute(
            "create view source as select * rename (source_list as list, kecamatan as area, kabupaten as region) from standard"
        )
        yield database


@pytest.fixture(scope="module")
def on(tmp_path_factory) -> Iterator[Pairs]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # compiled less, begun sooner
        with spark.on_spark(tmp_path_factory.mktemp("spark"), master="local[2]", memory="1g") as pairs:
            yield pairs


@pytest.fixture(scope="module")
def model(database: duckdb.DuckDBPyConnection) -> Model:
    return link(database, "source", SETTINGS).model


@needs_spark
def test_lists_linked_from_nothing_fall_into_the_same_clusters(database, model, on):
    link(database, "source", SETTINGS, model=model)
    expected, pairs = clusters_in(database, "clustered"), count(database, "scored")
    linked = link(database, "source", SETTINGS, on=on)
    assert clusters_in(database, "clustered") == expected
    assert 0 < linked.distinct < linked.records
    assert abs(count(database, "scored") - pairs) <= pairs // 100


@needs_spark
def test_what_is_new_joins_the_same_clusters(database, model, on):
    database.execute("create or replace view early as from source where unique_id % 10 <> 3")
    link(database, "early", SETTINGS, model=model)
    database.execute("create or replace table known as from clustered")
    link_new(database, "source", "known", SETTINGS, model=model)
    expected = clusters_in(database, "clustered")
    link_new(database, "source", "known", SETTINGS, model=model, on=on)
    assert clusters_in(database, "clustered") == expected


@needs_spark
def test_what_passed_through_the_folder_is_gone(on, tmp_path_factory):
    folder: Path = on(None, SETTINGS).folder
    assert [path.name for path in folder.rglob("*.parquet")] == []


@pytest.mark.django_db
def test_the_command_gives_spark_a_folder_of_its_own_and_the_run_says_so(few_areas, monkeypatch, tmp_path, capsys):
    asked = []

    @contextlib.contextmanager
    def pretended(folder, **told):
        (folder / "pairs.parquet").touch()
        asked.append((folder.parent, folder.stat().st_mode & 0o777, told))
        yield OnDuckDB

    monkeypatch.setattr(spark, "on_spark", pretended)
    monkeypatch.setattr(spark, "missing", lambda: "")
    lists = a_list(found_organisation("GoFood", kind="ride_hailing")), a_list(found_organisation("Bank Solo", kind="bank"))
    same = {"phone": "+6281255500001", "owner": "Sri Lestari", "street": "Jl. Veteran No. 12"}
    for at in range(2):
        a_row(lists[at], "Warung Bu Sri", **same)
        a_row(lists[at], f"Toko {('Abadi', 'Melati')[at]}", f"+628125550010{at}", owner=("Hadi", "Wulan")[at])
    assert run_command("link", "--engine", "spark", "--memory", "1g", "--folder", str(tmp_path)) == 0
    assert asked == [(tmp_path, 0o700, {"master": "local[*]", "memory": "1g"})]
    assert "businesses in 4 records" in capsys.readouterr().out
    run = LinkRun.objects.get()
    assert (run.state, run.engine, run.rows) == ("done", "spark", 4)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_without_spark_the_command_says_what_is_missing_and_nothing_runs(few_areas, monkeypatch, capsys):
    monkeypatch.setattr(spark, "missing", lambda: "java")
    assert run_command("link", "--engine", "spark") == 1
    assert "java is missing" in capsys.readouterr().err
    assert not LinkRun.objects.exists()


def count(database: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(database.execute(f"select count(*) from {table}").fetchall()[0][0])  # noqa: S608  ours
