"""`sekoci check --deploy`: everything that must be so before real people come, point by point, each with what to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One thing looked at. `say` is what was seen, or where `ok` is false what to do; `look`: no damage, and worth a look."""

    name: str
    ok: bool
    say: str
    look: bool = False


def gather(*looks: Callable[[], Iterable[Point]]) -> list[Point]:
    """All points, in order."""
    return [point for look in looks for point in look()]


def point(name: str, troubles: Iterable[str], *, fine: str = "") -> Point:
    """Good where nothing is said against it."""
    said = "; ".join(troubles)
    return Point(name, not said, said or fine)
