"""Reads: numbers of areas, and whether they are those of the rows."""

from sekoci.indicators.queries.counted import COUNTED_AT, days_to_count
from sekoci.indicators.queries.problems import problems
from sekoci.indicators.queries.series import series_loaded

__all__ = ["COUNTED_AT", "days_to_count", "problems", "series_loaded"]
