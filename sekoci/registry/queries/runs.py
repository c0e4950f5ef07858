"""Linkings: when, how far, what came of each. They count everything, so they belong to no area and no organisation."""

from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class KnownRun:
    """A linking. `low` to `high` is the range of `outlets`; `problem` is "killed" where the process ended under it,
    else the name of what went wrong."""

    state: str
    is_whole: bool
    engine: str
    progress: int
    rows: int
    pairs: int
    doubtful: int
    outlets: int
    low: int
    high: int
    problem: str
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def seconds(self) -> int | None:
        return round((self.ended_at - self.began_at).total_seconds()) if self.ended_at and self.began_at else None


def last_runs(most: int = 30) -> list[KnownRun]:
    """The newest first."""
    found = fetch(
        """
        select state, is_whole, engine, progress, rows, pairs, doubtful, outlets, outlets_low, outlets_high,
            split_part(problem, ':', 1), asked_at, began_at, ended_at
        from registry_linkrun order by asked_at desc limit %s
        """,
        (most,),
    )
    return [KnownRun(*row) for row in found]


def there_are_rows() -> bool:
    """Whether there is anything to link."""
    return bool(fetch("select 1 from registry_listrow where gone_at is null limit 1"))
