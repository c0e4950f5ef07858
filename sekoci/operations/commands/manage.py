"""Django's own commands: `sekoci manage showmigrations`."""

import argparse

HELP = "run one of Django's own commands"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...")


def run(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sekoci manage", *options.words])
    return 0
