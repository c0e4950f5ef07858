"""Any moment of the past: a server of its own is built from a base and the log up to that moment, and then dumped."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from sekoci.operations.backup import programs
from sekoci.operations.backup.log import STORED, missing
from sekoci.operations.backup.making import BASE, backups_in, count_rows, dump, snapshot
from sekoci.operations.backup.manifest import FILE, Manifest, read_manifest
from sekoci.operations.backup.restoring import Fetched, sha256_of, unpack
from sekoci.operations.backup.sealing import PIECE, SealedReader, SealedWriter
from sekoci.operations.backup.store import Store
from sekoci.operations.home import Trouble
from sekoci.operations.postgres_process import BROUGHT, identity_for

PATIENCE = 3600.0
ANEW = 5
ENDS_BEFORE = "The saved log ends before that moment"
TOO_LATE = "recovery ended before configured recovery target was reached"
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = 'past_socket'
hba_file = '{data}/past_hba.conf'
restore_command = 'cp fetched/%f %p'
recovery_target_action = 'promote'
hot_standby = off
archive_mode = off
fsync = off
timezone = 'UTC'
log_timezone = 'UTC'
max_wal_size = '4GB'
"""


@dataclass(frozen=True)
class Past:
    """The database as it was, as a dump that is not sealed, and its rows by table."""

    path: Path
    tables: Mapping[str, int]

    def open(self) -> SealedReader:
        return SealedReader(self.path, None)


def base_for(store: Store, at: datetime | None, passphrase: str | None, spool: Path) -> str:
    """The newest backup with a base that was whole by then."""
    for name in reversed(backups_in(store)):
        manifest = read_manifest(store.fetch(f"{name}/{FILE}", spool).read_bytes(), passphrase, name=name)
        if manifest.wal_from and (at is None or datetime.fromisoformat(manifest.finished_at) <= at):
            return name
    raise Trouble(f"No backup with a base is older than that in {store}: bases are made where SEKOCI_BACKUP_WAL=1 is set.")


def past_of(fetched: Fetched, store: Store, owner: str, at: datetime | None, spool: Path) -> Past:
    """The installation's database as it was at that moment; None is the last one that was saved."""
    manifest = fetched.manifest
    data = spool / "past"
    data.mkdir(mode=0o700)
    try:
        unpack(Unpacking(fetched.open(BASE)), data)
        fetch_log(store, fetched.passphrase, data / "fetched", spool, first=manifest.wal_from)
        with running(data, manifest, owner, at) as url:
            path = spool / "past.dump"
            with snapshot(url) as (connection, identity), SealedWriter(path, None) as file:
                tables = count_rows(connection)
                dump(url, file, major=manifest.server, identity=identity)
    finally:
        shutil.rmtree(data)
    return Past(path, tables)


def fetch_log(store: Store, passphrase: str | None, folder: Path, spool: Path, *, first: str) -> None:
    """Every piece of the log from `first` on, each checked; Trouble where one is missing or damaged."""
    folder.mkdir()
    there = {}
    for name in store.names("log/"):
        match = STORED.fullmatch(name)
        if not match or (".history" not in match["piece"] and match["piece"][8:] < first[8:]):
            continue
        if not match["partial"] or match["piece"] not in there:
            there[match["piece"]] = name
    if gone := missing(there, first=first):
        raise Trouble(f"Of the log {', '.join(gone[:3])} is missing: only moments before can be restored from another backup.")
    for piece, name in there.items():
        _fetch_piece(store, passphrase, name, folder / piece, spool)


def _fetch_piece(store: Store, passphrase: str | None, name: str, target: Path, spool: Path) -> None:
    """One piece, checked. The one that is being written may be sent anew while we look: then what took its place."""
    for _ in range(ANEW):
        try:
            path = store.fetch(name, spool)
            if sha256_of(path) != name.rpartition("-")[2]:
                raise Trouble(f"{name} is damaged: only a backup without the log can be restored, without --to-time.")
            source = Unpacking(SealedReader(path, passphrase))
            with target.open("wb") as file:
                while data := source.read(PIECE):
                    file.write(data)
            return
        except FileNotFoundError:
            name = next(iter(store.names(f"log/{target.name}")), name)
    raise Trouble(f"{name} of the log is missing: only moments before can be restored from another backup.")


@contextmanager
def running(data: Path, manifest: Manifest, owner: str, at: datetime | None) -> Iterator[str]:
    """A server on `data` that has gone to that moment; its address. Nobody but us can reach it: a socket in a closed folder."""
    identity = identity_for(data, None if manifest.server == BROUGHT else _program(manifest.server))
    (data / "past.conf").write_text(SETTINGS.format(data=identity.seen(data)) + _target(at))
    (data / "past_hba.conf").write_text("local all all trust\n")
    (data / "recovery.signal").touch()
    (data / "past_socket").mkdir(mode=0o700, exist_ok=True)
    data.chmod(0o700)
    identity.own(data)
    said = data.parent / "past.log"
    with said.open("wb") as log, tempfile.TemporaryDirectory(prefix="sekoci-past-") as short:
        (Path(short) / "d").symlink_to(data)  # the path of a socket is short
        words = ("-c", f"config_file={identity.seen(data)}/past.conf")
        process = identity.start("postgres", *words, data=data, log=log)
        facts = conninfo_to_dict(owner)
        socket = quote(f"{short}/d/past_socket", safe="/")
        try:
            url = f"postgresql://{quote(str(facts['user']))}@/{quote(str(facts['dbname']))}?host={socket}"
            _wait(process, url, said)
            yield url
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGINT)
            process.wait(120)


def _target(at: datetime | None) -> str:
    return f"recovery_target_time = '{at.isoformat()}'\n" if at else ""


def _wait(process: "subprocess.Popen[bytes]", url: str, said: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if process.poll() is not None:
            words = said.read_text(errors="replace")
            if TOO_LATE in words:
                raise Trouble(f"{ENDS_BEFORE}: choose an earlier one, or --to-time latest.")
            raise Trouble(f"The past cannot be rebuilt: {' / '.join(words.strip().splitlines()[-3:])}")
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=5) as connection:
            if connection.execute("select pg_is_in_recovery()").fetchone() == (False,):
                return
        time.sleep(0.1)
    raise Trouble("The past cannot be rebuilt within an hour.")


def _program(major: int) -> Path:
    return programs.folder_of(major, "postgres").parent


class Unpacking:
    """Reads what was packed (see making.packed)."""

    def __init__(self, source: SealedReader) -> None:
        self._source, self._zlib, self._waiting = source, zlib.decompressobj(), bytearray()

    def read(self, most: int = -1) -> bytes:
        while not self._zlib.eof and (most < 0 or len(self._waiting) < most):
            data = self._source.read(PIECE)
            if not data:
                raise Trouble("A packed file ends too early.")
            self._waiting += self._zlib.decompress(data)
        most = len(self._waiting) if most < 0 else most
        data = bytes(self._waiting[:most])
        del self._waiting[:most]
        return data
