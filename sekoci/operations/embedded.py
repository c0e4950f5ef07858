"""The PostgreSQL that comes along: started by whoever needs it first, stopped by whoever leaves last.

Three locks tell the truth even after a kill -9, which files with numbers of processes do not: `database-door` is held while
somebody decides, `database-guests` is shared by everybody who uses the server, and `database-server` is held by the server's
own processes, so that it is free if and only if none of them lives.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from sekoci.operations.home import Home, Trouble
from sekoci.operations.postgres_process import BROUGHT, Identity, identity_for

NAME = "sekoci"
LONGEST_SOCKET = 103
"""Bytes in the path of a socket: 107 on Linux, 103 on macOS."""
PATIENCE = 300
"""Seconds for a start: after a crash PostgreSQL first replays what it had promised."""


class EmbeddedServer:
    """The server of one home. `join` before use, `leave` after it."""

    def __init__(self, home: Home, *, settings: Sequence[str] = ()) -> None:
        self.home = home
        self.data = home.folder / "postgres"
        self.settings = tuple(settings)
        self._child: subprocess.Popen[bytes] | None = None
        self._guest: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """The owner's address: through a socket in a folder closed to others, or a loopback port where its path is too long."""
        password = quote(self.home.secret("postgres-password"))
        if self._socket_fits():
            return f"postgresql://{NAME}:{password}@/{NAME}?host={quote(str(self.data / 'socket'), safe='/')}"
        return f"postgresql://{NAME}:{password}@127.0.0.1:{self._port_file().read_text()}/{NAME}"

    def join(self) -> bool:
        """Start the server unless it runs, and be counted among its users; whether we started it."""
        with self.home.locked("database-door"):
            started = self._run()
            self._guest = self.home.lock_file("database-guests").open("ab")
            fcntl.flock(self._guest, fcntl.LOCK_SH)
        return started

    def leave(self) -> bool:
        """Stop the server if nobody else uses it; whether it was stopped."""
        with self.home.locked("database-door"):
            if self._guest:
                self._guest.close()
                self._guest = None
            with self.home.lock_file("database-guests").open("ab") as guests:
                try:
                    fcntl.flock(guests, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                if self._lives():
                    self._stop()
                return True

    def revive(self) -> bool:
        """Start the server again if it has died under its users; whether that was necessary."""
        if self._child and self._child.poll() is None:
            return False
        with self.home.locked("database-door"):
            return self._run()

    def _run(self) -> bool:
        """Have a server that takes connections: the one that is there (a dying one is waited for), or a new one; whether new."""
        started, give_up = False, time.monotonic() + PATIENCE
        while True:
            if not self._lives():
                if started:
                    raise Trouble(f"PostgreSQL did not start: {self._last_words()}")
                self._start()
                started = True
            if self._takes_connections():
                return started
            if time.monotonic() > give_up:
                raise Trouble(f"PostgreSQL takes no connections: {self._last_words()}")
            time.sleep(0.05)

    def _lives(self) -> bool:
        """Whether any process of the server is left; asked only by who holds the door."""
        if self._child:
            self._child.poll()
        with self.home.lock_file("database-server").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _start(self) -> None:
        identity = identity_for(self.data)
        with self.home.lock_file("database-server").open("ab") as lives:
            fcntl.flock(lives, fcntl.LOCK_EX)  # inherited by every process of the server, and free when the last of them is gone
            if not (self.data / "PG_VERSION").exists():
                self._make_cluster(identity, keep=lives.fileno())
            if (has := (self.data / "PG_VERSION").read_text().strip()) != str(BROUGHT):
                raise Trouble(f"{self.data} was made by PostgreSQL {has}, and this is {BROUGHT}: dump it there and load it here.")
            for leftover in (self.data / "postmaster.pid", *self.data.glob("socket/.s.PGSQL*")):
                leftover.unlink(missing_ok=True)  # nobody held the lock: the number in it belongs to some stranger by now
            (self.data / "socket").mkdir(mode=0o700, exist_ok=True)
            if self.data.stat().st_uid != (identity.user or os.geteuid()):
                identity.own(self.data)
            identity.own(self.data / "socket")
            arguments = [part for setting in self._settings() for part in ("-c", setting)]
            with self._log().open("wb") as log:
                self._child = identity.start("postgres", *arguments, data=self.data, log=log, keep=[lives.fileno()])

    def _settings(self) -> Iterator[str]:
        yield "timezone=UTC"
        yield "log_timezone=UTC"
        yield "log_line_prefix=%m [%p] "
        yield "jit=off"
        yield "max_slot_wal_keep_size=10GB"
        if self._socket_fits():
            yield "listen_addresses="
            yield "unix_socket_directories=socket"
            yield "unix_socket_permissions=0700"
        else:
            yield "listen_addresses=127.0.0.1"
            yield "unix_socket_directories="
            yield f"port={self._choose_port()}"
        yield from self.settings

    def _make_cluster(self, identity: Identity, *, keep: int) -> None:
        """Make an empty database cluster beside its place and move it there when it is whole."""
        fresh = self.data.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        identity.own(fresh)
        with tempfile.TemporaryFile() as password, self._log().open("wb") as log:
            password.write(self.home.secret("postgres-password").encode())
            password.seek(0)
            if identity.user is not None:
                os.fchown(password.fileno(), identity.user, -1)
            how = ["--auth=scram-sha-256", f"--pwfile=/dev/fd/{password.fileno()}", f"--username={NAME}"]
            how += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            made = identity.start("initdb", *how, data=fresh, log=log, keep=[password.fileno(), keep]).wait()
        if made != 0:
            raise Trouble(f"PostgreSQL could not make its folder: {self._last_words()}")
        fresh.rename(self.data)

    def _takes_connections(self) -> bool:
        """Whether the server answers; our database is made in it the first time."""
        postgres = urlunsplit(urlsplit(self.url)._replace(path="/postgres"))
        try:
            with psycopg.connect(postgres, autocommit=True, connect_timeout=5) as connection:
                if not connection.execute("select 1 from pg_database where datname = %s", (NAME,)).fetchone():
                    connection.execute(f"create database {NAME}")
            return True
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise Trouble(f"{self.home.folder / 'postgres-password'} is not the password of {self.data}.") from None
            return False

    def _stop(self) -> None:
        """Ask for a fast shutdown (sessions end, everything is written), then insist."""
        for how, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 15), (signal.SIGKILL, 5)):
            with contextlib.suppress(OSError, ValueError, IndexError):
                os.kill(int((self.data / "postmaster.pid").read_text().split("\n", 1)[0]), how)
            give_up = time.monotonic() + patience
            while self._lives():
                if time.monotonic() > give_up:
                    break
                time.sleep(0.02)
            else:
                return
        raise Trouble(f"PostgreSQL in {self.data} does not stop.")

    def _socket_fits(self) -> bool:
        return len(os.fsencode(self.data / "socket" / ".s.PGSQL.5432")) <= LONGEST_SOCKET

    def _choose_port(self) -> int:
        """The port of last time, so that those who knew it find the server again; another one if it is taken."""
        known = int(self._port_file().read_text()) if self._port_file().exists() else 0
        for port in (known, 0):
            with socket.socket() as probe, contextlib.suppress(OSError):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                self._port_file().write_text(str(probe.getsockname()[1]))
                return int(probe.getsockname()[1])
        raise Trouble("There is no free port for PostgreSQL.")

    def _port_file(self) -> Path:
        return self.home.folder / "postgres-port"

    def _log(self) -> Path:
        return self.home.folder / "postgres.log"

    def _last_words(self) -> str:
        lines = self._log().read_text(errors="replace").strip().splitlines()
        return " / ".join(lines[-3:]) or "it said nothing"
