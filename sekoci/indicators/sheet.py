"""The page of an area as a workbook: the area and its parts, measures, twelve months, ways of selling, slices, the capital."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from sekoci.indicators.board import Board
from sekoci.indicators.comparing import gap_of
from sekoci.indicators.queries.areas import Figures
from sekoci.indicators.rules import Indicator, indicators
from sekoci.indicators.words import DIMENSIONS, WAY_NAMES, in_language, month_name, value_name
from sekoci.kit.sheets import Cell, Sheet

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
    told = [(wish.month, wish.area, shown.name, shown.figures)]
    told += [(wish.month, line.code, line.name or _("tempatnya belum jelas"), line.figures) for line in shown.lines]
    if wish.other_month:
        told.append((wish.other_month, wish.area, shown.name, shown.other))
        told += [(wish.other_month, line.code, line.name, line.then) for line in shown.lines if line.name]
    elif wish.other_area:
        told.append((wish.month, wish.other_area, shown.other_name, shown.other))
    heads = [_("kode"), _("wilayah"), _("bulan"), *_figure_names(), *(in_language(each.name) for each in _quotients())]
    return heads, [[code, name, _month(month), *_numbers(figures)] for month, code, name, figures in told]


def _quotients() -> list[Indicator]:
    return [each for each in indicators() if each.denominator]


def _figure_names() -> list[str]:
    return [
        _("usaha"), _("pemilik"), _("jumlah semua daftar"), _("punya toko daring"), _("menerima qris"), _("menjual daring"),
        _("digital"), _("menjual di sekoci"), _("banyak pesanan"), _("tanpa tunai"), _("pesanan digital pertama"), _("penjualan"),
    ]  # fmt: skip


def _numbers(figures: Figures) -> Iterator[Cell]:
    """Of an area in a month, a cell for each name of a figure and each quotient."""
    yield from (figures.get(column, "") for column in COLUMNS)
    yield from (_value(each, figures) for each in _quotients())


def _value(what: Indicator, figures: Mapping[str, int]) -> Cell:
    value = what.of(figures)
    return "" if value is None else round(value, 2)


def _month(month: date) -> str:
    return f"{month:%Y-%m}"


def _measures(shown: Board) -> Sheet:
    """Every indicator, beside the other month or area where one was chosen."""
    wish = shown.wish
    other = month_name(wish.other_month) if wish.other_month else shown.other_name
    heads = [_("ukuran"), _("arti"), _("satuan"), month_name(wish.month)] + ([other, _("selisih")] if other else [])
    rows: list[list[Cell]] = []
    for each in indicators():
        value, beside = _value(each, shown.figures), _value(each, shown.other)
        apart = round(value - beside, 2) if isinstance(value, int | float) and isinstance(beside, int | float) else ""
        told = [in_language(each.name), in_language(each.means), each.unit, value]
        rows.append([*told, beside, apart] if other else told)
    return Sheet(_("Ukuran"), heads, rows)


def _twelve_months(shown: Board) -> Sheet:
    heads = [_("bulan"), *_figure_names(), *(in_language(each.name) for each in _quotients())]
    return Sheet(_("Dua belas bulan"), heads, [[_month(at), *_numbers(figures)] for at, figures in shown.months if figures])


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
            told = (_value(each, seen) if by in each.by else "" for each in _apart())
            rows.append([str(DIMENSIONS[by]), value_name(by, value), seen.get("outlets", ""), seen.get("digital", ""), *told])
    return Sheet(_("Bagian usaha"), heads, rows)


def _apart() -> list[Indicator]:
    """Indicators that are told by some dimension, but for the count that has its own column."""
    return [each for each in indicators() if each.by and each.code != "digital"]


def _capital(shown: Board) -> Sheet:
    """Of a province, each quotient in its capital, in its other areas together, and how far they are apart."""
    gaps = [gap for each in _quotients() if (gap := gap_of(shown, each))]
    rows: list[list[Cell]] = [
        [
            in_language(gap.what.name),
            gap.what.unit,
            gap.name,
            round(gap.here, 2),
            round(gap.there, 2),
            round(gap.here - gap.there, 2),
        ]
        for gap in gaps
    ]
    heads = [_("ukuran"), _("satuan"), _("ibu kota"), _("di ibu kota"), _("di wilayah lainnya"), _("selisih")]
    return Sheet(_("Ibu kota provinsi"), heads, rows)
