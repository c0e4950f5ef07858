"""Which rows lie inside areas, as a statement asks it."""

from collections.abc import Collection
from typing import Any

from sekoci.registry.rules.reach import COUNTRY


def inside(codes: Collection[str], column: str = "o.area_code") -> tuple[str, dict[str, Any]]:
    """A condition of SQL, and its values: the column's area lies in one of these. An index serves it, also beneath the wall."""
    if COUNTRY in codes:
        return "true", {}
    tests = [f"({column} >= %(from{at})s and {column} < %(to{at})s)" for at in range(len(codes))]
    values = {f"{which}{at}": code + end for at, code in enumerate(codes) for which, end in (("from", ""), ("to", "/"))}
    return f"({' or '.join(tests) or 'false'})", values
