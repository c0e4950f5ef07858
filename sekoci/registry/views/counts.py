"""Counted once: distinct businesses beside the sum of the lists, by area, and which lists have the same ones."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, list_answer
from sekoci.registry.pages import OfficeLine, for_officers, says_in_office
from sekoci.registry.queries.counts import Counted, KnownList, counts_below, counts_of, doubt_of, known_lists, outlets_in
from sekoci.registry.queries.review import pairs_left
from sekoci.registry.rules.hiding import LEAST, hidden
from sekoci.registry.rules.reach import COUNTRY, Reach

ANYBODY = ("officer", "partner")


@dataclass(frozen=True)
class Line:
    """An area's counts; None: too few to be told to partners."""

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
    area = _area(request, reach)
    codes = [area] if area else list(_codes(reach))
    with across_businesses():
        total, doubt, lists, lines = outlets_in(codes), doubt_of(area), known_lists(), _lines(reach, area)
    facts = {
        "total": total,
        "is_told": total.outlets >= LEAST or (reach.role == "officer" and total.outlets > 0),
        "low": round(total.outlets * doubt.low),
        "high": round(total.outlets * doubt.high),
        "at": doubt.at,
        "path": doubt.path,
        "area": area,
        "above": _above(reach, area),
        "lines": lines,
        "may_open": reach.role == "officer",
        "dates": [
            each for each in lists if each.as_of and (reach.role == "officer" or each.organisation_id == reach.organisation_id)
        ],
        **_shares(total, lists, reach),
    }
    return render(request, "registry/counts.html", facts)


@require_GET
@for_officers(ANYBODY)
def counts_file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The table by area."""
    with across_businesses():
        lines = _lines(reach, _area(request, reach))
    rows: list[list[Cell]] = [
        [each.code, each.name, *("<5" if number is None else number for number in (each.outlets, each.rows, each.shops))]
        for each in lines
    ]
    heads = [_("kode wilayah"), _("wilayah"), _("usaha"), _("jumlah semua daftar"), _("punya toko di Sekoci")]
    return list_answer(request, f"hitungan-{reach.organisation}", heads, rows)


def _codes(reach: Reach) -> tuple[str, ...]:
    """Where an office counts: a partner without areas everywhere, because totals name nobody."""
    return reach.areas or ((COUNTRY,) if reach.role == "partner" else ())


def _area(request: HttpRequest, reach: Reach) -> str:
    asked = request.GET.get("wilayah", "")[:13]
    codes = _codes(reach)
    if reach.role == "partner":
        return codes[0] if len(codes) == 1 else ""  # no step down: what is hidden above would be told below
    if any(asked.startswith(code) for code in codes) and asked:
        return asked
    return codes[0] if len(codes) == 1 else ""


def _lines(reach: Reach, area: str) -> list[Line]:
    """By area; what is too little is hidden from partners, with what would give it away."""
    codes = _codes(reach)
    found = counts_below(area) if area or COUNTRY in codes else counts_of(codes)
    if reach.role == "officer":
        return [Line(each.code, each.name, each.outlets, each.rows, each.shops) for each in found]
    columns = [[each.outlets for each in found], [each.rows for each in found], [each.shops for each in found]]
    shown = [hidden(column) for column in columns]
    return [Line(each.code, each.name, *(column[at] for column in shown)) for at, each in enumerate(found)]


def _above(reach: Reach, area: str) -> str | None:
    """The code one step up, "" for the whole of the office; None where there is nothing above."""
    codes = _codes(reach)
    if not area or (len(codes) == 1 and area == codes[0]):
        return None
    up = area.rpartition(".")[0]
    return up if any(up.startswith(code) for code in codes) else ""


def _shares(total: Counted, lists: list[KnownList], reach: Reach) -> dict[str, object]:
    """The table between organisations, or, for a partner, how many of its own others have too."""
    if reach.role == "partner":
        has, alone = total.has.get(reach.organisation_id, 0), total.alone.get(reach.organisation_id, 0)
        return {"mine": {"has": has, "alone": alone, "shared": has - alone}}
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
