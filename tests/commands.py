"""Commands called the way a shell calls them, in this process and on this run's own database."""

import argparse
import importlib


def run_command(name: str, *words: str) -> int:
    """What `sekoci NAME WORDS` answers. (`dispatch` would open the database that the environment names, not the test's.)"""
    command = importlib.import_module(f"sekoci.operations.commands.{name}")
    parser = argparse.ArgumentParser(prog=name)
    command.arguments(parser)
    code: int = command.run(parser.parse_args(words))
    return code
