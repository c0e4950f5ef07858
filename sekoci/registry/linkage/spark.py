"""Pairs found and weighed by Apache Spark, for lists that outgrow one machine. Needs Java, and `requirements/spark.txt`.

Standardising, learning and clustering stay where they are, here: they grow as the lists do. Records go to Spark and weighed pairs
come back as Parquet in a folder that both see: any folder for Spark on this machine, a shared one for a cluster.
"""

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from splink import Linker

from sekoci.registry.linkage.model import Model, for_splink, frequencies
from sekoci.registry.linkage.pairing import Pairs
from sekoci.registry.linkage.records import SPARK, members_sql, number, pairs_sql
from sekoci.registry.linkage.scoring import weighed_sql
from sekoci.registry.linkage.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

logging.getLogger("py4j").setLevel(logging.WARNING)
HERE = "local[*]"


def missing() -> str:
    """What Spark needs and this machine has not: `pyspark`, `java`, or nothing."""
    if find_spec("pyspark") is None:
        return "pyspark"
    return "" if "JAVA_HOME" in os.environ or shutil.which("java") else "java"


@contextlib.contextmanager
def on_spark(folder: Path, *, master: str = HERE, memory: str = "2g") -> Iterator[Pairs]:
    """Pairing by a Spark of our own: on this machine, or on the cluster at `master`; files pass through `folder`.

    `memory`: of the driver, which on this machine is all of Spark. Whatever else Spark is to know it reads from its own
    spark-defaults.conf (SPARK_CONF_DIR). A session that this process has already is used and left as it is.
    """
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    told = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.memory": memory,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    if master.startswith("local"):
        told |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "8"}
        told |= {"spark.local.dir": str(folder / "spill")}
    builder = SparkSession.builder.appName("sekoci link").master(master)
    for name, value in told.items():
        builder = builder.config(name, value)
    runs_already = SparkSession.getActiveSession() is not None
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield lambda database, settings: OnSpark(database, settings, session, folder)
    finally:
        if not runs_already:
            session.stop()


class OnSpark:
    """On a Spark session."""

    def __init__(self, database: duckdb.DuckDBPyConnection, settings: Settings, session: "SparkSession", folder: Path) -> None:
        self.database, self.settings, self.session, self.folder = database, settings, session, folder
        session.sparkContext.setCheckpointDir((folder / "steps").as_uri())

    def find(self, *, with_new: bool = False) -> int:
        self.database.execute(f"copy records to '{self.folder}/records.parquet' (format parquet, row_group_size 100000)")
        self._see("records.parquet", "records")
        found = members_sql(dict(enumerate(self.settings.blocks)), SPARK, with_new=with_new)
        self.session.sql(found).createOrReplaceTempView("blocks")
        self._keep(self.session.sql(pairs_sql(with_new=with_new)), "pairs")
        return self.session.table("pairs").count()

    def choose(self, share: float) -> None:
        chosen = f"select * from pairs where pmod(xxhash64(join_key_l, join_key_r), 10000) < {share * 10000}"
        self._keep(self.session.sql(chosen), "trained")
        self._bring("trained", "temp table trained")

    def weigh(self, model: Model) -> None:
        from splink.backends.spark import SparkAPI

        api = SparkAPI(spark_session=self.session)  # type: ignore[no-untyped-call]  # Splink leaves it untyped
        creator = for_splink(self.settings, model, by_frequency=True)
        linker = Linker(api.register("records"), creator, log_level=None, validate_settings=False)
        for column in frequencies(self.settings):
            linker.table_management.compute_tf_table(column)
        linker.table_management.register_blocked_pairs_for_predict(linker._db_api.register("pairs"))
        compared = linker.inference.predict(warning_mode="never").physical_name
        records = number(self.database, "select count(*) from records")
        self._keep(self.session.sql(weighed_sql(compared, self.settings, model, records)), "weighed")
        self._bring("weighed", "table scored")
        (self.folder / "records.parquet").unlink()
        for name in ("pairs", "trained", "weighed", "steps"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def _keep(self, made: "DataFrame", name: str) -> None:
        made.write.mode("overwrite").parquet((self.folder / name).as_uri())
        self._see(name, name)

    def _see(self, file: str, name: str) -> None:
        self.session.read.parquet((self.folder / file).as_uri()).createOrReplaceTempView(name)

    def _bring(self, name: str, into: str) -> None:
        self.database.execute(f"create or replace {into} as from read_parquet('{self.folder}/{name}/*.parquet')")
