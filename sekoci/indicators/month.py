"""A whole month's numbers, every area at once, as this reader may see each: for what takes all of them away."""

from dataclasses import dataclass
from datetime import date

from sekoci.indicators.board import of_part
from sekoci.indicators.hiding import hidden_areas
from sekoci.indicators.queries.areas import Figures, stored_month
from sekoci.registry.rules import Reach


@dataclass(frozen=True)
class AreaMonth:
    """`figures` are those that may be seen; `is_exact`: they are not rounded."""

    figures: Figures
    is_exact: bool


def month_of_areas(month: date, reach: Reach, *, inside: str = "", level: int = 3) -> dict[str, AreaMonth]:
    """By code, the areas that have numbers, of an area and below it down to `level`. Two statements.

    Hidden is what the pages hide: the rule is told from the whole country's tree.
    """
    stored = stored_month(month)
    hidden = hidden_areas(stored, month, reach)
    seen: dict[str, AreaMonth] = {}
    for code in sorted(stored.stock[month]):
        if (code == inside or not inside or code.startswith(f"{inside}.")) and len(code.split(".")) <= level:
            is_open = reach.role == "officer" and reach.covers(code)
            told = hidden.seen(of_part(stored, month, code), [code], may=is_open)
            seen[code] = AreaMonth(told, is_open)
    return seen
