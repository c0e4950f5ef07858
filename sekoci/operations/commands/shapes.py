"""`sekoci shapes load FILE`: boundaries from a TopoJSON file in place of the maps that we draw."""

import argparse
import json
import sys
from pathlib import Path

HELP = "take boundaries of provinces or regencies from a TopoJSON file"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("load",))
    parser.add_argument("file", type=Path, help="TopoJSON whose shapes have Kemendagri's codes")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal
    from sekoci.registry.actions import load_boundaries

    try:
        topology = json.loads(options.file.read_bytes())
    except (OSError, ValueError) as error:
        print(f"sekoci: {options.file} cannot be read: {error}", file=sys.stderr)
        return 1
    try:
        print(f"{load_boundaries(topology)} areas have boundaries of this file now.")
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    return 0
