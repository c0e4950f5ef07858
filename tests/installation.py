"""A real installation in a folder of its own: `sekoci up` as a process, with the embedded server, used from outside.

Loaded by the root conftest.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.home import Home
from tests.database import NO_LIMITS

START = 60.0
MAKE_READY = "from sekoci.kit.sql import fetch; from sekoci.operations.up import make_ready"
MAKE_READY += "; make_ready(); fetch('update kit_first_load set done = true')"


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str]
    seconds: float


@dataclass
class Installation:
    """`folder` is its SEKOCI_HOME. Everything it says is collected in `said`."""

    folder: Path
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = None
    code: Path | None = None
    """The tree whose code it runs, where that is not ours."""

    @property
    def server(self) -> EmbeddedServer:
        return EmbeddedServer(Home(self.folder))

    @property
    def said(self) -> str:
        log = self.folder / "said"
        return log.read_text() if log.exists() else ""

    def environment(self, **more: str) -> dict[str, str]:
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("SEKOCI_", "DATABASE_URL", "DJANGO_"))}
        return {**plain, "SEKOCI_HOME": str(self.folder), "SEKOCI_PORT": str(self.port), "SEKOCI_LIMITS": NO_LIMITS, **more}

    def command(self, *words: str, within: float = 120, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `sekoci WORDS` to its end."""
        whole = [sys.executable, "-m", "sekoci.operations", *words]
        return subprocess.run(whole, env=self.environment(**more), capture_output=True, text=True, timeout=within, cwd=self.code)

    def up(self, **more: str) -> None:
        """Start `sekoci up` and wait until it answers."""
        self.up_without_waiting(**more)
        eventually(lambda: self.get("/healthz").status == 200, within=START, what=lambda: self.said)

    def up_without_waiting(self, **more: str) -> None:
        with (self.folder / "said").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sekoci.operations", "up"],
                env=self.environment(**more),
                cwd=self.code,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send `how` to `sekoci up` and wait; its exit code."""
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(60)

    def get(self, path: str, **headers: str) -> Answer:
        """GET; status 0 where nobody listens."""
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read().decode()
        except OSError as error:
            return Answer(0, str(error), {}, time.monotonic() - begun)
        finally:
            connection.close()
        return Answer(response.status, body, {k.lower(): v for k, v in response.getheaders()}, time.monotonic() - begun)

    def child(self, word: str) -> psutil.Process:
        """The child of `sekoci up` that has `word` in its command line; waits for one that is just starting."""

        found: list[psutil.Process] = []

        def there_is_one() -> bool:
            assert self.process
            found.clear()
            for each in psutil.Process(self.process.pid).children():
                with contextlib.suppress(psutil.Error):
                    if word in each.cmdline():
                        found.append(each)
            return len(found) == 1

        eventually(there_is_one, within=20)
        return found[0]

    def database_processes(self) -> list[psutil.Process]:
        """The postmaster and all its processes."""
        number = int((self.folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])
        postmaster = psutil.Process(number)
        return [postmaster, *postmaster.children(recursive=True)]

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this installation, whoever its parent is."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.environ().get("SEKOCI_HOME") == str(self.folder) or str(self.folder / "postgres") in process.cmdline():
                    found.append(process)
        return [process for process in found if process.pid != os.getpid()]

    def clean_up(self) -> None:
        if self.process and self.process.poll() is None:
            self.end(signal.SIGTERM)
        self.server.leave()
        assert not self.processes()


def installed(folder: Path, code: Path | None = None) -> Installation:
    """A new installation whose first load counts as done and whose static files are collected: it starts within seconds."""
    one = Installation(folder, code=code)
    done = one.command("manage", "shell", "--no-imports", "-c", MAKE_READY)
    assert done.returncode == 0, done.stderr
    return one


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One for all tests; each gets a copy that it may break."""
    return installed(tmp_path_factory.mktemp("home"))


@contextlib.contextmanager
def copy_of(original: Installation, folder: Path) -> Iterator[Installation]:
    """The same installation once more, so that a test may break it."""
    shutil.copytree(original.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("said"))
    folder.chmod(0o700)
    one = Installation(folder)
    try:
        yield one
    finally:
        one.clean_up()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(holds: Callable[[], object], *, within: float, what: Callable[[], str] = lambda: "") -> float:
    """Wait until `holds` does; the seconds it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within, f"not within {within} s: {what()}"
        time.sleep(0.05)
    return time.monotonic() - begun
