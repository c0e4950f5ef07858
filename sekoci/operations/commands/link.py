"""`sekoci link [--whole]`: which records of the lists are one business; what is new, or everything anew."""

import argparse
import sys

HELP = "link the lists' records to businesses counted once: what is new, or everything with --whole"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--whole", action="store_true", help="everything anew: learns the weights again")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal
    from sekoci.registry.actions import link_now

    def tell(percent: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{percent:3} %", end="\n" if percent == 100 else "", file=sys.stderr, flush=True)

    try:
        done = link_now(whole=options.whole, tell=tell)
    except Refusal as no:
        print(f"sekoci: {no.sentence('en')}", file=sys.stderr)
        return 1
    print(
        f"{done.outlets:,} businesses in {done.rows:,} records (between {done.outlets_low:,} and {done.outlets_high:,});"
        f" {done.doubtful:,} pairs wait for review."
    )
    return 0
