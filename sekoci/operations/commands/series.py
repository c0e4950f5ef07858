"""`sekoci series load FILE`: counts that others published, shown beside ours."""

import argparse
import sys
from pathlib import Path

HELP = "take a published table of counts (CSV) in, to stand beside our numbers"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("load",))
    parser.add_argument("file", type=Path, help="CSV with a code or a name of areas, a year and a count a row")
    parser.add_argument("--name", default="", help="what it is called on the page; without it, the file's name")
    parser.add_argument("--publisher", required=True, help="who published it")
    parser.add_argument("--year", type=int, help="where its rows name no year")
    parser.add_argument("--within", default="", help="the area whose parts its rows name, 34.04; or which it is about")


def run(options: argparse.Namespace) -> int:
    from sekoci.indicators.actions import Told, load_series
    from sekoci.kit.errors import Refusal

    name = options.name or options.file.stem.replace("_", " ")
    try:
        with options.file.open(encoding="utf-8-sig", newline="") as lines:
            count = load_series(lines, told=Told(name, options.publisher, options.year, options.within))
    except (OSError, UnicodeDecodeError) as error:
        print(f"sekoci: {options.file} cannot be read: {error}", file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    print(f"{count} counts stand beside ours now.")
    return 0
