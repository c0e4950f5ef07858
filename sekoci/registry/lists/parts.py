"""The parts of a list that a program pushes: each kept as lines of a file until all are there and become one."""

import contextlib
import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from sekoci.registry.lists.folder import folder_of
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.lists.words import HEADS

BLOCK = 1_000_000


def lines_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows in the order of `FIELDS` as lines of a file."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [" ".join(cell.split()) for cell in row] for row in rows
    )
    return written.getvalue().encode("utf-8", "replace")


def keep_part(edition_id: UUID, number: int, content: bytes) -> bool:
    """Keep a part, whole or not at all; False where another one came under this number before."""
    folder = folder_of(edition_id)
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    part, coming = _part(folder, number), folder / f"coming-{number}"
    if part.exists():
        return part.read_bytes() == content
    with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.rename(part)
    return True


def kept_parts(edition_id: UUID) -> list[int]:
    """The numbers of those that are there, ascending."""
    return sorted(int(each.name.removeprefix("part-")) for each in folder_of(edition_id).glob("part-*"))


def kept_bytes(edition_id: UUID) -> int:
    """What they weigh."""
    return sum(each.stat().st_size for each in folder_of(edition_id).glob("part-*"))


def join_parts(edition_id: UUID) -> tuple[str, int]:
    """One file of all parts in their order, as `keep_file` would keep it: its SHA-256, and how many rows it has.

    It is the same file however the rows were parted.
    """
    folder, mark, rows = folder_of(edition_id), hashlib.sha256(), 0
    coming = folder / "coming"
    with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        heading = b"\xef\xbb\xbf" + lines_of([[HEADS[field] for field in FIELDS]])
        for block in (heading, *_blocks(folder, kept_parts(edition_id))):
            mark.update(block)
            file.write(block)
            rows += block.count(b"\n")
    coming.rename(folder / "source")
    return mark.hexdigest(), rows - 1


def forget_parts(edition_id: UUID) -> None:
    """Once the file is there, they are not needed any more."""
    for each in folder_of(edition_id).glob("part-*"):
        with contextlib.suppress(FileNotFoundError):
            each.unlink()


def _blocks(folder: Path, numbers: Iterable[int]) -> Iterator[bytes]:
    for number in numbers:
        with _part(folder, number).open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _part(folder: Path, number: int) -> Path:
    return folder / f"part-{number:06}"
