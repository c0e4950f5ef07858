"""`sekoci check --deploy`: whether this installation may serve real people, point by point; exit 1 where one fails."""

import argparse
import json
import os
from dataclasses import asdict

from sekoci.operations.home import home

HELP = "look at settings, files, database, worker and backups, point by point; exit 1 where one fails"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", required=True, help="everything that serving real people needs")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.database import open_as_it_is

    os.environ.setdefault("SEKOCI_LOG", "WARNING")
    with open_as_it_is(home()):
        from sekoci.operations.readiness import gather
        from sekoci.operations.readiness.database import database_points
        from sekoci.operations.readiness.machine import machine_points
        from sekoci.operations.readiness.pages import page_points, settings_points
        from sekoci.operations.readiness.saved import saved_points

        here = home()
        points = gather(settings_points, machine_points(here), database_points, page_points, saved_points(here))
    good = all(point.ok for point in points)
    if options.json:
        print(json.dumps({"ok": good, "points": [asdict(point) for point in points]}))
        return 0 if good else 1
    for point in points:
        print(f"{'look' if point.look else 'ok' if point.ok else 'WRONG':>5}  {point.name:22} {point.say}")
    print("Ready for real people." if good else "Not ready: do what the lines marked WRONG say.")
    return 0 if good else 1
