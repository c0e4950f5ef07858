"""Cells that are too small to be told, and those by which they could be worked out."""

from collections.abc import Sequence

LEAST = 5


def hidden(counts: Sequence[int], *, least: int = LEAST) -> list[int | None]:
    """The counts that add up to a known total, None where one is above 0 and under `least`; and, where only one such cell is
    hidden, the next smallest too, so that the total does not give it away."""
    told: list[int | None] = [count if count == 0 or count >= least else None for count in counts]
    if told.count(None) == 1:
        rest = [(count, at) for at, count in enumerate(told) if count]
        if rest:
            told[min(rest)[1]] = None
    return told
