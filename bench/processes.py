"""What processes cost, read from /proc: CPU, memory."""

import os
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(root: int) -> float:
    """User and system time so far of a process, of its living descendants, and of those that ended, in milliseconds."""
    family = _family(root)
    own = sum(_ticks(pid, 11) for pid in family)
    ended = sum(_ticks(pid, 13) for pid in family)
    return (own + ended) * TICK_MS


def memory_mb(root: int) -> float:
    """Resident memory of a process and its descendants; what they share is counted once for each."""
    return sum(_kb(pid, "VmRSS:") for pid in _family(root)) / 1024


def own_peak_mb() -> float:
    """The most this process ever had in memory."""
    return _kb(os.getpid(), "VmHWM:") / 1024


def peak_of_children_mb() -> float:
    """The most that each living descendant of this process ever had in memory, added up."""
    return sum(_kb(pid, "VmHWM:") for pid in _family(os.getpid())[1:]) / 1024


def parent_of(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    family = [root]
    for pid in family:
        family += children.get(pid, [])
    return family


def _ticks(pid: int, first: int) -> int:
    """Two fields of stat next to each other: (11) user and system time, (13) the same of children that ended."""
    fields = _stat(pid)
    return int(fields[first]) + int(fields[first + 1]) if fields else 0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold anything; [] where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _kb(pid: int, what: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/status").read_text().partition(what)[2].split()[0])
    except (OSError, IndexError):
        return 0
