"""`python -m bench NAME [--json] [--seconds N]`: run one benchmark; a table for people, JSON for machines."""

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

NAMES = ("orders", "batch", "pages", "areas", "import", "import-list", "search", "backup", "lighthouse", "link",
         "link-database", "dashboards")  # fmt: skip
OWN = {
    "rows": ("backup", "import-list", "link", "link-database", "dashboards"),
    "format": ("import-list",),
    "months": ("dashboards",),
    "lists": ("link", "link-database"),
    "clusters": ("link",),
    "seed": ("link",),
    "trouble": ("link",),
    "engine": ("link", "link-database"),
}
"""Options that only some benchmarks have."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast, and at what cost.")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each run lasts (default 10)")
    parser.add_argument(
        "--rows",
        type=int,
        help="backup, import-list, link, link-database, dashboards: instead of ten million, a million, twice 250,000, a million",
    )
    parser.add_argument("--format", choices=("csv", "parquet", "xlsx"), help="import-list only: of the file (csv)")
    parser.add_argument("--months", type=int, choices=range(13), help="dashboards only: months of orders before the day (12)")
    parser.add_argument("--lists", type=Path, help="link, link-database: a Parquet file of lists instead of invented ones")
    parser.add_argument("--clusters", type=Path, help="link only: write unique_id and cluster_id here, as Parquet")
    parser.add_argument("--seed", type=int, help="link only: of the invented lists")
    parser.add_argument("--trouble", type=float, help="link only: how wrong the invented lists are (1.0)")
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), help="spark: link runs ours on both and compares; link-database runs it instead"
    )
    options = parser.parse_args()
    told = {name: value for name in OWN if (value := getattr(options, name)) is not None}
    for name in told:
        if options.name not in OWN[name]:
            parser.error(f"--{name} belongs to {' and '.join(OWN[name])}")
    benchmark = importlib.import_module(f"bench.{options.name.replace('-', '_')}")
    result: dict[str, Any] = benchmark.run(seconds=options.seconds, **told)
    print(json.dumps(result) if options.json else benchmark.table(result))
    for miss in result.get("missed", []):
        print(f"missed: {miss}", file=sys.stderr)
    return 1 if result.get("missed") else 0


if __name__ == "__main__":
    sys.exit(main())
