"""Making a backup: one snapshot of the database, the pictures, the secrets; nobody waits for it."""

import contextlib
import os
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import psycopg
from psycopg import IsolationLevel, sql

from sekoci.kit.clock import now
from sekoci.operations.backup import programs, record
from sekoci.operations.backup.keeping import to_drop
from sekoci.operations.backup.manifest import FILE, Manifest, Piece, moment_of, name_of
from sekoci.operations.backup.sealing import PIECE, SealedWriter
from sekoci.operations.backup.store import Store
from sekoci.operations.home import Home, Trouble

SLOT = "sekoci_log"
"""By this the server knows how far its log was saved, and keeps the rest."""
DUMP, PICTURES, SECRETS, BASE = "database.dump", "pictures.tar", "secrets.tar", "base.tar.z"
LOCAL = ("postgres-password", "web-password", "postgres-port", "postgres.log", "backup.json")
"""Files of the home that belong to this machine's server alone. All others at its top are secrets, and state."""


@dataclass(frozen=True)
class Plan:
    """Where to, sealed with what, how many days kept, and whether with a base for restoring to any moment."""

    store: Store
    passphrase: str | None = None
    keep: int = 14
    with_base: bool = False


def make_backup(home: Home, owner: str, plan: Plan) -> Manifest:
    """Make one, note how it went, and drop those that are old enough."""
    name = name_of(now())
    try:
        with home.locked("backup"), tempfile.TemporaryDirectory(prefix="backup-", dir=home.folder) as spool:
            made = _Making(home, owner, plan, name, Path(spool)).run()
            drop_old(plan)
    except Exception as error:
        record.note(home, "backup", ok=False, name=name, to=str(plan.store), reason=str(error)[:300])
        raise
    record.note(home, "backup", ok=True, name=name, bytes=made.size, to=str(plan.store))
    return made


class _Making:
    """One backup on its way: each file is written in the spool, put into the store, and noted."""

    def __init__(self, home: Home, owner: str, plan: Plan, name: str, spool: Path) -> None:
        self.home, self.owner, self.plan, self.name, self.spool = home, owner, plan, name, spool
        self.files: dict[str, Piece] = {}
        self.major = programs.major_of(owner)

    def run(self) -> Manifest:
        began = now()
        wal_from = self._base() if self.plan.with_base else ""
        with snapshot(self.owner) as (connection, identity):
            tables, migrations = count_rows(connection), last_migrations(connection)
            with self._file(DUMP) as file:
                dump(self.owner, file, major=self.major, identity=identity)
        with self._file(PICTURES) as file, tarfile.open(fileobj=cast(IO[bytes], file), mode="w|") as tar:
            _add_folder(tar, self.home.folder / "media")
        if self.plan.passphrase is not None:  # beside an open dump, the key would open what is encrypted in it
            with self._file(SECRETS) as file, tarfile.open(fileobj=cast(IO[bytes], file), mode="w|") as tar:
                for path in secrets_of(self.home):
                    tar.add(path, arcname=path.name)
        manifest = Manifest(
            name=self.name, taken_at=began.isoformat(), finished_at=now().isoformat(), server=self.major,
            sealed=self.plan.passphrase is not None, files=self.files, tables=tables, migrations=migrations, wal_from=wal_from,
        )  # fmt: skip
        last = self.spool / FILE
        last.write_bytes(manifest.written(self.plan.passphrase))
        self.plan.store.put(f"{self.name}/{FILE}", last)
        return manifest

    def _base(self) -> str:
        """A copy of the whole server as it is; the first piece of its log that the copy needs."""
        try:
            with psycopg.connect(self.owner, autocommit=True) as connection:
                _have_the_log_kept(connection)
                row = connection.execute("select pg_walfile_name(pg_current_wal_lsn())").fetchone()
            with self._file(BASE) as file, packed(file) as pack:
                words = ("--pgdata=-", "--format=tar", "--wal-method=none", "--checkpoint=fast", "--no-manifest")
                with programs.start(self.owner, "pg_basebackup", *words, major=self.major, stdout=subprocess.PIPE) as copying:
                    pour(copying.stdout, pack)
                    programs.finish(copying, "The copy of the server")
        except psycopg.errors.InsufficientPrivilege as error:
            raise Trouble(f"The owner in DATABASE_URL may not copy the server: {error.diag.message_primary}") from None
        return str(row[0]) if row else ""

    @contextmanager
    def _file(self, name: str) -> Iterator[SealedWriter]:
        path = self.spool / name
        with SealedWriter(path, self.plan.passphrase) as file:
            yield file
        self.files[name] = Piece(bytes=file.size, sha256=file.sha256)
        self.plan.store.put(f"{self.name}/{name}", path)


def _have_the_log_kept(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """From here on, for a stream that may begin only after this copy: else what the copy needs first is in no store."""
    reserve = "select pg_create_physical_replication_slot(%s, true)"
    with contextlib.suppress(psycopg.errors.DuplicateObject):  # made by the stream at this very moment
        connection.execute(f"{reserve} where not exists (select from pg_replication_slots where slot_name = %s)", (SLOT, SLOT))


class _Packing:
    """What is written to it goes on compressed, quickly rather than small."""

    def __init__(self, file: SealedWriter) -> None:
        self._file, self._zlib = file, zlib.compressobj(level=1)

    def write(self, data: bytes) -> int:
        self._file.write(self._zlib.compress(data))
        return len(data)

    def flush(self) -> None:
        self._file.write(self._zlib.flush())


@contextmanager
def packed(file: SealedWriter) -> Iterator[_Packing]:
    pack = _Packing(file)
    yield pack
    pack.flush()


@contextmanager
def snapshot(url: str) -> Iterator[tuple["psycopg.Connection[tuple[object, ...]]", str]]:
    """A connection that sees one moment, and that moment's name for pg_dump."""
    with psycopg.connect(url) as connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        connection.execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield connection, str(row[0]) if row else ""


def dump(url: str, file: SealedWriter, *, major: int, identity: str) -> None:
    words = ("--format=custom", "--compress=1", f"--snapshot={identity}", "--lock-wait-timeout=60s")
    with programs.start(url, "pg_dump", *words, major=major, stdout=subprocess.PIPE) as dumping:
        pour(dumping.stdout, file)
        programs.finish(dumping, "The dump")


def pour(source: IO[bytes] | None, target: "SealedWriter | _Packing") -> None:
    while source and (data := source.read(PIECE)):
        target.write(data)


def count_rows(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, int]:
    """Rows of every table, exactly."""
    named = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1"
    tables = [str(name) for (name,) in connection.execute(named)]
    counted = {}
    for table in tables:
        row = connection.execute(sql.SQL("select count(*) from public.{}").format(sql.Identifier(table))).fetchone()
        counted[table] = int(str(row[0])) if row else 0
    return counted


def last_migrations(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, str]:
    return {str(app): str(name) for app, name in connection.execute("select app, max(name) from django_migrations group by app")}


def secrets_of(home: Home) -> list[Path]:
    """The files at the top of the home that another machine needs, too: the key of logins and of encrypted fields."""
    return [path for path in sorted(home.folder.iterdir()) if path.is_file() and path.name not in LOCAL and _is_closed(path)]


def _is_closed(path: Path) -> bool:
    return path.stat().st_mode & 0o077 == 0


def _add_folder(tar: tarfile.TarFile, folder: Path) -> None:
    """Every file of it, its path from the folder; one that is gone meanwhile is left out."""
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if not path.is_file() or path.is_symlink():
            continue
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        with file:
            facts = tarfile.TarInfo(path.relative_to(folder).as_posix())
            facts.size, facts.mtime = os.fstat(file.fileno()).st_size, int(os.fstat(file.fileno()).st_mtime)
            tar.addfile(facts, file)


def backups_in(store: Store) -> list[str]:
    """The names of all whole backups, the oldest first."""
    return sorted(name.partition("/")[0] for name in store.names("sekoci-") if name.endswith(f"/{FILE}"))


def drop_old(plan: Plan) -> None:
    """Drop what need not be kept, the manifest first; and what never got a manifest."""
    whole = {moment_of(name) for name in backups_in(plan.store)}
    gone = {name_of(moment) for moment in to_drop(sorted(whole), daily=plan.keep)}
    kept = {name_of(moment) for moment in whole} - gone
    for name in sorted(plan.store.names("sekoci-"), key=lambda name: not name.endswith(FILE)):
        if name.partition("/")[0] not in kept:
            plan.store.delete(name)
