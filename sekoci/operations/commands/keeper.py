"""`sekoci keeper`: started by `up` where SEKOCI_BACKUP_TO is set."""

import argparse
import os

from sekoci.operations.home import home

HELP = "make a backup every night and try one out every week (`up` starts one by itself)"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.database import open_owner, say_secrets, start_django
    from sekoci.operations.leash import end_with_parent

    end_with_parent()
    os.nice(10)  # whoever sells goes first
    here = home()
    say_secrets(here)
    start_django()
    with open_owner(here) as owner:
        from sekoci.operations.backup.keeper import keep

        keep(here, owner)
    return 0
