"""The page of an area as a table for a spreadsheet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sekoci.indicators.board import Board
from sekoci.indicators.rules import indicators
from sekoci.indicators.words import in_language
from sekoci.kit.sheets import Cell

COLUMNS = ("outlets", "owners", "named", "listed", "pays", "sells", "digital", "sellers", "orders", "cashless", "firsts", "sales")


def sheet_of(shown: Board) -> tuple[Sequence[str], list[list[Cell]]]:
    """The area and its parts, a row each; what is not shown is empty."""
    named = [
        _("usaha"), _("pemilik"), _("jumlah semua daftar"), _("punya toko daring"), _("menerima qris"), _("menjual daring"),
        _("digital"), _("menjual di sekoci"), _("banyak pesanan"), _("tanpa tunai"), _("pesanan digital pertama"), _("penjualan"),
    ]  # fmt: skip
    readings = [each for each in indicators() if each.denominator]
    heads = [_("kode"), _("wilayah"), _("bulan"), *named, *(in_language(each.name) for each in readings)]
    rows: list[list[Cell]] = []
    for code, name, figures in [
        (shown.wish.area, shown.name, shown.figures),
        *((e.code, e.name, e.figures) for e in shown.lines),
    ]:
        values = [each.of(figures) for each in readings]
        rows.append(
            [
                code, name, f"{shown.wish.month:%Y-%m}", *(figures.get(column, "") for column in COLUMNS),
                *("" if value is None else round(value, 2) for value in values),
            ]
        )  # fmt: skip
    return heads, rows
