"""`sekoci backup`: the database, the pictures and the secrets, while everybody works."""

import argparse
import os

from sekoci.operations.home import home

HELP = "save the database, the pictures and (where SEKOCI_BACKUP_KEY is set) the secrets, while everybody works"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="WHERE", help="a folder or s3://bucket/prefix; without it SEKOCI_BACKUP_TO")
    parser.add_argument(
        "--keep", type=_days, default=14, metavar="DAYS", help="so many days, and 8 weeks, and 12 months (default 14)"
    )
    parser.add_argument("--list", action="store_true", help="only name the backups that are there")
    parser.add_argument("--drill", action="store_true", help="then restore it beside everything, verify it, and drop that again")


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.backup import record
    from sekoci.operations.backup.drill import drill
    from sekoci.operations.backup.making import backups_in, make_backup
    from sekoci.operations.backup.plan import plan_for
    from sekoci.operations.database import open_owner

    os.nice(10)  # whoever sells goes first
    here = home()
    plan = plan_for(here, to=options.to, keep=options.keep)
    if options.list:
        for name in backups_in(plan.store):
            print(name)
        return 0
    with open_owner(here) as owner:
        made = make_backup(here, owner, plan)
        if options.to is None:
            record.note_there(here, backups_in(plan.store), made.name, made.size)
        rows = sum(made.tables.values())
        print(f"{made.name} in {plan.store}: {rows:,} rows, {made.size / 1e6:,.1f} MB{', sealed' if made.sealed else ''}.")
        if not made.sealed:
            print("It is not sealed, so the secrets are not in it: keep secret-key elsewhere, or set SEKOCI_BACKUP_KEY.")
        if options.drill:
            done = drill(here, owner, plan)
            print(f"{done.name} restored and verified in {done.seconds} s: all is well.")
    return 0


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 3650):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days; 1 to 3650")
    return int(text)
