"""An area's numbers as the page writes them: words, tables, the map, the bars."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from sekoci.indicators.aims import asked_of_targets, facts_of_targets, targets_on
from sekoci.indicators.board import Board, Line, Wish
from sekoci.indicators.comparing import beside_line, gap_of
from sekoci.indicators.queries.areas import Figures
from sekoci.indicators.queries.beside import Beside, beside
from sekoci.indicators.rules import Indicator, indicator, indicators, maps_of, told
from sekoci.indicators.words import (
    CHOICES,
    DIMENSIONS,
    WAY_NAMES,
    count,
    difference,
    in_language,
    in_unit,
    least_below,
    map_name,
    month_name,
    read,
    span_of,
    value_name,
    why_no_money,
)
from sekoci.kit.money import rupiah
from sekoci.kit.templatetags.sekoci import day
from sekoci.registry.pages import Tone, area_map
from sekoci.registry.rules import Reach, splits

FIRST_MONTH = date(2020, 1, 1)
COLUMNS = frozenset({"digital", "digital_share", "sales"})
"""Indicators that the tables of slices show whatever was chosen."""


def facts_of(shown: Board, chosen: Indicator, reach: Reach | None) -> dict[str, Any]:
    """What `parts/board.html` needs. Two statements: the map, and what stands beside our numbers."""
    wish, figures = shown.wish, shown.figures
    link = _Links(wish, chosen)
    unsure = wish.area if shown.is_open and shown.codes == (wish.area,) else ""
    others = beside(
        wish.area, wish.month.year, doubt_in=unsure, asks=asked_of_targets(), facts=facts_of_targets(wish.area, reach)
    )
    return {
        "board": shown,
        "chosen": chosen,
        "chosen_name": in_language(chosen.name),
        "chosen_when": _when(shown, chosen),
        "path": [(each.name, link.to(area=each.code)) for each in shown.path],
        "whole": link.to(area=""),
        "heads": {"month": month_name(wish.month), "other": _other_name(shown), "beside": _beside_head(shown)},
        "measures": [(each.code, in_language(each.name)) for each in indicators()],
        **_maps(wish),
        "beside": _beside(shown),
        "targets": targets_on(shown, others.also, reach),
        "asked_beside": f"{wish.other_month:%Y-%m}" if wish.other_month else wish.other_area,
        "nothing_beside": bool(wish.other_area) and "outlets" not in shown.other,
        "readings": _readings(shown),
        "no_money": why_no_money(shown.kept_back, shown.figures) if shown.is_open and shown.counted else [],
        "totals": {name: count(figures[name]) for name in ("digital", "outlets", "named", "owners") if figures.get(name)},
        "grades": [
            (CHOICES[code], count(figures[code]), _behind(shown, wish.area, code))
            for code in ("listed", "pays", "sells")
            if code in figures
        ],
        "map": _map(shown, chosen, link),
        "range": _range(shown, others),
        "is_uncounted": shown.counted is None and bool(figures),
        "behind": _behind(shown, wish.area),
        "behind_digital": _behind(shown, wish.area, "digital"),
        "lines": [_line(shown, line, chosen, link) for line in shown.lines if line.figures or line.is_hidden],
        "nothing": [(line.name, link.to(area=line.code)) for line in shown.lines if not line.figures and not line.is_hidden],
        "gap": _gap(shown, chosen),
        "bars": _bars(shown),
        "ways": [
            (month_name(month), _shares(counts))
            for month, counts in shown.ways
            if sum(counts.values()) >= least_below(shown.is_open)
        ],
        "way_names": WAY_NAMES.values(),
        "slices": _slices(shown, chosen),
        "published": others.published,
    }


def _maps(wish: Wish) -> dict[str, Any]:
    """The maps of earlier years that can be asked for, and what the one that was asked for does not know yet."""
    maps = maps_of(wish.area)
    chosen = next((each for each in maps if wish.year is not None and each.holds(wish.year)), None)
    offered = [(each.last, map_name(each), each is chosen) for each in maps]
    told = [each for each in splits() if chosen and each.since.year > chosen.last and wish.area in ("", each.old)]
    return {"maps": offered, "map_chosen": chosen and span_of(chosen), "laws": told}


class _Links:
    """Addresses of the same page for another area, with everything else as it was chosen."""

    def __init__(self, wish: Wish, chosen: Indicator) -> None:
        self.kept = f"&bulan={wish.month:%Y-%m}&ukuran={chosen.code}" + (f"&peta={wish.year}" if wish.year else "")
        self.then = f"&dengan={wish.other_month:%Y-%m}" if wish.other_month else ""

    def to(self, *, area: str) -> str:
        return f"?wilayah={area}{self.kept}{self.then}"


def beside_link(wish: Wish, chosen: Indicator, other: str) -> str:
    """The same page beside another area."""
    return _Links(replace(wish, other_month=None), chosen).to(area=wish.area) + f"&dengan={other}"


def _readings(shown: Board) -> list[dict[str, Any]]:
    """Every indicator of the area in words, with what is set beside it."""
    return [
        {
            "name": in_language(each.name),
            "means": in_language(each.means),
            "value": read(each, shown.figures, is_exact=shown.is_open) or CHOICES["hidden"],
            "behind": _behind(shown, shown.wish.area, each.behind) if each.behind else "",
            "other": read(each, shown.other, is_exact=shown.is_other_open)
            if shown.wish.other_month or shown.wish.other_area
            else "",
        }
        for each in indicators()
        if each.of(shown.figures) is not None or (shown.is_open and each.figures & shown.kept_back)
    ]


def _line(shown: Board, line: Line, chosen: Indicator, link: _Links) -> dict[str, Any]:
    figures = line.figures
    return {
        "name": line.name,
        "href": link.to(area=line.code) if line.name else "",
        "behind": _behind(shown, line.code, line=line),
        "behind_digital": _behind(shown, line.code, "digital", line=line),
        "outlets": count(figures["outlets"]) if "outlets" in figures else "",
        "digital": count(figures["digital"]) if "digital" in figures else "",
        "value": read(chosen, figures, is_exact=line.is_within) or (CHOICES["hidden"] if chosen.figures & line.kept_back else ""),
        "other": _beside_line(shown, line, chosen),
        "is_hidden": line.is_hidden,
    }


def _beside_line(shown: Board, line: Line, chosen: Indicator) -> str:
    """Of a month set beside, the part's number then and by how much it differs; of another area, by how much it differs."""
    both = beside_line(shown, line, chosen)
    if both is None:
        return ""
    is_exact = line.is_within and shown.is_other_open
    by = difference(chosen, *both, is_exact=is_exact)
    return f"{in_unit(chosen, both[1], is_exact=is_exact)} ({by})" if shown.wish.other_month else by


def _gap(shown: Board, chosen: Indicator) -> dict[str, str] | None:
    gap = gap_of(shown, chosen)
    if gap is None:
        return None
    return {
        "what": in_language(gap.what.name),
        "capital": gap.name,
        "here": in_unit(gap.what, gap.here, is_exact=gap.is_exact),
        "there": in_unit(gap.what, gap.there, is_exact=gap.is_exact),
        "by": difference(gap.what, gap.here, gap.there, is_exact=gap.is_exact),
    }


def _when(shown: Board, chosen: Indicator) -> str:
    """Of which time the indicator tells: all of a month, or how it stood when the month ended."""
    month = month_name(shown.wish.month)
    if chosen.source == "flow":
        return gettext("Selama %(month)s") % {"month": month}
    if shown.is_running and shown.counted and not shown.is_open:
        return gettext("Keadaan %(day)s") % {"day": day(shown.counted.counted_on)}
    return gettext("Keadaan sekarang") if shown.is_running else gettext("Keadaan akhir %(month)s") % {"month": month}


def _behind(shown: Board, code: str, only: str = "", *, line: Line | None = None) -> str:
    """Where an officer finds the businesses of an area, or those of them that a number counts; "" for those who may not.

    A number of this month only: how each stood in another one is not kept.
    """
    may = line.is_within and len(line.codes) == 1 if line else shown.is_open and len(shown.codes) == 1
    if not (may and shown.organisation) or (only and not shown.is_running):
        return ""
    asked = {"wilayah": code} | ({"yang": only} if only else {})
    return f"{reverse('registry:outlets', args=[shown.organisation])}?{urlencode(asked)}"


def _range(shown: Board, others: Beside) -> tuple[str, str] | None:
    """Between which numbers of digital businesses the last linking leaves room; None where it leaves none."""
    digital = shown.figures.get("digital", 0)
    if not digital or not shown.is_running:
        return None
    low, high = round(digital * min(others.low, 1)), round(digital * max(others.high, 1))
    if low == high:
        return None
    return (count(low), count(high)) if shown.is_open else (count(told(low)), count(told(high)))


def _map(shown: Board, chosen: Indicator, link: _Links) -> str:
    """The parts in tones of the indicator; older provinces are drawn as they were, and have no map themselves."""
    if shown.level > 2 or not shown.lines or len(shown.codes) > 1:
        return ""
    tones = {
        line.code: Tone(
            line.name,
            chosen.of(line.figures, least=least_below(line.is_within)),
            read(chosen, line.figures, is_exact=line.is_within)
            or str(CHOICES["hidden" if line.is_hidden or chosen.figures & line.kept_back else "none"]),
            link.to(area=line.code),
        )
        for line in shown.lines
    }
    joined = {code: line.code for line in shown.lines for code in line.codes}
    return area_map(shown.codes[0], tones, title=in_language(chosen.name), joined=joined, unit=chosen.unit)


def _bars(shown: Board) -> dict[str, Sequence[tuple[str, int, str]]]:
    """The last twelve months, where there is something to see."""
    rows = {
        name: [
            (month_name(month, short=True), figures[name], read(indicator(name), figures))
            for month, figures in shown.months
            if name in figures
        ]
        for name in ("digital", "sales")
    }
    return {name: bars for name, bars in rows.items() if any(amount for _month, amount, _says in bars)}


def _shares(counts: Mapping[str, int]) -> list[tuple[Any, str]]:
    """Of each way, its share of the orders."""
    total = sum(counts.values())
    return [(name, f"{count(counts.get(way, 0) * 100 / total)} %") for way, name in WAY_NAMES.items()]


def _slices(shown: Board, chosen: Indicator) -> list[dict[str, Any]]:
    """By dimension its values, with the chosen indicator where that is told apart by it and is no column anyway."""
    tables = []
    for by, pieces in shown.slices.items():
        if not any(value for value, _figures in pieces):
            continue
        rows = [(value_name(by, value), _piece(figures, chosen, is_exact=shown.is_open)) for value, figures in pieces]
        is_told = by in chosen.by and chosen.code not in COLUMNS and any(piece and piece["value"] for _name, piece in rows)
        tables.append({"name": DIMENSIONS[by], "rows": rows, "is_told": is_told})
    return tables


def _piece(figures: Figures | None, chosen: Indicator, *, is_exact: bool) -> dict[str, str] | None:
    if figures is None:
        return None
    return {
        "outlets": count(figures["outlets"]),
        "digital": count(figures["digital"]),
        "share": read(indicator("digital_share"), figures, is_exact=is_exact),
        "orders": count(figures["orders"]) if "orders" in figures else "",
        "sales": rupiah(figures["sales"]) if "sales" in figures else "",
        "value": read(chosen, figures, is_exact=is_exact),
    }


def _other_name(shown: Board) -> str:
    if shown.wish.other_month:
        return month_name(shown.wish.other_month)
    return shown.other_name


def _beside_head(shown: Board) -> str:
    """What stands over the column of parts set beside something."""
    if not shown.other_name:
        return _other_name(shown)
    return gettext("Beda dengan %(name)s") % {"name": shown.other_name} if shown.other else ""


def _beside(shown: Board) -> list[tuple[str, str]]:
    """What can be set beside: each of the twelve months before, and the other areas of the same whole."""
    month = shown.wish.month
    before = [month.replace(year=month.year - 1), *(each for each, _figures in shown.months[:-1])]
    months = [(f"{each:%Y-%m}", month_name(each)) for each in reversed(before) if each >= FIRST_MONTH]
    areas = {each.code: each.name for each in shown.siblings}
    if shown.wish.other_area:
        areas = {shown.wish.other_area: shown.other_name} | areas
    return months + list(areas.items())
