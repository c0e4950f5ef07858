"""`sekoci link [--whole] [--engine spark]`: which records of the lists are one business; what is new, or everything anew."""

import argparse
import sys
from pathlib import Path

HELP = "link the lists' records to businesses counted once: what is new, or everything with --whole"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--whole", action="store_true", help="everything anew: learns the weights again")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="who finds and weighs the pairs")
    parser.add_argument("--master", default="local[*]", help="spark only: the cluster's address (default: this machine)")
    parser.add_argument("--memory", default="2g", help="spark only: memory of the driver (default 2g)")
    parser.add_argument("--folder", type=Path, help="spark only: a folder that this machine and all workers share")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal
    from sekoci.registry.actions import SparkAt, link_now

    def tell(percent: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{percent:3} %", end="\n" if percent == 100 else "", file=sys.stderr, flush=True)

    spark = SparkAt(options.master, options.memory, options.folder) if options.engine == "spark" else None
    try:
        done = link_now(whole=options.whole, spark=spark, tell=tell)
    except Refusal as no:
        print(f"sekoci: {no.sentence('en')}", file=sys.stderr)
        return 1
    print(
        f"{done.outlets:,} businesses in {done.rows:,} records (between {done.outlets_low:,} and {done.outlets_high:,});"
        f" {done.doubtful:,} pairs wait for review."
    )
    return 0
