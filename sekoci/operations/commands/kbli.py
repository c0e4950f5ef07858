"""`sekoci kbli load FILE ...`: the state's full list of activities, so that owners can search all of it."""

import argparse
from pathlib import Path

from sekoci.kit.errors import Refusal

HELP = "load a full list of KBLI 2020 or 2025 (CSV or JSON, a file or a folder of them); again changes nothing"
NEEDS_DATABASE = True
MOST_BYTES = 30_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["load"], help="load")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the files of one edition, or their folder")


def run(options: argparse.Namespace) -> int:
    from sekoci.registry.actions import write_kbli
    from sekoci.registry.rules import edition_of, missing_parents, read_kbli

    paths = [path for given in options.files for path in (sorted(_lists(given)) if given.is_dir() else [given])]
    try:
        rows = [row for path in paths for row in read_kbli(_text(path), name=path.name)]
        edition = edition_of(rows, name=", ".join(path.name for path in paths))
    except (OSError, UnicodeDecodeError) as trouble:
        print(f"Cannot read it: {trouble}. Give a text file in UTF-8.")
        return 1
    except Refusal as no:
        print(no.sentence("en"))
        return 1
    written = write_kbli(edition, rows)
    print(f"KBLI {edition}: {sum(len(row.code) == 5 for row in rows):,} activities, {written:,} lines new or different.")
    if gaps := missing_parents(rows):
        print(f"Groups of four digits that the list lacks (their activities are there): {', '.join(gaps)}.")
    return 0


def _lists(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() in (".csv", ".json")]


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise OSError(f"{path.name} is larger than 30 MB")
    return path.read_text(encoding="utf-8-sig")
