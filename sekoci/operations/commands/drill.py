"""`sekoci drill`: whether the last backup can be restored, tried out."""

import argparse

from sekoci.operations.home import home

HELP = "restore the last backup into a database of its own, verify it, and drop it again"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="store", metavar="WHERE", help="a folder or s3://bucket/prefix; without it SEKOCI_BACKUP_TO"
    )


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.backup.drill import drill
    from sekoci.operations.backup.plan import plan_for
    from sekoci.operations.database import open_owner

    here = home()
    with open_owner(here) as owner:
        done = drill(here, owner, plan_for(here, to=options.store))
    print(f"{done.name}: {done.rows:,} rows restored and verified in {done.seconds} s: all is well.")
    return 0
