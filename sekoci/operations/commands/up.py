"""`sekoci up`: everything that serves, in the foreground."""

import argparse

HELP = "start the database, the web server and the worker; Ctrl-C stops them"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.home import home
    from sekoci.operations.up import serve

    return serve(home())
