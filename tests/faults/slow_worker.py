"""A worker with jobs of its own, for tests that kill it: `python -m tests.faults.slow_worker`. Not a test."""

import os
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    import django

    django.setup()
    from sekoci.kit import jobs
    from sekoci.operations.worker import work

    @jobs.job("tests.slow")
    def slow(path: str) -> None:
        """Writes that it began; the first time it then hangs."""
        file = Path(path)
        began_before = file.exists()
        with file.open("a") as lines:
            lines.write(f"{os.getpid()}\n")
        if not began_before:
            time.sleep(600)

    @jobs.job("tests.quick")
    def quick(path: str) -> None:
        with Path(path).open("a") as lines:
            lines.write("done\n")

    if name := os.environ.get("KNOWS"):
        jobs.job(name)(quick.func)

    @jobs.every(0.5)
    def tick() -> None:
        if path := os.environ.get("TICKS"):
            with Path(path).open("a") as lines:
                lines.write("tick\n")

    work()


if __name__ == "__main__":
    main()
