"""Restoring: every byte is checked, then it is built beside what is there, verified, and only then swapped in."""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from sekoci.operations.backup import programs
from sekoci.operations.backup.making import PICTURES, SECRETS, backups_in, count_rows
from sekoci.operations.backup.manifest import FILE, Manifest, read_manifest
from sekoci.operations.backup.sealing import PIECE, SealedReader
from sekoci.operations.backup.store import Store
from sekoci.operations.home import Home, Trouble


@dataclass(frozen=True)
class Fetched:
    """A backup on this machine, every byte of it as it was written."""

    manifest: Manifest
    paths: Mapping[str, Path]
    passphrase: str | None

    def open(self, name: str) -> SealedReader:
        return SealedReader(self.paths[name], self.passphrase)


def fetch_backup(store: Store, name: str, passphrase: str | None, spool: Path) -> Fetched:
    """Bring a backup here and check all of it; Trouble, and nothing done, where a file is missing or one byte is another."""
    try:
        said = store.fetch(f"{name}/{FILE}", spool).read_bytes()
    except FileNotFoundError:
        there = ", ".join(backups_in(store)[-3:]) or "nothing"
        raise Trouble(f"There is no backup {name} in {store}; the last ones are: {there}.") from None
    manifest = read_manifest(said, passphrase, name=name)
    paths = {}
    for file, piece in manifest.files.items():
        try:
            path = store.fetch(f"{name}/{file}", spool)
        except FileNotFoundError:
            raise Trouble(f"{file} of {name} is missing: choose another backup.") from None
        if path.stat().st_size != piece.bytes or sha256_of(path) != piece.sha256:
            raise Trouble(f"{file} of {name} is damaged: choose another backup.")
        paths[file] = path
    return Fetched(manifest, paths, passphrase if manifest.sealed else None)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def rebuilt(home: Home, owner: str, dumped: SealedReader, tables: Mapping[str, int]) -> Iterator[str]:
    """A fresh database beside the installation's own, filled from a dump, counted and verified; its name.

    It is dropped at the end unless it was renamed meanwhile.
    """
    name = f"{database_of(owner)}_restore_{secrets.token_hex(3)}"
    url = at_database(owner, name)
    with maintenance(owner) as server:
        server.execute(sql.SQL("create database {} template template0 encoding 'UTF8'").format(sql.Identifier(name)))
        try:
            load(url, dumped)
            compare(url, tables)
            verify_apart(home, url)
            yield name
        finally:
            _drop(server, name)


def sweep(home: Home, owner: str) -> None:
    """Drop what was left by one of us who was killed. Called by who holds the lock `backup`."""
    for kind in ("backup", "drill", "log"):
        for folder in home.folder.glob(f"{kind}-*"):
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
    with maintenance(owner) as server:
        like = f"^{database_of(owner)}_restore_[0-9a-f]{{6}}$"
        for (name,) in server.execute("select datname from pg_database where datname ~ %s", (like,)).fetchall():
            _drop(server, str(name))


def _drop(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
    for role in (f"{name}_web", f"{name}_fleet"):
        server.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role)))


def load(url: str, dumped: SealedReader) -> None:
    words = ("--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={database_of(url)}")
    with programs.start(url, "pg_restore", *words, major=programs.major_of(url), stdin=subprocess.PIPE) as loading:
        target = cast(IO[bytes], loading.stdin)
        with contextlib.suppress(BrokenPipeError):  # its own words say why
            try:
                while data := dumped.read(PIECE):
                    target.write(data)
            finally:
                target.close()
        programs.finish(loading, "Loading the dump")


def compare(url: str, tables: Mapping[str, int]) -> None:
    """Every table has as many rows as when the dump was made."""
    with psycopg.connect(url) as connection:
        found = count_rows(connection)
    wrong = [f"{table} has {found.get(table, 0)} rows, not {rows}" for table, rows in tables.items() if found.get(table) != rows]
    if wrong:
        raise Trouble("What was restored is not what was saved: " + "; ".join(wrong[:5]))


def verify_apart(home: Home, url: str) -> None:
    """`sekoci verify` on it, in a process of its own: with the newest tables, as a web role of its own."""
    left = {name: value for name, value in os.environ.items() if name not in ("SEKOCI_DATABASE_URL", "SEKOCI_OWNER_URL")}
    command = [sys.executable, "-m", "sekoci.operations", "verify", "--json"]
    asked = {**left, "DATABASE_URL": url, "SEKOCI_HOME": str(home.folder), "SEKOCI_LOG": "WARNING"}
    done = subprocess.run(command, env=asked, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise Trouble(f"What was restored cannot be verified: {' / '.join(done.stderr.strip().splitlines()[-3:])}") from None
    wrong = [f"{check['what']}: {', '.join(check['wrong'][:3])}" for check in report["checks"] if check["wrong"]]
    if wrong:
        raise Trouble("What was restored is not right, and nothing was changed: " + "; ".join(wrong))
    with psycopg.connect(url) as connection:
        _take_back_grants(connection)


def erasures_of(home: Home, owner: str) -> str:
    """Who was forgotten, by keyed hash and moment, as JSON lines: as the database that is there knows, and the file beside it."""
    journal = home.folder / "erasures.jsonl"
    lines = journal.read_text() if journal.exists() else ""
    with psycopg.connect(owner) as connection:
        if connection.execute("select to_regclass('public.accounts_erasure')").fetchone() != (None,):
            for mark, at in connection.execute("select mark, at from accounts_erasure").fetchall():
                lines += json.dumps({"mark": mark, "at": at.isoformat()}) + "\n"
    return lines


def key_in(fetched: Fetched, spool: Path) -> str:
    """The installation's key as it was saved; empty where the backup has none."""
    if SECRETS in fetched.paths:
        unpack(fetched.open(SECRETS), spool / "keys")
    path = spool / "keys" / "secret-key"
    return path.read_text().strip() if path.exists() else ""


def erase_apart(home: Home, url: str, erasures: str, *, key: str) -> str:
    """Forget again, in a restored database, whom it still knows though they were forgotten since; what was done, in words.

    `key`, the one in the backup, may be gone from here: who was forgotten under it is known by it alone.
    """
    left = {name: value for name, value in os.environ.items() if name not in ("SEKOCI_DATABASE_URL", "SEKOCI_OWNER_URL")}
    left["SEKOCI_OLD_SECRET_KEYS"] = ",".join(each for each in (left.get("SEKOCI_OLD_SECRET_KEYS"), key) if each)
    asked = {**left, "DATABASE_URL": url, "SEKOCI_HOME": str(home.folder), "SEKOCI_LOG": "WARNING"}
    command = [sys.executable, "-m", "sekoci.operations", "person", "again"]
    done = subprocess.run(command, env=asked, capture_output=True, text=True, input=erasures, check=False)
    if done.returncode:
        raise Trouble(f"Who was erased cannot be erased again: {' / '.join(done.stderr.strip().splitlines()[-3:])}")
    with psycopg.connect(url) as connection:
        _take_back_grants(connection)
    return done.stdout.strip()


def _take_back_grants(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """The roles of the fresh database go; under its final name it gets those of the installation."""
    name = connection.info.dbname
    roles = sql.SQL(", ").join(sql.Identifier(f"{name}_{role}") for role in ("web", "fleet"))
    for statement in (
        "revoke all on all tables in schema public from {}",
        "revoke all on all sequences in schema public from {}",
        "revoke all on all functions in schema public from {}",
        "revoke all on schema public from {}",
    ):
        connection.execute(sql.SQL(statement).format(roles))
    connection.execute(sql.SQL("revoke all on database {} from {}").format(sql.Identifier(name), roles))


def holds_something(owner: str) -> bool:
    """Whether people or businesses are in the database that is there."""
    with psycopg.connect(owner) as connection:
        for table in ("registry_business", "accounts_person"):
            there = connection.execute("select to_regclass(%s)", (f"public.{table}",)).fetchone() != (None,)
            if there and connection.execute(sql.SQL("select 1 from {} limit 1").format(sql.Identifier(table))).fetchone():
                return True
    return False


def swap_in(owner: str, fresh: str, *, aside: str) -> None:
    """The fresh database takes the name of the one that is there, which goes on as `aside`: both or neither."""
    name = database_of(owner)
    with maintenance(owner) as server, server.transaction():
        rename = sql.SQL("alter database {} rename to {}")
        try:
            server.execute(rename.format(sql.Identifier(name), sql.Identifier(aside)))
            server.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            raise Trouble("Somebody still uses the database: stop Sekoci on every machine, then restore again.") from None


def set_aside(owner: str) -> list[str]:
    """Databases that a restore put aside, the oldest first."""
    with maintenance(owner) as server:
        found = server.execute(
            "select datname from pg_database where datname ~ %s order by 1", (f"^{database_of(owner)}_before_",)
        )
        return [str(name) for (name,) in found]


def restore_files(home: Home, fetched: Fetched, *, aside: str, keep_newer: bool = False) -> None:
    """Pictures and secrets. What was there goes on as `media-<aside>` and `<secret>-<aside>`; `keep_newer`: and stays."""
    fresh = Path(tempfile.mkdtemp(prefix="unpacked-", dir=home.folder))
    if keep_newer and (home.folder / "media").exists():
        shutil.copytree(home.folder / "media", fresh, dirs_exist_ok=True, copy_function=os.link)
    unpack(fetched.open(PICTURES), fresh)
    _put_aside(home.folder / "media", aside)
    fresh.rename(home.folder / "media")
    if SECRETS in fetched.paths:
        with tempfile.TemporaryDirectory(prefix="secrets-", dir=home.folder) as place:
            unpack(fetched.open(SECRETS), Path(place))
            for path in Path(place).iterdir():
                there = home.folder / path.name
                if not there.exists() or there.read_bytes() != path.read_bytes():
                    path.chmod(0o600)
                    _put_aside(there, aside)
                    path.rename(there)


def swap_pictures(home: Home, stamp: str, *, aside: str) -> None:
    """Pictures and secrets that were put aside with `stamp` come back; what is there now goes on with `aside`."""
    for kept in sorted(home.folder.glob(f"*-{stamp}")):
        there = home.folder / kept.name.removesuffix(f"-{stamp}")
        _put_aside(there, aside)
        kept.rename(there)


def forget(home: Home, owner: str, kept: Sequence[str]) -> None:
    """Drop databases that were put aside, and the files that went with them."""
    for name in kept:
        with maintenance(owner) as server:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
        for path in home.folder.glob(f"*-{name.rpartition('_')[2]}"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _put_aside(path: Path, stamp: str) -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}-{stamp}"))


def unpack(source: "Readable", folder: Path) -> None:
    """Files and folders of a tar, closed to others; anything else, or a way out of `folder`, is none of ours. (Debian 12's Python
    has no filter for this yet.)"""
    with tarfile.open(fileobj=cast(IO[bytes], source), mode="r|") as tar:
        for member in tar:
            path = folder / member.name
            if (path.is_absolute() and not path.is_relative_to(folder)) or ".." in path.parts:
                raise Trouble(f"{member.name} leads out of the backup.")
            if member.isdir():
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
            elif content := tar.extractfile(member) if member.isfile() else None:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                    shutil.copyfileobj(content, file, PIECE)
            else:
                raise Trouble(f"{member.name} is neither file nor folder.")


class Readable(Protocol):
    def read(self, most: int = -1, /) -> bytes: ...


@contextmanager
def maintenance(owner: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The server, from a database that nobody renames."""
    with psycopg.connect(at_database(owner, "postgres"), autocommit=True, connect_timeout=10) as server:
        yield server


def database_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def at_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
