"""`sekoci demo`: invented shops with their trade, officers with programmes; `--listings FILE`: real products, a shop a city."""

import argparse
import os
import sys
from pathlib import Path

from sekoci.operations.home import Trouble

HELP = "load forty invented shops with their trade and officers with a programme (twice is once), or a file of real products"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--listings",
        type=Path,
        metavar="FILE",
        help="instead: a CSV of Product Name, Category, Location, Price; a shop for every city",
    )


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.demo import SHOPS
    from sekoci.registry.actions import load_areas
    from sekoci.registry.queries import area_by_code

    if os.environ.get("SEKOCI_PRODUCTION"):
        raise Trouble("the demo's shops are invented; where SEKOCI_PRODUCTION=1 is set, real people would buy there.")
    if area_by_code(SHOPS[0].area) is None:
        load_areas()
    return load_file(options.listings) if options.listings else load_shops()


def load_shops() -> int:
    from sekoci.operations.demo import load_demo
    from sekoci.operations.demo.offices import load_offices

    built = load_demo()
    print(f"{built.made} shops made, {built.known} were there already ({built.seconds} s).")
    offices = load_offices()
    print(f"{offices.organisations} organisations made with their lists, {offices.programs} programmes ({offices.seconds} s).")
    return 0


def load_file(path: Path) -> int:
    from sekoci.operations.demo.listings import load_listings

    loaded = load_listings(path)
    shops = len(set(loaded.cities.values()))
    print(f"{loaded.products} products in {shops} shops, {loaded.opened} of them opened now.")
    print(f"{loaded.repeated} lines repeat a product in another place or at another price: the first counts.")
    for location, products in loaded.unknown.items():
        print(f"sekoci: no such place: {location}; its {products} products were not loaded.", file=sys.stderr)
    return 1 if loaded.unknown else 0
