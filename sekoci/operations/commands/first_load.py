"""`sekoci first_load`: started once by `up`, beside the web server."""

import argparse

HELP = "load what a new installation starts with (`up` does it by itself)"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.first_load import first_load
    from sekoci.operations.leash import end_with_parent

    end_with_parent()
    first_load()
    return 0
