"""Partners' lists linked from nothing, beside what others would make of them; `cluster`, the truth, is used for scoring only."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from bench.lists import write_lists
from bench.report import as_table, machine

ROWS, SEED, TROUBLE = 250_000, 20, 1.0
PEERS = ("naive sum", "equal phone", "splink, connected components", "splink, one record per list")
PEERS_UP_TO = 1_500_000
"""Above, only ours is run, once: the others take hours."""
COLUMNS = ["run", "records", "distinct", "f1", "precision", "recall", "count_error", "seconds", "rss_mb"]


def run(
    *,
    seconds: float,
    rows: int = ROWS,
    lists: Path | None = None,
    clusters: Path | None = None,
    seed: int = SEED,
    trouble: float = TROUBLE,
    engine: str = "duckdb",
) -> dict[str, Any]:
    """Our linkage and the others', each in a process of its own; `seconds` says nothing here. With `engine` spark: ours on DuckDB
    and on Spark, and how many records (`moved`) Spark put into another cluster."""
    with tempfile.TemporaryDirectory() as folder:
        source = lists or Path(folder, "lists.parquet")
        if lists is None:
            write_lists(source, records=rows, seed=seed, trouble=trouble)
        records, persons = _facts(source)
        names = ["ours", *(PEERS if records <= PEERS_UP_TO and not persons else ())]
        names += ["ours, a new list"] if 500_000 < records <= PEERS_UP_TO and not persons else []
        if engine == "spark":
            names, clusters = ["ours", "ours, on spark"], clusters or Path(folder, "ours.parquet")
        runs = [_run(name, source, Path(folder), records, clusters if name == "ours" else None) for name in names]
        if engine == "spark" and clusters:
            runs[1]["moved"] = _moved(clusters, Path(folder, "answer.parquet"))
    what = str(lists) if lists else f"{rows:,} of our own, seed {seed}, trouble {trouble}"
    return {
        "name": "link",
        "lists": what,
        "runs": runs,
        "machine": machine(),
        "missed": _missed(runs[0], runs[-1], persons=persons),
    }


def table(result: dict[str, Any]) -> str:
    ours = result["runs"][0]
    between = f"distinct {ours['distinct']:,}, between {ours['low']:,} and {ours['high']:,}; the truth is {ours['truth']:,}"
    spark = [f"on Spark {each['moved']:,} records are in another cluster; Java took {each['java_mb']:,} MB beside" for each in
             result["runs"] if "moved" in each]  # fmt: skip
    return "\n\n".join((result["machine"], result["lists"], as_table(result["runs"], COLUMNS), between, *spark))


def _facts(lists: Path) -> tuple[int, bool]:
    with duckdb.connect() as database:
        columns = [row[0] for row in database.execute(f"describe from '{lists}'").fetchall()]
        counted = database.execute(f"select count(*) from '{lists}'").fetchall()  # noqa: S608  ours
    return int(counted[0][0]), "dob" in columns


def _run(name: str, lists: Path, folder: Path, records: int, clusters: Path | None) -> dict[str, Any]:
    answer, spill = folder / "answer.parquet", folder / "spill"
    spill.mkdir(exist_ok=True)
    memory = "900MB" if records < 400_000 else "2GB" if records < 2_000_000 else "6GB"
    command = [sys.executable, "-m", "bench.linkers", name, str(lists), str(answer), memory, str(spill)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    told["seconds"] = round(told["seconds"], 1)
    if clusters:
        shutil.copyfile(answer, clusters)
    return {"run": name, "records": records} | score(lists, answer) | told


def score(lists: Path, answer: Path) -> dict[str, Any]:
    """Pairwise: of the pairs put together how many belong together (precision), and the other way round (recall)."""
    with duckdb.connect() as database:
        joined = f"'{lists}' join '{answer}' using (unique_id)"
        database.execute(f"create table both_of as select cluster, cluster_id from {joined}")  # noqa: S608  ours
        pairs = "select coalesce(sum(n * (n - 1) / 2), 0) from (select count(*) as n from both_of group by {})"
        true, said, right = (
            float(database.execute(pairs.format(by)).fetchall()[0][0]) for by in ("cluster", "cluster_id", "cluster, cluster_id")
        )
        counts = "select count(distinct cluster_id), count(distinct cluster) from both_of"
        distinct, truth = database.execute(counts).fetchall()[0]
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shares = {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}
    return shares | {"distinct": distinct, "truth": truth, "count_error": round((distinct - truth) / truth, 4)}


def _moved(ours: Path, theirs: Path) -> int:
    """Of how many records the cluster is another. A cluster bears the name of its smallest record."""
    with duckdb.connect() as database:
        sql = f"select count(*) from '{ours}' a join '{theirs}' b using (unique_id) where a.cluster_id <> b.cluster_id"  # noqa: S608  ours
        return int(database.execute(sql).fetchall()[0][0])


def _missed(ours: dict[str, Any], last: dict[str, Any], *, persons: bool) -> list[str]:
    if persons:
        return [] if ours["f1"] > 0.84 else [f"F1 {ours['f1']}, above 0.84"]
    small = ours["records"] < 500_000
    least, most_off = (0.93, 0.015) if small else (0.92, 0.02)
    missed = [f"F1 {ours['f1']}, at least {least}"] if ours["f1"] < least else []
    missed += [f"count off by {ours['count_error']}, at most {most_off}"] if abs(ours["count_error"]) > most_off else []
    if small:
        missed += [f"{ours['seconds']} s, at most 90"] if ours["seconds"] > 90 else []
        missed += [f"{ours['rss_mb']} MB, at most 2000"] if ours["rss_mb"] > 2000 else []
    if last["run"] == "ours, a new list" and last["seconds"] > 60:
        missed.append(f"a new list took {last['seconds']} s, at most 60")
    return missed
