"""Where backups lie: a folder, or a bucket (see bucket.py)."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from sekoci.operations.home import Trouble


class Store(Protocol):
    """Files under names with slashes. A file is there whole, or not at all."""

    def put(self, name: str, file: Path) -> None:
        """Move `file` here, under `name`."""

    def fetch(self, name: str, spool: Path) -> Path:
        """The file on this machine: where it lies, or a copy in `spool`. FileNotFoundError where there is none."""
        ...

    def names(self, prefix: str = "") -> list[str]:
        """Every name that begins so, sorted."""
        ...

    def delete(self, name: str) -> None:
        """Nothing happens where there is none."""


class Folder:
    """A folder, on another disk or machine if the operator is wise."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        return str(self.root)

    def put(self, name: str, file: Path) -> None:
        target = self.root / name
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = target.with_name(target.name + ".part")
            shutil.move(file, fresh)
            with fresh.open("rb") as written:
                os.fsync(written.fileno())
            fresh.replace(target)
            _sync(target.parent)
        except OSError as error:
            raise Trouble(f"{target} cannot be written: {error.strerror}.") from None

    def why_closed(self) -> str:
        """Why we cannot write here; empty where we can. Nothing is left."""
        there = next(each for each in (self.root, *self.root.parents) if each.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                return ""
        except OSError as error:
            return f"{self.root} cannot be written: {error.strerror}."

    def fetch(self, name: str, spool: Path) -> Path:
        path = self.root / name
        if not path.is_file():
            raise FileNotFoundError(name)
        return path

    def names(self, prefix: str = "") -> list[str]:
        found = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())
        return sorted(name for name in found if name.startswith(prefix) and not name.endswith(".part"))

    def delete(self, name: str) -> None:
        path = self.root / name
        path.unlink(missing_ok=True)
        if path.parent != self.root and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def store_at(where: str) -> Store:
    """`s3://bucket/prefix`, or a folder."""
    if where.startswith("s3://"):
        from sekoci.operations.backup.bucket import Bucket

        return Bucket(where)
    if "://" in where:
        raise Trouble(f"{where} is no place for backups: name a folder, or s3://bucket/prefix.")
    return Folder(Path(where).expanduser().absolute())


def _sync(folder: Path) -> None:
    """What was renamed in it stays so after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
