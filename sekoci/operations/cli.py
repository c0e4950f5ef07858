"""The `sekoci` command. Each file in `commands/` is one of its verbs.

Such a file has `HELP`, `NEEDS_DATABASE`, `arguments(parser)` and `run(options) -> int`, the exit code. Where it needs the
database, the address is in the environment and Django is ready before `run` is called: import models inside it.
"""

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from typing import NoReturn, Protocol

from sekoci.operations import commands
from sekoci.operations.home import Trouble, home
from sekoci.operations.variables import refuse_slips


class Command(Protocol):
    """What a file in `commands/` offers."""

    HELP: str
    NEEDS_DATABASE: bool

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main() -> NoReturn:
    signal.signal(signal.SIGTERM, _stop)
    try:
        sys.exit(dispatch(sys.argv[1:]))
    except Trouble as trouble:
        print(f"sekoci: {trouble}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def dispatch(words: list[str]) -> int:
    """Run the command that `words` name; the exit code."""
    parser = argparse.ArgumentParser(prog="sekoci", description="From a phone number to a shop that sells and keeps its books.")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    known: dict[str, Command] = {}
    for found in pkgutil.iter_modules(commands.__path__):
        command: Command = importlib.import_module(f"{commands.__name__}.{found.name}")
        known[found.name] = command
        command.arguments(verbs.add_parser(found.name, help=command.HELP, description=command.HELP))
    options = parser.parse_args(words)
    command = known[options.verb]
    refuse_slips(os.environ)
    if not command.NEEDS_DATABASE:
        return command.run(options)
    from sekoci.kit import whom
    from sekoci.operations.database import open_database

    whom.is_command(options.verb)
    with open_database(home()):
        return command.run(options)


def _stop(number: int, frame: object) -> None:
    """SIGTERM ends a command the way Ctrl-C does: what was opened is closed."""
    raise KeyboardInterrupt
