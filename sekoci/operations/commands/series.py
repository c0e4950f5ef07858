"""`sekoci series load|list|remove`: counts that others published, shown beside ours."""

import argparse
import sys
from pathlib import Path

HELP = "published tables of counts that stand beside our numbers: take one in (CSV), list them, remove one"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("load", "list", "remove"))
    parser.add_argument(
        "about",
        nargs="?",
        default="",
        help="to load: a CSV with an area, a year and a count a row; to remove: its code by `list`",
    )
    parser.add_argument("--name", default="", help="what it is called on the page; without it, the file's name")
    parser.add_argument("--publisher", default="", help="who published it")
    parser.add_argument("--year", type=int, help="where its rows name no year")
    parser.add_argument("--within", default="", help="the area whose parts its rows name, 34.04; or which it is about")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal

    try:
        return {"load": _load, "list": _list, "remove": _remove}[options.what](options)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1


def _load(options: argparse.Namespace) -> int:
    from sekoci.indicators.actions import Told, load_series

    file = Path(options.about)
    if not options.about or not options.publisher:
        print("sekoci: say which file, and with --publisher who published it", file=sys.stderr)
        return 2
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            told = Told(options.name or file.stem.replace("_", " "), options.publisher, options.year, options.within)
            count = load_series(lines, told=told)
    except (OSError, UnicodeDecodeError) as error:
        print(f"sekoci: {file} cannot be read: {error}", file=sys.stderr)
        return 1
    print(f"{count} counts stand beside ours now.")
    return 0


def _list(_: argparse.Namespace) -> int:
    from sekoci.indicators.queries import series_loaded

    for each in series_loaded():
        years = f"{each.first_year}-{each.last_year}" if each.points else "no years"
        print(f"{each.code:40}  {each.points:7} counts  {years}  {each.loaded_at:%Y-%m-%d}  {each.name} ({each.publisher})")
    return 0


def _remove(options: argparse.Namespace) -> int:
    from sekoci.indicators.actions import remove_series

    print(f"{remove_series(options.about)} counts are gone. To have them again, load the file again.")
    return 0
