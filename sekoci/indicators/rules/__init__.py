"""What digital means, what is measured, what may be shown to whom. No Django, no clock, no database."""

from sekoci.indicators.rules.aims import AIMS, LOWEST_LEVEL
from sekoci.indicators.rules.capitals import MapSpan, areas_on, capitals, maps_of, todays_provinces
from sekoci.indicators.rules.definition import GRADES, SIGNS, Definition, definition_on, definitions
from sekoci.indicators.rules.measures import (
    COUNTED_OUTSIDE,
    FEWEST_BELOW,
    FIGURES,
    MONEY,
    MONEY_NAMES,
    OPEN,
    SHIFTED,
    Cells,
    Groups,
    Indicator,
    added,
    beside_capital,
    cells_outside,
    indicator,
    indicators,
    is_indicator,
    shown_outside,
)
from sekoci.indicators.rules.published import TOGETHER, YEARS, NotACount, counts_in
from sekoci.registry.rules.suppression import LEAST, Tree, hidden_parts, in_three_figures, is_small, told

WAYS = ("counter", "shop", "social", "market", "api")
"""By which way an order came: at the counter (or written down by the shop), from the shop's page, from a social network's link,
from the market, from another program. Every way but the first is an order from afar."""

ZONE = "Asia/Jakarta"
"""Whose midnight ends a month of the country."""

__all__ = [
    "AIMS",
    "COUNTED_OUTSIDE",
    "FEWEST_BELOW",
    "FIGURES",
    "GRADES",
    "LEAST",
    "LOWEST_LEVEL",
    "MONEY",
    "MONEY_NAMES",
    "OPEN",
    "SHIFTED",
    "SIGNS",
    "TOGETHER",
    "WAYS",
    "YEARS",
    "ZONE",
    "Cells",
    "Definition",
    "Groups",
    "Indicator",
    "MapSpan",
    "NotACount",
    "Tree",
    "added",
    "areas_on",
    "beside_capital",
    "capitals",
    "cells_outside",
    "counts_in",
    "definition_on",
    "definitions",
    "hidden_parts",
    "in_three_figures",
    "indicator",
    "indicators",
    "is_indicator",
    "is_small",
    "maps_of",
    "shown_outside",
    "todays_provinces",
    "told",
]
