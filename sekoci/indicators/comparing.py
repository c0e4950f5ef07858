"""One number beside another: a part beside what was chosen to compare with, the province's capital beside its other regencies."""

from dataclasses import dataclass

from sekoci.indicators.board import Board, Line
from sekoci.indicators.hiding import REST
from sekoci.indicators.rules import Indicator, beside_capital, capitals, indicator
from sekoci.indicators.words import least_below


@dataclass(frozen=True)
class Gap:
    """A reading of the province's capital (`name`) and of all its other regencies together."""

    what: Indicator
    name: str
    here: float
    there: float
    is_exact: bool


def gap_of(shown: Board, chosen: Indicator) -> Gap | None:
    """Of the indicator that was chosen, of the digital share where that is a mere count; None where a part is not shown."""
    what = chosen if chosen.denominator else indicator("digital_share")
    lines = [line for line in shown.lines if line.code != REST]
    capital = next((line for line in lines if line.code == capitals().get(shown.wish.area)), None)
    if capital is None or any(line.is_hidden or what.figures & line.kept_back for line in lines):
        return None
    others = [line.figures for line in lines if line is not capital and line.figures]
    is_exact = all(line.is_within for line in lines)
    both = beside_capital(what, capital.figures, others, least=least_below(is_exact))
    return None if both is None else Gap(what, capital.name, *both, is_exact)


def beside_line(shown: Board, line: Line, what: Indicator) -> tuple[float, float] | None:
    """A part's value and the one it is compared with: its own in the other month, or the other area's; None where one is none."""
    value = what.of(line.figures, least=least_below(line.is_within))
    is_exact = line.is_within if shown.wish.other_month else shown.is_other_open
    other = what.of(line.then if shown.wish.other_month else shown.other, least=least_below(is_exact))
    return None if value is None or other is None else (value, other)
