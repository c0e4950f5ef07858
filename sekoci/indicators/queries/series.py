"""The tables that others published and we were given."""

from dataclasses import dataclass
from datetime import datetime

from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class LoadedSeries:
    """A published table: how many counts it has, of which years, and since when it stands here."""

    code: str
    name: str
    publisher: str
    loaded_at: datetime
    points: int
    first_year: int
    last_year: int


def series_loaded() -> list[LoadedSeries]:
    """All of them by name. One statement."""
    rows = fetch(
        "select s.code, s.name, s.publisher, s.loaded_at, count(p.id), coalesce(min(p.year), 0), coalesce(max(p.year), 0)"
        " from indicators_series s left join indicators_seriespoint p on p.series_id = s.id group by s.id"
        " order by lower(s.name), s.id"
    )
    return [LoadedSeries(*row) for row in rows]
