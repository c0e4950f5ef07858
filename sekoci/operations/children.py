"""The processes that `sekoci up` starts and looks after."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from sekoci.operations.home import Trouble
from sekoci.operations.leash import PARENT

MOST_STARTS = 5
WITHIN = 60.0
"""A child that had to be started so often within so many seconds does not get well by itself."""


@dataclass
class Child:
    """One process, started in a session of its own: Ctrl-C reaches only us, and we decide in which order things stop."""

    name: str
    module: str
    words: Sequence[str] = ()
    owner: bool = False
    """Whether it is told the owner's address: only who saves the database."""
    patience: float = 25.0
    """Seconds it gets to end by itself."""
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in ("SEKOCI_OWNER_URL", "DATABASE_URL")}
        environment[PARENT] = str(os.getpid())
        if self.owner:
            environment["DATABASE_URL"] = os.environ["SEKOCI_OWNER_URL"]
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, *self.words], env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self.process.poll() if self.process else None

    def keep_alive(self) -> bool:
        """Start it again if it has ended unasked, and end what it left behind; whether that was necessary."""
        if self.exit_code() is None:
            return False
        self._end_session()
        recent = [moment for moment in self.starts if moment > time.monotonic() - WITHIN]
        if len(recent) >= MOST_STARTS:
            raise Trouble(f"The {self.name} ended {MOST_STARTS} times within a minute; its last lines above say why.")
        self.start()
        return True

    def ask_to_end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait_for_end(self) -> None:
        """Wait; where patience ends, insist. Nothing that it started is left then."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        self._end_session()
        self.process.wait()

    def _end_session(self) -> None:
        """Kill whoever is left of its session: a killed web server leaves its workers, and they would go on answering."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
