"""Where a benchmark happens: an installation of its own in a temporary folder, with the real web server in front of it."""

import contextlib
import http.client
import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import processes
from sekoci.operations.home import Home


@dataclass(frozen=True)
class Place:
    """An empty, migrated database (Django is ready, as the web role) and who owns it."""

    home: Home
    owner_url: str
    postmaster: int | None
    """The process whose children are the server's; None where it does not run on this machine."""

    def database_cpu_ms(self) -> float | None:
        """What the whole server has used so far; None where it runs elsewhere."""
        return processes.cpu_ms(self.postmaster) if self.postmaster else None

    def settle(self) -> None:
        """Let the server write down what is waiting, so that no run pays for the one before it."""
        self.run_as_owner("checkpoint")

    @contextlib.contextmanager
    def counting_statements(self) -> Iterator["Counted"]:
        """Let the embedded server log every statement inside the block, and count them: BEGIN and COMMIT are not counted."""
        counted = Counted()
        log = self.home.folder / "postgres.log"
        if not log.exists():
            yield counted
            return
        self.run_as_owner("alter system set log_statement = 'all'")
        self.run_as_owner("select pg_reload_conf()")
        time.sleep(0.5)
        begin = log.stat().st_size
        yield counted
        end = log.stat().st_size
        self.run_as_owner("alter system reset log_statement")
        self.run_as_owner("select pg_reload_conf()")
        with log.open("rb") as file:
            file.seek(begin)
            lines = file.read(end - begin).decode(errors="replace").splitlines()
        counted.known = True
        counted.statements = sum(
            " LOG:  " in line and bool(STATEMENT.search(line)) and not CONTROL.search(line) for line in lines
        )

    def run_as_owner(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement))
            return cursor.fetchall() if cursor.description else []


STATEMENT = re.compile(r" LOG:  (statement|execute [^:]*): ")
CONTROL = re.compile(r" LOG:  (statement|execute [^:]*): ((begin|commit|rollback)\b[^;]*;?$|.*kit_first_load)", re.IGNORECASE)
"""What begins and ends a transaction, and the pulse, which asks once a second whatever happens."""


@dataclass
class Counted:
    """How many statements the server was given; unknown for a server whose log we cannot read."""

    statements: int = 0
    known: bool = False


@dataclass(frozen=True)
class Web:
    port: int
    pid: int

    def cpu_ms(self) -> float:
        return processes.cpu_ms(self.pid)

    def memory_mb(self) -> float:
        return processes.memory_mb(self.pid)


@contextlib.contextmanager
def open_place() -> Iterator[Place]:
    """Make it, and leave nothing of it. DATABASE_URL names a server to use instead of the embedded one."""
    folder = Path(tempfile.mkdtemp(prefix="sekoci-bench-"))
    os.environ.update(
        SEKOCI_HOME=str(folder), SEKOCI_LOG=os.environ.get("SEKOCI_LOG", "INFO"), SEKOCI_LIMITS="address=0 key=0 shop=0"
    )
    os.environ.pop("SEKOCI_DATABASE_URL", None)
    server = os.environ.get("DATABASE_URL")
    name = f"sekoci_bench_{secrets.token_hex(4)}"
    try:
        if server:
            _on(server, "create database {}", name)
            os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path="/" + name))
        from sekoci.operations.database import close_connections, open_database

        with open_database(Home(folder)):
            owner_url = os.environ["SEKOCI_OWNER_URL"]
            yield Place(Home(folder), owner_url, _check(owner_url))
            close_connections()
    finally:
        if server:
            os.environ["DATABASE_URL"] = server
            _on(server, "drop database if exists {} with (force)", name)
            for role in ("web", "fleet"):
                _on(server, "drop role if exists {}", f"{name}_{role}")
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def serve(place: Place, *, port: int = 0) -> Iterator[Web]:
    """The product's web server as `sekoci up` starts it, on a loopback port, its log in the home."""
    from sekoci.operations.children import Child
    from sekoci.operations.up import make_ready

    port = port or _free_port()
    os.environ["SEKOCI_PORT"] = str(port)
    make_ready()
    place.run_as_owner("update kit_first_load set done = true")
    child = Child("web server", "sekoci.operations.web")
    with _errors_into(place.home.folder / "web.log"):
        child.start()
    try:
        assert child.process
        _wait_for(port)
        yield Web(port, child.process.pid)
    finally:
        child.ask_to_end()
        child.wait_for_end()


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    body: bytes


def get(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    answer = Answer(response.status, response.getheader("ETag") or "", response.read())
    connection.close()
    return answer


def _check(owner_url: str) -> int | None:
    """Refuse a server that does not keep what it promises; where it runs here, its first process."""
    with psycopg.connect(owner_url) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            row = connection.execute(sql.SQL("show {}").format(sql.Identifier(setting))).fetchone()
            if row != ("on",):
                sys.exit(f"bench: {setting} is off on this server; its figures would say nothing.")
        return processes.parent_of(connection.info.backend_pid)


def _on(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextlib.contextmanager
def _errors_into(path: Path) -> Iterator[None]:
    """Children started inside write their standard error into a file, as a service's log does."""
    before = os.dup(2)
    with path.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError):
            if get(port, "/healthz").status == 200:
                return
        time.sleep(0.1)
    sys.exit("bench: the web server did not start; its log was in the temporary home.")
