"""Reads: numbers of areas, and whether they are those of the rows."""

from sekoci.indicators.queries.counted import days_to_count
from sekoci.indicators.queries.problems import problems

__all__ = ["days_to_count", "problems"]
