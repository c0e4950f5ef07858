"""Counted once: distinct businesses beside the sum of the lists, by area, and which lists have the same ones."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from sekoci.kit.asked import not_known
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, list_answer
from sekoci.registry.pages import OfficeLine, for_officers, says_in_office
from sekoci.registry.queries.areas import places
from sekoci.registry.queries.counts import Counted, KnownList, counts_below, counts_of, doubt_of, known_lists, outlets_in
from sekoci.registry.queries.review import pairs_left
from sekoci.registry.queries.weeks import COUNTRYS_CLOCK, next_week_on, week_in
from sekoci.registry.rules.for_partners import REST, Told, shown
from sekoci.registry.rules.reach import COUNTRY, Reach
from sekoci.registry.rules.suppression import told

ANYBODY = ("officer", "partner")
NOT_TOLD = "–"  # noqa: RUF001  a dash for what is not shown


@dataclass(frozen=True)
class Line:
    """An area's counts; None: not told to partners."""

    code: str
    name: str
    outlets: int | None
    rows: int | None
    shops: int | None


@says_in_office("outlets")
def _outlets_line(reach: Reach) -> OfficeLine | None:
    if reach.role != "officer":
        return None
    return OfficeLine(
        reverse("registry:outlets", args=[reach.organisation]), "store", _("Usaha"), _("Cari usaha di wilayah Anda")
    )


@says_in_office("review")
def _review_line(reach: Reach) -> OfficeLine | None:
    if reach.role != "officer":
        return None
    left = pairs_left(reach)
    text = (
        ngettext("%(n)s pasangan menunggu", "%(n)s pasangan menunggu", left) % {"n": left}
        if left
        else _("Tidak ada yang menunggu")
    )
    return OfficeLine(reverse("registry:review", args=[reach.organisation]), "eye", _("Tinjau"), text, left)


@says_in_office("counts")
def _counts_line(reach: Reach) -> OfficeLine:
    return OfficeLine(
        reverse("registry:counts", args=[reach.organisation]), "chart", _("Hitungan"), _("Tiap usaha dihitung satu kali")
    )


@require_GET
@for_officers(ANYBODY)
def counted(request: HttpRequest, reach: Reach) -> HttpResponse:
    return render(request, "registry/counts.html", _for_partners(reach) if reach.role == "partner" else _facts(request, reach))


@require_GET
@for_officers(ANYBODY)
def counts_file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The table by area."""
    with across_businesses():
        lines = _told(reach)[2] if reach.role == "partner" else _lines(reach, _area(request, reach))
    rows: list[list[Cell]] = [
        [each.code, each.name, *(NOT_TOLD if n is None else n for n in (each.outlets, each.rows, each.shops))] for each in lines
    ]
    heads = [_("kode wilayah"), _("wilayah"), _("usaha"), _("jumlah semua daftar"), _("punya toko di Sekoci")]
    return list_answer(request, f"hitungan-{reach.organisation}", heads, rows)


def _facts(request: HttpRequest, reach: Reach) -> dict[str, object]:
    """What officers read: exact, and as it stands now."""
    area = _area(request, reach)
    codes = [area] if area else list(_codes(reach))
    with across_businesses():
        total, doubt, lists, lines = outlets_in(codes), doubt_of(area), known_lists(), _lines(reach, area)
    return {
        "total": total,
        "is_told": total.outlets > 0,
        "low": round(total.outlets * doubt.low),
        "high": round(total.outlets * doubt.high),
        "at": doubt.at,
        "path": doubt.path,
        "area": area,
        "above": _above(reach, area),
        "lines": lines,
        "may_open": True,
        "dates": [each for each in lists if each.as_of],
        **_overlap(total, lists),
    }


def _for_partners(reach: Reach) -> dict[str, object]:
    """What partners read: of Monday, by fives, nothing that points to a business (`rules/for_partners.py`). No step down: what is
    hidden above would be told below."""
    codes = _codes(reach)
    area = codes[0] if len(codes) == 1 else ""
    with across_businesses():
        counted_at, whole, lines = _told(reach)
        doubt = doubt_of("", at=area, until=counted_at)  # not of the area: what is unsure there would tell of what was sent
        dates = [each for each in known_lists() if each.as_of and each.organisation_id == reach.organisation_id]
        first_on = None if counted_at else next_week_on()
    facts: dict[str, object] = {
        "for_partners": True, "area": area, "path": doubt.path, "dates": dates, "counted_at": counted_at, "lines": lines,
        "first_on": first_on, "today": day_in(COUNTRYS_CLOCK),
    }  # fmt: skip
    if whole is None:
        return facts
    return facts | {
        "is_told": True,
        "total": Counted(whole.outlets, whole.rows, whole.shops, {}, {}, {}),
        "low": told(whole.outlets * int(100 * doubt.low) // 100),  # whole percents: a share to the last digit would tell of one
        "high": told(whole.outlets * int(100 * doubt.high) // 100),
        "mine": whole,
    }


def _told(reach: Reach) -> tuple[datetime | None, Told | None, list[Line]]:
    """When it was counted, the whole, and the areas in it. Across businesses."""
    found = week_in(_codes(reach), reach.organisation_id)
    if found is None:
        return None, None, []
    whole, parts = shown(found.whole, found.parts)
    lines = [
        Line(
            "" if code == REST else code,
            found.names.get(code, ""),
            *((each.others, each.listed, each.shops) if each else [None] * 3),
        )
        for code, each in parts.items()
    ]
    return found.counted_at, whole, lines


def _codes(reach: Reach) -> tuple[str, ...]:
    """Where an office counts: a partner without areas everywhere, because totals name nobody."""
    return reach.areas or ((COUNTRY,) if reach.role == "partner" else ())


def _area(request: HttpRequest, reach: Reach) -> str:
    """The area that the address asks for, or else the office's only one."""
    asked = request.GET.get("wilayah", "")
    codes = _codes(reach)
    if asked:
        if not (any(asked.startswith(code) for code in codes) and asked.isascii() and places([asked[:14]])):
            raise not_known("wilayah", asked)
        return asked
    return codes[0] if len(codes) == 1 else ""


def _lines(reach: Reach, area: str) -> list[Line]:
    codes = _codes(reach)
    found = counts_below(area) if area or COUNTRY in codes else counts_of(codes)
    return [Line(each.code, each.name, each.outlets, each.rows, each.shops) for each in found]


def _above(reach: Reach, area: str) -> str | None:
    """The code one step up, "" for the whole of the office; None where there is nothing above."""
    codes = _codes(reach)
    if not area or (len(codes) == 1 and area == codes[0]):
        return None
    up = area.rpartition(".")[0]
    return up if any(up.startswith(code) for code in codes) else ""


def _overlap(total: Counted, lists: list[KnownList]) -> dict[str, object]:
    """The table between organisations."""
    names = {each.organisation_id: each.organisation for each in lists if each.organisation_id in total.has}
    table = [
        (
            name,
            total.has[one],
            total.alone.get(one, 0),
            ["" if one == other else total.shared.get((min(one, other), max(one, other)), 0) for other in names],
        )
        for one, name in names.items()
    ]
    return {"overlap": table, "heads": list(names.values())}
