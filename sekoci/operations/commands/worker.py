"""`sekoci worker`: jobs, events and what is due every so often."""

import argparse

HELP = "run waiting jobs and hand out events (`up` starts one by itself)"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.worker import work

    work()
    return 0
