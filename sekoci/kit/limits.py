"""How much of something is left for whom, counted in the memory of this process: no statement, no other machine.

Who uses it (accounts/crowd.py) gives each process its share of a limit.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

SPAN = 10.0
"""Seconds whose worth may be used at once; after as many an untouched bucket is full again, and may be forgotten."""
MOST = 100_000
View = TypeVar("View", bound=Callable[..., Any])


class Buckets:
    """A bucket for each key; it holds some seconds' worth and fills evenly."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._new: dict[object, tuple[float, float]] = {}
        self._old: dict[object, tuple[float, float]] = {}
        self._turned = 0.0

    def take(self, key: object, cost: float, *, per_second: float, at: float, span: float = SPAN) -> float:
        """Take `cost` out at the moment `at`, in seconds: 0.0. Or take nothing and say in how many seconds there is enough.

        `span`, at most SPAN: how many seconds' worth may be taken at once.
        """
        most = max(1.0, per_second * span)
        cost = min(cost, most)
        with self._lock:
            if at - self._turned > SPAN or len(self._new) >= MOST:
                self._old, self._new, self._turned = self._new, {}, at
            left, seen = self._new.get(key) or self._old.get(key) or (most, at)
            left = min(most, left + (at - seen) * per_second)
            enough = left >= cost
            self._new[key] = (left - cost if enough else left, at)
        return 0.0 if enough else (cost - left) / per_second

    def __len__(self) -> int:
        return len(self._new) + len(self._old)


def costs(many: float) -> Callable[[View], View]:
    """A view that is worth so many plain pages to a limit; 0: it is not counted."""

    def note(view: View) -> View:
        view.cost = many  # type: ignore[attr-defined]  # read where the view is known: accounts/crowd.py
        return view

    return note
