"""How DHIS2 writes things (docs.dhis2.org, Web API, data values): identifiers, periods, values. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

UID = re.compile(r"[A-Za-z][A-Za-z0-9]{10}")
"""Eleven letters and digits, a letter first."""
MOST_UNITS = 100_000


@dataclass(frozen=True)
class Value:
    """A number of an area (by code; "" is the country); `element` is ours: an indicator's code, with `/numerator` or
    `/denominator` behind it for the counts of a share (`is_beside`: nobody misses them), or `program/<slug>/<stage>` with
    `/target` behind it for what is wanted."""

    element: str
    area: str
    number: str
    is_beside: bool = False


@dataclass(frozen=True)
class Exported:
    """`values` as DHIS2 takes them; what has no name there; whether the reader does not see the businesses of some area, so that
    small ones are left out: never how many, which would tell areas with few from those with none."""

    values: tuple[dict[str, str], ...]
    missing_units: tuple[str, ...]
    missing_elements: tuple[str, ...]
    is_outside: bool


def period_of(month: date) -> str:
    """A month as DHIS2 writes it: `202611`."""
    return f"{month:%Y%m}"


def written(number: float, unit: str) -> str:
    """Counts and rupiah whole, shares with one decimal, others with two; never with an exponent."""
    if unit in ("count", "rupiah"):
        return str(round(number))
    return f"{number:.1f}" if unit == "percent" else f"{number:.2f}"


def exported(
    values: Iterable[Value], *, month: date, units: dict[str, str], elements: dict[str, str], is_outside: bool
) -> Exported:
    """The values that have both names, in order; the names that are missing, each once."""
    told, no_unit, no_element = [], dict[str, None](), dict[str, None]()
    for each in values:
        unit, element = units.get(each.area), elements.get(each.element)
        if unit is None:
            no_unit[each.area] = None
        if element is None and not each.is_beside:
            no_element[each.element] = None
        if unit and element:
            told.append({"dataElement": element, "period": period_of(month), "orgUnit": unit, "value": each.number})
    return Exported(tuple(told), tuple(no_unit), tuple(no_element), is_outside)
