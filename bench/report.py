"""Figures as a table for people, and what they were taken on."""

import datetime
import os
import platform
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def as_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Rows of figures under their names, right-aligned."""
    cells = [[name.replace("_", " ") for name in columns], *([_cell(row.get(name)) for name in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def machine() -> str:
    """The machine, the day, how busy it was, and how fast a fixed loop ran: a virtual machine's speed varies."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    day = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    name = names[0] if names else platform.machine()
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{name}, {cores}, {day}, load {os.getloadavg()[0]:.1f}, fixed loop {_fixed_loop_ms():.0f} ms"


def _fixed_loop_ms() -> float:
    """CPU of a million small sums, the middle of five times."""

    def once() -> float:
        began = time.process_time()
        sum(number * number % 7 for number in range(1_000_000))
        return (time.process_time() - began) * 1000

    return statistics.median(once() for _ in range(5))


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return []


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value)
