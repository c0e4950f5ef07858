"""Where a file that came waits until it is stored: a folder an edition, of this installation alone, erased afterwards."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

MOST_BYTES = 600_000_000


def folder_of(edition_id: UUID) -> Path:
    return Path(settings.HOME) / "lists" / edition_id.hex


def keep_file(edition_id: UUID, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file that comes in pieces; its SHA-256 and its bytes."""
    folder = folder_of(edition_id)
    folder.mkdir(parents=True, mode=0o700)
    mark, size = hashlib.sha256(), 0
    with os.fdopen(os.open(folder / "source", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            mark.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return mark.hexdigest(), size


def erase_file(edition_id: UUID) -> None:
    """Everything that was kept of a file; a second time nothing."""
    shutil.rmtree(folder_of(edition_id), ignore_errors=True)


def kept_files() -> list[UUID]:
    """The editions of which something is kept."""
    root = Path(settings.HOME) / "lists"
    return [UUID(each.name) for each in root.glob("*") if len(each.name) == 32] if root.exists() else []
