"""The page of an area as a workbook: the area and its parts, measures, twelve months, ways of selling, slices, the capital."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from sekoci.indicators.board import Board
from sekoci.indicators.comparing import gap_of
from sekoci.indicators.queries.areas import Figures
from sekoci.indicators.rules import Indicator, indicators
from sekoci.indicators.words import DIMENSIONS, UNIT_NAMES, WAY_NAMES, in_language, least_below, month_name, value_name
from sekoci.kit.sheets import Cell, Percent, Rupiahs, Sheet

COLUMNS = ("outlets", "owners", "named", "listed", "pays", "sells", "digital", "sellers", "orders", "cashless", "firsts", "sales")


def book_of(shown: Board) -> list[Sheet]:
    """Everything that the page tells; what is not shown is empty. Sheets without a row are left out."""
    heads, rows = sheet_of(shown)
    sheets = [
        Sheet(_("Wilayah"), heads, rows),
        _measures(shown),
        _twelve_months(shown),
        _ways(shown),
        _slices(shown),
        _capital(shown),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def sheet_of(shown: Board) -> tuple[Sequence[str], list[list[Cell]]]:
    """The area and its parts, a row each, then what they are compared with: the same of another month, or another area."""
    wish = shown.wish
    told = [(wish.month, wish.area, shown.name, shown.figures, shown.is_open)]
    told += [
        (wish.month, line.code, line.name or _("tempatnya belum jelas"), line.figures, line.is_within) for line in shown.lines
    ]
    if wish.other_month:
        told.append((wish.other_month, wish.area, shown.name, shown.other, shown.is_other_open))
        told += [(wish.other_month, line.code, line.name, line.then, line.is_within) for line in shown.lines if line.name]
    elif wish.other_area:
        told.append((wish.month, wish.other_area, shown.other_name, shown.other, shown.is_other_open))
    heads = [_("kode"), _("wilayah"), _("bulan"), *_figure_names(), *(in_language(each.name) for each in _quotients())]
    return heads, [
        [code, name, _month(month), *_numbers(figures, is_exact=is_exact)] for month, code, name, figures, is_exact in told
    ]


def _quotients() -> list[Indicator]:
    return [each for each in indicators() if each.denominator]


def _figure_names() -> list[str]:
    return [
        _("usaha"), _("pemilik"), _("jumlah semua daftar"), _("punya toko daring"), _("menerima qris"), _("menjual daring"),
        _("digital"), _("menjual di sekoci"), _("banyak pesanan"), _("tanpa tunai"), _("pesanan digital pertama"), _("penjualan"),
    ]  # fmt: skip


def _numbers(figures: Figures, *, is_exact: bool) -> Iterator[Cell]:
    """Of an area in a month, a cell for each name of a figure and each quotient."""
    yield from (_figure(column, figures) for column in COLUMNS)
    yield from (_cell(each, _value(each, figures, is_exact=is_exact)) for each in _quotients())


def _figure(name: str, figures: Figures) -> Cell:
    if name not in figures:
        return ""
    return Rupiahs(figures[name]) if name == "sales" else figures[name]


def _value(what: Indicator, figures: Mapping[str, int], *, is_exact: bool) -> float | None:
    value = what.of(figures, least=least_below(is_exact))
    return None if value is None else _rounded(what, value, is_exact=is_exact)


def _rounded(what: Indicator, value: float, *, is_exact: bool) -> float:
    """A quotient of rounded figures has no digit behind the comma."""
    return round(value, 2 if is_exact or not what.denominator else 0)


def _cell(what: Indicator, value: float | None) -> Cell:
    if value is None:
        return ""
    if what.unit == "rupiah":
        return Rupiahs(round(value))
    return Percent(value) if what.unit == "percent" else value


def _apart_by(what: Indicator, value: float | None, other: float | None) -> Cell:
    """By how much a value is above another; of percents in points."""
    if value is None or other is None:
        return ""
    return Rupiahs(round(value - other)) if what.unit == "rupiah" else round(value - other, 2)


def _month(month: date) -> str:
    return f"{month:%Y-%m}"


def _measures(shown: Board) -> Sheet:
    """Every indicator, beside the other month or area where one was chosen."""
    wish = shown.wish
    other = month_name(wish.other_month) if wish.other_month else shown.other_name
    heads = [_("ukuran"), _("arti"), _("satuan"), month_name(wish.month)] + ([other, _("selisih")] if other else [])
    rows: list[list[Cell]] = []
    for each in indicators():
        value = _value(each, shown.figures, is_exact=shown.is_open)
        beside = _value(each, shown.other, is_exact=shown.is_other_open)
        told = [in_language(each.name), in_language(each.means), str(UNIT_NAMES[each.unit]), _cell(each, value)]
        rows.append([*told, _cell(each, beside), _apart_by(each, value, beside)] if other else told)
    return Sheet(_("Ukuran"), heads, rows)


def _twelve_months(shown: Board) -> Sheet:
    heads = [_("bulan"), *_figure_names(), *(in_language(each.name) for each in _quotients())]
    return Sheet(
        _("Dua belas bulan"),
        heads,
        [[_month(at), *_numbers(figures, is_exact=shown.is_open)] for at, figures in shown.months if figures],
    )


def _ways(shown: Board) -> Sheet:
    """How many orders came by which way."""
    rows: list[list[Cell]] = [
        [_month(month), *(counts.get(way, 0) for way in WAY_NAMES)] for month, counts in shown.ways if any(counts.values())
    ]
    return Sheet(_("Cara jual"), [_("bulan"), *map(str, WAY_NAMES.values())], rows)


def _slices(shown: Board) -> Sheet:
    """Each value of each dimension, with the indicators that are told by it."""
    heads = [_("menurut"), _("nilai"), _("usaha"), _("digital"), *(in_language(each.name) for each in _apart())]
    rows: list[list[Cell]] = []
    for by, pieces in shown.slices.items():
        for value, figures in pieces if any(value for value, _figures in pieces) else ():
            seen = figures or {}
            told = (_cell(each, _value(each, seen, is_exact=shown.is_open)) if by in each.by else "" for each in _apart())
            rows.append([str(DIMENSIONS[by]), value_name(by, value), seen.get("outlets", ""), seen.get("digital", ""), *told])
    return Sheet(_("Bagian usaha"), heads, rows)


def _apart() -> list[Indicator]:
    """Indicators that are told by some dimension, but for the count that has its own column."""
    return [each for each in indicators() if each.by and each.code != "digital"]


def _capital(shown: Board) -> Sheet:
    """Of a province, each quotient in its capital, in its other areas together, and how far they are apart."""
    gaps = [gap for each in _quotients() if (gap := gap_of(shown, each))]
    rows: list[list[Cell]] = []
    for gap in gaps:
        here, there = (_rounded(gap.what, each, is_exact=gap.is_exact) for each in (gap.here, gap.there))
        told = [in_language(gap.what.name), str(UNIT_NAMES[gap.what.unit]), gap.name]
        rows.append([*told, _cell(gap.what, here), _cell(gap.what, there), _apart_by(gap.what, here, there)])
    heads = [_("ukuran"), _("satuan"), _("ibu kota"), _("di ibu kota"), _("di wilayah lainnya"), _("selisih")]
    return Sheet(_("Ibu kota provinsi"), heads, rows)
