"""What our numbers are called on screen, and how they are written."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, gettext_lazy

from sekoci.indicators.rules import FEWEST_BELOW, LEAST, Indicator, MapSpan, in_three_figures
from sekoci.kit.money import MINUS, rupiah
from sekoci.registry.pages import SCALE_NAMES
from sekoci.registry.rules import GROUPS

WAY_NAMES: Mapping[str, Any] = {
    "counter": gettext_lazy("Di tempat"),
    "shop": gettext_lazy("Halaman toko"),
    "social": gettext_lazy("Media sosial"),
    "market": gettext_lazy("Pasar"),
    "api": gettext_lazy("Program lain"),
}
CHOICES: Mapping[str, Any] = {
    "listed": gettext_lazy("Punya toko daring"),
    "pays": gettext_lazy("Menerima QRIS"),
    "sells": gettext_lazy("Menjual daring"),
    "hidden": gettext_lazy("tidak ditampilkan"),
    "none": gettext_lazy("belum ada angka"),
    "few": gettext_lazy("terlalu sedikit untuk dihitung"),
}
DIMENSIONS: Mapping[str, Any] = {
    "scale": gettext_lazy("Ukuran usaha"),
    "sector": gettext_lazy("Bidang usaha"),
    "sex": gettext_lazy("Pemilik"),
}
BEHIND: Mapping[str, tuple[str, Any]] = {
    "digital": ("s.digital", gettext_lazy("Digital")),
    "listed": ("s.listed", gettext_lazy("Punya toko daring")),
    "pays": ("s.pays", gettext_lazy("Menerima QRIS")),
    "sells": ("s.sells", gettext_lazy("Menjual daring")),
    "sellers": ("s.orders > 0", gettext_lazy("Menjual di Sekoci bulan ini")),
    "afar": ("s.afar > 0", gettext_lazy("Dapat pesanan dari jauh bulan ini")),
    "cashless": ("s.cashless > 0", gettext_lazy("Dibayar tanpa tunai bulan ini")),
    "firsts": ("s.is_first", gettext_lazy("Pesanan digital pertama bulan ini")),
    "workers": ("s.workers is not null", gettext_lazy("Jumlah pekerja tercatat")),
    "women": ("s.sex = 'f'", gettext_lazy("Pemilik perempuan")),
    "unbanked": ("s.is_unbanked and s.orders > 0", gettext_lazy("Menjual tanpa rekening bank bulan ini")),
}
"""Figure -> how an outlet's `Standing` says that it is one of them, and what they are called."""
AIM_NAMES: Mapping[str, Any] = {
    "digital": gettext_lazy("Usaha digital"),
    "listed": gettext_lazy("Usaha yang punya toko daring"),
    "pays": gettext_lazy("Usaha yang menerima QRIS"),
    "sells": gettext_lazy("Usaha yang menjual daring"),
    "firsts": gettext_lazy("Usaha dengan pesanan digital pertama"),
}
AIM_MEANINGS: Mapping[str, Any] = {
    "digital": gettext_lazy("Usaha berbeda yang punya toko daring, menerima QRIS, atau menjual dari jauh dalam 90 hari."),
    "listed": gettext_lazy("Tokonya tampil di Sekoci atau di daftar mitra."),
    "pays": gettext_lazy("Punya QRIS di Sekoci, atau disebut daftar mitra."),
    "sells": gettext_lazy("Ada pesanan dari jauh dalam 90 hari."),
    "firsts": gettext_lazy("Pesanan dari jauh pertamanya di Sekoci datang sejak program dimulai."),
}
"""What a target can be set for (`rules.AIMS`), of all businesses of an area."""
UNIT_NAMES: Mapping[str, Any] = {
    "count": gettext_lazy("angka utuh"),
    "percent": gettext_lazy("persen"),
    "rupiah": gettext_lazy("dalam rupiah"),
    "ratio": gettext_lazy("rata-rata"),
    "times": gettext_lazy("kali lipat"),
}
"""What an indicator is measured in, as a workbook says it beside the number."""
SEXES: Mapping[str, Any] = {"f": gettext_lazy("Perempuan"), "m": gettext_lazy("Laki-laki")}


def in_language(words: tuple[str, str]) -> str:
    """Of (Indonesian, English) the one that this visitor reads."""
    return words[(get_language() or "id").startswith("en")]


def value_name(by: str, value: str) -> str:
    """What a slice is called."""
    if not value:
        return gettext("Belum diketahui")
    if by == "sector":
        return in_language(GROUPS[value])
    return str((SCALE_NAMES if by == "scale" else SEXES)[value])


def count(number: float, places: int = 0) -> str:
    """`1.250` or, in English, `1,250`."""
    return number_format(round(number, places), decimal_pos=places, force_grouping=True)


def read(what: Indicator, figures: Mapping[str, int], *, is_exact: bool = True) -> str:
    """An indicator's value as people read it; "" where there is none. Not exact: of figures that are rounded, a quotient of too
    few is said to be one."""
    value = what.of(figures, least=least_below(is_exact))
    if value is not None:
        return in_unit(what, value, is_exact=is_exact)
    return "" if what.of(figures) is None else str(CHOICES["few"])


def least_below(is_exact: bool) -> int:
    """How many must be below a quotient that is told."""
    return 1 if is_exact else FEWEST_BELOW


def why_no_money(kept_back: Collection[str], figures: Mapping[str, int]) -> list[str]:
    """Which money of an area is not shown to those who may see its businesses, and why."""
    says = []
    if "month_sales" in kept_back:
        says.append(
            gettext("Penjualan tidak ditampilkan: kurang dari lima usaha yang menjual.")
            if figures["sellers"] < LEAST
            else gettext("Penjualan tidak ditampilkan: dari sini penjualan wilayah kecil di dekatnya bisa dihitung.")
        )
    if "yearly" in kept_back:
        says.append(
            gettext(
                "Penjualan setahun tidak ditampilkan: di sini atau di wilayah di dekatnya kurang dari lima usaha menyebutnya."
            )
        )
    return says


def in_unit(what: Indicator, value: float, *, is_exact: bool = True) -> str:
    """A value of an indicator as people read it; a quotient that is not exact in whole percents, or three figures of money."""
    if what.denominator and not is_exact:
        return gettext("sekitar %(n)s") % {"n": _roughly(what, value)}
    if what.unit == "rupiah":
        return rupiah(round(value))
    if what.unit == "times":
        return gettext("%(n)s kali yang tidak daring") % {"n": count(value, 1)}
    return f"{count(value, 1)} %" if what.unit == "percent" else count(value, 1 if what.unit == "ratio" else 0)


def _roughly(what: Indicator, value: float) -> str:
    if what.unit == "rupiah":
        return rupiah(in_three_figures(round(value)))
    return f"{count(value)} %" if what.unit == "percent" else in_unit(what, value)


def difference(what: Indicator, value: float, other: float, *, is_exact: bool = True) -> str:
    """By how much a value is above another of the same indicator: `+4,5 poin`, `+Rp10.000`; of percents that are not exact in
    whole points."""
    places = 0 if what.unit in ("count", "rupiah") or not is_exact else 1
    by = round(value - other, places)
    size = rupiah(round(abs(by))) if what.unit == "rupiah" else count(abs(by), places)
    told = ("+" if by > 0 else MINUS if by < 0 else "") + size
    return gettext("%(n)s poin") % {"n": told} if what.unit == "percent" else told


def month_name(month: date, *, short: bool = False) -> str:
    """`November 2026`, short `Nov`."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return format_date(month, "MMM" if short else "MMMM y", locale=language)


def span_of(drawn: MapSpan) -> str:
    """The years of a map: `2012-2021` with a dash, `sampai 1998`."""
    if drawn.first is None:
        return gettext("sampai %(year)s") % {"year": drawn.last}
    return str(drawn.last) if drawn.first == drawn.last else f"{drawn.first}–{drawn.last}"  # noqa: RUF001  a dash between years


def map_name(drawn: MapSpan) -> str:
    """`2012-2021, sejak ada Kalimantan Utara`: which splits the map knew last."""
    made = ", ".join(each.name for each in drawn.newest)
    return (
        gettext("%(years)s, sejak ada %(provinces)s") % {"years": span_of(drawn), "provinces": made} if made else span_of(drawn)
    )
