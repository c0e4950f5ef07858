"""What was measured, in sentences that say how sure it is and what it cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sekoci.kit.money import rupiah
from sekoci.programs.rules.impact import FEWEST_SETS, ORDERS, SALES, WEEKS, Effect
from sekoci.programs.rules.retention import FEWEST

MONTH = WEEKS / 4
"""Sums of WEEKS weeks are told by four weeks."""
TITLES: Mapping[str, Any] = {SALES: gettext_lazy("Penjualan"), ORDERS: gettext_lazy("Pesanan daring")}
CANNOT_SAY = (
    gettext_lazy("Usaha yang ikut bisa jadi memang lebih giat. Kegiatan itu tidak terlihat di sini."),
    gettext_lazy("Hanya penjualan yang tercatat di Sekoci. Yang laku di tempat lain tidak ikut dihitung."),
    gettext_lazy("Hanya usaha yang sudah 16 minggu di Sekoci sebelum ikut. Yang baru buka toko karena program tidak dihitung."),
    gettext_lazy("Peserta yang mundur tidak dihitung, jadi angkanya bisa terlalu bagus."),
    gettext_lazy("Usaha di luar program bisa ikut terpengaruh: pembelinya pindah, atau mereka meniru."),
    gettext_lazy("Ini rata-rata banyak usaha, bukan janji untuk satu usaha."),
    gettext_lazy("Rata-rata bisa ditarik beberapa usaha besar. Karena itu pemilik yang di tengah ditulis di sampingnya."),
)


@dataclass(frozen=True)
class Told:
    """One outcome in words; `chip` is how it stands, as chips have it."""

    title: str
    verdict: str
    says: str
    middle: str
    """The owner in the middle, beside the mean."""
    rows: tuple[tuple[str, str, str, str], ...]
    """Whose, before, after, by how much more."""


def told_effect(of: str, facts: Mapping[str, Any]) -> Told:
    """An effect as it was kept, by four weeks."""
    effect = Effect(**{**facts, "ahead": tuple(facts["ahead"]), "middle": tuple(facts["middle"])})
    inside = (effect.inside_before, effect.inside_after)
    outside = (effect.outside_before, effect.outside_after)
    return Told(
        str(TITLES[of]), effect.verdict, _sentence(of, effect), _middle(of, effect),
        tuple(
            (name, _amount(of, before), _amount(of, after), _amount(of, after - before, signed=True))
            for name, (before, after) in ((_("Peserta"), inside), (_("Usaha serupa di luar program"), outside))
        ),
    )  # fmt: skip


def _sentence(of: str, effect: Effect) -> str:
    facts = {
        "what": TITLES[of],
        "by": _amount(of, abs(effect.estimate)),
        "low": _amount(of, effect.low, signed=True),
        "high": _amount(of, effect.high, signed=True),
    }
    if effect.verdict == "apart":
        return _(
            "%(what)s peserta dan pembandingnya sudah bergerak berbeda sebelum program dimulai. Jadi selisihnya"
            " (antara %(low)s dan %(high)s per empat minggu) tidak bisa disebut hasil program."
        ) % facts  # fmt: skip
    if effect.verdict == "unclear":
        return (
            _("Belum terlihat pengaruhnya: selisihnya antara %(low)s dan %(high)s per empat minggu, jadi bisa juga nol.") % facts
        )
    more = _("lebih banyak") if effect.verdict == "up" else _("lebih sedikit")
    return _(
        "%(what)s peserta %(by)s %(more)s per empat minggu daripada seandainya berubah seperti usaha serupa di luar program"
        " (antara %(low)s dan %(high)s)."
    ) % (facts | {"more": more})  # fmt: skip


def _middle(of: str, effect: Effect) -> str:
    """Of the owners, half changed by more than this and half by less."""
    middle, low, high = (_amount(of, each, signed=True) for each in effect.middle)
    says = _("Pemilik yang di tengah: %(middle)s per empat minggu (antara %(low)s dan %(high)s).") % {
        "middle": middle, "low": low, "high": high,
    }  # fmt: skip
    if effect.verdict in ("up", "down") and effect.middle[1] <= 0 <= effect.middle[2]:
        says += " " + _("Jadi rata-ratanya mungkin ditarik beberapa usaha besar.")
    return says


def why_not(facts: Mapping[str, Any]) -> str:
    """Why nothing can be compared yet, and when it may."""
    if not facts["shops"]:
        return _("Belum ada peserta yang punya toko di Sekoci. Perbandingan ini dihitung dari penjualan di toko itu.")
    known = str(facts["owners"]) if facts["owners"] == 0 or facts["owners"] >= FEWEST else _("kurang dari %(n)s") % {"n": FEWEST}
    says = _(
        "Perlu %(need)s pemilik yang usahanya sudah 16 minggu berjualan di Sekoci sebelum ikut dan sudah 8 minggu ikut,"
        " masing-masing dengan usaha serupa di luar program. Sekarang ada %(now)s."
    ) % {"need": FEWEST_SETS, "now": known}  # fmt: skip
    if facts["soonest"] and facts["whole"] < FEWEST_SETS:
        says += " " + _("Paling cepat cukup pada %(day)s.") % {"day": date_format(date.fromisoformat(facts["soonest"]), "j F Y")}
    return says


def _amount(of: str, sum_of_weeks: float, *, signed: bool = False) -> str:
    """A sum of eight weeks as people read it by four; with its sign where asked."""
    value = sum_of_weeks / MONTH
    sign = "+" if signed and value > 0 else ""
    if of == SALES:
        return sign + rupiah(round(value / 1000) * 1000)
    return sign + number_format(round(value, 1), decimal_pos=1).replace("-", "−")  # noqa: RUF001  a minus, after which no line breaks
