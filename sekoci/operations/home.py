"""SEKOCI_HOME: the one folder that holds what an installation has and a checkout does not: data, pictures, secrets."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class Trouble(Exception):
    """Something the person at the terminal can act on: shown as one sentence, without a traceback."""


@dataclass(frozen=True)
class Home:
    """`folder` is SEKOCI_HOME, made on first use and closed to others."""

    folder: Path

    def secret(self, name: str) -> str:
        """A random word made once and kept in a file that only we may read."""
        path = self.folder / name
        with self.locked("secrets"):
            if not path.exists():
                fresh = path.with_suffix(".new")
                with contextlib.suppress(FileNotFoundError):
                    fresh.unlink()
                with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(secrets.token_urlsafe(32))
                fresh.rename(path)
            return path.read_text().strip()

    @contextlib.contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold the lock `name`; wait for it as long as it takes. The system lets go of it when we die."""
        with self.lock_file(name).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def lock_file(self, name: str) -> Path:
        locks = self.folder / "locks"
        locks.mkdir(mode=0o700, parents=True, exist_ok=True)
        return locks / name


def home() -> Home:
    """The home of this installation; the environment then names it for every child."""
    folder = Path(os.environ.get("SEKOCI_HOME") or CHECKOUT / ".sekoci").expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"The folder {folder} cannot be made ({error.strerror}): set SEKOCI_HOME to one that can.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Trouble(f"The folder {folder} belongs to somebody else: set SEKOCI_HOME to one of yours.")
    os.environ["SEKOCI_HOME"] = str(folder)
    return Home(folder)
