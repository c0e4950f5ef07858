"""`python -m bench NAME [--json] [--seconds N]`: run one benchmark; a table for people, JSON for machines."""

import argparse
import importlib
import json
import sys
from typing import Any

NAMES = ("orders", "batch", "pages", "areas", "import", "search", "backup", "lighthouse")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast, and at what cost.")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each run lasts (default 10)")
    parser.add_argument("--rows", type=int, help="backup only: so many rows instead of ten million")
    options = parser.parse_args()
    if options.rows and options.name != "backup":
        parser.error("--rows belongs to backup")
    benchmark = importlib.import_module(f"bench.{options.name}")
    result: dict[str, Any] = benchmark.run(seconds=options.seconds, **({"rows": options.rows} if options.rows else {}))
    print(json.dumps(result) if options.json else benchmark.table(result))
    for miss in result.get("missed", []):
        print(f"missed: {miss}", file=sys.stderr)
    return 1 if result.get("missed") else 0


if __name__ == "__main__":
    sys.exit(main())
