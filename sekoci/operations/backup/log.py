"""The server's log (WAL), piece by piece into the store as it is written: with a base, every moment since can be restored.

`pg_receivewal` streams into `SEKOCI_HOME/log`; every few seconds whole pieces go to the store, and the one that is being written,
as far as it is. A piece's name ends with its sum. A slot makes the server keep what we have not got yet.
"""

import contextlib
import logging
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from sekoci.operations.backup import programs, record
from sekoci.operations.backup.making import SLOT, Plan, backups_in, packed, pour
from sekoci.operations.backup.manifest import FILE, read_manifest
from sekoci.operations.backup.sealing import SealedWriter
from sekoci.operations.home import Home, Trouble

logger = logging.getLogger(__name__)

EVERY = 10.0
"""Seconds between two looks: what may be lost, besides the time of sending, when machine and disk burn."""
WHOLE = re.compile(r"[0-9A-F]{24}|[0-9A-F]{8}\.history")
PARTIAL = ".partial"
STORED = re.compile(r"log/(?P<piece>[0-9A-F]{24}|[0-9A-F]{8}\.history)(?P<partial>\.partial)?-(?P<sum>[0-9a-f]{64})")


class Follower:
    """Streams the log of one server into the plan's store."""

    def __init__(self, home: Home, owner: str, plan: Plan) -> None:
        self.home, self.owner, self.plan = home, owner, plan
        self.folder = home.folder / "log"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.major = programs.major_of(owner)
        self.stored = set(pieces(plan.store.names("log/")))
        self._seen: tuple[str, int] = ("", 0)
        self._stream: subprocess.Popen[bytes] | None = None

    def run(self, stop: threading.Event) -> None:
        """Until `stop`; what fails is tried again at the next look."""
        while not stop.is_set():
            try:
                self.stream()
                self.ship()
            except Exception as error:
                record.note(self.home, "log", ok=False, reason=str(error)[:300])
                logger.exception("the log was not saved")
            stop.wait(EVERY)
        self.end()

    def stream(self) -> None:
        """Have a stream; begin a new one where it broke off."""
        if self._stream and self._stream.poll() is None:
            return
        words = (f"--directory={self.folder}", f"--slot={SLOT}")
        if not self._stream:
            making = programs.start(self.owner, "pg_receivewal", *words, "--create-slot", "--if-not-exists", major=self.major)
            with making:
                programs.finish(making, "The slot for the log")
        else:
            with self._stream as broken, contextlib.suppress(Trouble):
                programs.finish(broken, "The stream of the log")
        self._stream = programs.start(self.owner, "pg_receivewal", *words, "--synchronous", "--no-loop", major=self.major)

    def ship(self) -> None:
        """Send what is new; remember how far it reaches, once anything came."""
        begun = list(self.folder.glob(f"*{PARTIAL}"))  # looked for first, so that all before them are whole and go, too
        whole = sorted(path for path in self.folder.iterdir() if WHOLE.fullmatch(path.name))
        for path in whole:
            if path.name not in self.stored:
                self._send(path, path.name)
                self.stored.add(path.name)
                self._drop_partial(path.name)
            if path != whole[-1]:  # the stream goes on after the last one
                path.unlink()
        for path in begun:
            with contextlib.suppress(FileNotFoundError):  # it has become whole meanwhile
                self._ship_partial(path)
        alive = self._stream is not None and self._stream.poll() is None
        if begun or self.stored or not alive:
            record.note(self.home, "log", ok=alive, reason="" if alive else "the stream broke off")

    def _ship_partial(self, path: Path) -> None:
        """Send the piece that is being written, as far as it is; what was sent of it before goes."""
        seen = (path.name, path.stat().st_mtime_ns)
        if seen == self._seen:
            return
        old = self.plan.store.names(f"log/{path.name}-")
        fresh = self._send(path, path.name)
        for name in old:
            if name != fresh:
                self.plan.store.delete(name)
        self._seen = seen

    def end(self) -> None:
        if self._stream:
            self._stream.terminate()
            with self._stream as ended:
                ended.wait()
            self.ship()

    def _send(self, path: Path, name: str) -> str:
        with tempfile.TemporaryDirectory(prefix="log-", dir=self.home.folder) as spool:
            packet = Path(spool) / "piece"
            with SealedWriter(packet, self.plan.passphrase) as file, packed(file) as pack, path.open("rb") as source:
                pour(source, pack)
            stored = f"log/{name}-{file.sha256}"
            self.plan.store.put(stored, packet)
        return stored

    def _drop_partial(self, piece: str) -> None:
        for name in self.plan.store.names(f"log/{piece}{PARTIAL}-"):
            self.plan.store.delete(name)


def pieces(names: Iterable[str]) -> list[str]:
    """The whole pieces among the names of a store."""
    found = (STORED.fullmatch(name) for name in names)
    return sorted(match["piece"] for match in found if match and not match["partial"])


def drop_old_log(plan: Plan, spool: Path) -> None:
    """Drop the pieces that no base needs any more."""
    firsts = []
    for name in backups_in(plan.store):
        manifest = read_manifest(plan.store.fetch(f"{name}/{FILE}", spool).read_bytes(), plan.passphrase, name=name)
        if manifest.wal_from:
            firsts.append(manifest.wal_from)
    for name in plan.store.names("log/") if firsts else []:
        match = STORED.fullmatch(name)
        if match and ".history" not in match["piece"] and match["piece"][8:] < min(firsts)[8:]:
            plan.store.delete(name)


def missing(there: Iterable[str], *, first: str) -> list[str]:
    """Pieces that are not there although later ones are; `first` is needed in any case. The last two digits count up to FF."""
    numbers = {int(piece[8:16], 16) * 256 + int(piece[16:24], 16) for piece in there if ".history" not in piece}
    begin = int(first[8:16], 16) * 256 + int(first[16:24], 16)
    gone = [number for number in range(begin, max([*numbers, begin]) + 1) if number not in numbers]
    return [f"{first[:8]}{number // 256:08X}{number % 256:08X}" for number in gone]
