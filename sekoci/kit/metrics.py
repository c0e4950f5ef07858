"""What this process has answered, counted: by route and status, with how long it took. Off unless SEKOCI_METRICS_PORT is set.

Each process counts for itself and writes its counts into a file of the home every few seconds; `sekoci up` adds the files up and
tells Prometheus (operations/metrics.py).
"""

import contextlib
import json
import os
import threading
import time
from bisect import bisect_left
from pathlib import Path

BOUNDS = (5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1_000.0, 2_500.0, 5_000.0, 10_000.0)
"""Milliseconds; what took longer is counted too."""
EVERY = 5.0


class Counts:
    """Answers by (method, route, status): how many within each bound, and milliseconds in all."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._cells: dict[tuple[str, str, int], list[float]] = {}
        self._thread: threading.Thread | None = None

    def saw(self, method: str, route: str, status: int, milliseconds: float) -> None:
        if not self.folder:
            return
        key, place = (method, route, status), bisect_left(BOUNDS, milliseconds)
        with self._lock:
            cell = self._cells.get(key)
            if cell is None:
                cell = self._cells[key] = [0.0] * (len(BOUNDS) + 2)
            cell[place] += 1
            cell[-1] += milliseconds
            if not self._thread:
                self._thread = threading.Thread(target=self._publish, name="metrics", daemon=True)
                self._thread.start()

    def write(self) -> None:
        """Put what was counted so far where `sekoci up` finds it."""
        assert self.folder
        with self._lock:
            rows = [[*key, *cell] for key, cell in self._cells.items()]
        self.folder.mkdir(mode=0o700, exist_ok=True)
        path = self.folder / f"{os.getpid()}.json"
        fresh = path.with_suffix(f".{threading.get_ident()}.new")
        fresh.write_text(json.dumps(rows))
        fresh.replace(path)

    def _publish(self) -> None:
        while True:
            time.sleep(EVERY)
            with contextlib.suppress(OSError):  # a full disk: they are told a little later
                self.write()


counts = Counts(Path(os.environ["SEKOCI_HOME"]) / "metrics" if os.environ.get("SEKOCI_METRICS_PORT") else None)
