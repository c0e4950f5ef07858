"""An area's figures by scale, sector and owner's sex, as a reader may see them."""

from collections.abc import Mapping
from datetime import date

from sekoci.indicators.hiding import shifts_of
from sekoci.indicators.queries.areas import Figures, Stored
from sekoci.indicators.rules import MONEY, MONEY_NAMES, OPEN, cells_outside, hidden_parts, shown_outside
from sekoci.registry.rules import GROUPS, SCALES

SLICES = {
    "scale": tuple(f"scale:{each}" for each in (*SCALES, "")),
    "sector": tuple(f"sector:{each}" for each in (*GROUPS, "")),
    "sex": ("sex:f", "sex:m", "sex:"),
}
Slices = dict[str, list[tuple[str, Figures | None]]]
"""By dimension its values with their figures, None where they are not shown."""


def slices_outside(stored: Stored, month: date) -> Slices:
    """Of the country, for those who may not see the businesses: crossed with areas they would tell more than both alone."""
    pieces = {value: figures for value, figures in stored.slices_outside[month].items() if figures["outlets"]}
    return {dimension: _named(_seen_outside(there)) for dimension, there in _there(pieces).items()}


def slices_inside(stored: Stored, month: date, *, kept_back: frozenset[str], has_money: bool) -> Slices:
    """All figures, but money only where `has_money`, of values in which enough sold or told it, none of what is `kept_back`."""
    answer = {}
    for dimension, there in _there(stored.slices[month]).items():
        hides = {name: frozenset(there) for name in MONEY_NAMES}
        for cells, names in MONEY.values() if has_money else ():
            gone = hidden_parts({value: cells(figures) for value, figures in there.items()})
            hides |= {name: gone for name in names if not names & kept_back}
        answer[dimension] = _named(
            {
                value: {name: number for name, number in figures.items() if value not in hides.get(name, ())}
                for value, figures in there.items()
            }
        )
    return answer


def _there(pieces: Mapping[str, Figures]) -> dict[str, dict[str, Figures]]:
    return {by: {value: pieces[value] for value in values if value in pieces} for by, values in SLICES.items()} if pieces else {}


def _seen_outside(there: Mapping[str, Figures]) -> dict[str, Figures | None]:
    """Few look like none, as of areas (`hiding.Hidden`)."""
    count, names = OPEN["who"]
    cells = {value: cells_outside("who", count(figures), shifts_of(value)) for value, figures in there.items()}
    gone = hidden_parts({value: each for value, each in cells.items() if any(each)})
    told = {value: shown_outside(figures, shifts_of(value)) for value, figures in there.items()}
    return {value: None if value in gone else {name: told[value][name] for name in names} for value in there if any(cells[value])}


def _named(pieces: Mapping[str, Figures | None]) -> list[tuple[str, Figures | None]]:
    return [(value.partition(":")[2], figures) for value, figures in pieces.items()]
