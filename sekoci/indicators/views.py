"""Numbers of an area, for officers and, where staff switched it on, for everybody."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sekoci.indicators.board import Wish, board
from sekoci.indicators.queries.areas import level_of
from sekoci.indicators.queries.finding import areas_called
from sekoci.indicators.rules import ZONE, Indicator, indicator, is_indicator
from sekoci.indicators.sheet import book_of, sheet_of
from sekoci.indicators.showing import FIRST_MONTH, beside_link, facts_of
from sekoci.kit.asked import not_known
from sekoci.kit.clock import day_in
from sekoci.kit.errors import NotFound
from sekoci.kit.sheets import XLSX, as_book, file_answer, list_answer
from sekoci.kit.switches import Switch
from sekoci.registry.pages import for_officers
from sekoci.registry.rules import Reach

AREA = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}")
EARLIEST = 1945
"""No map is asked for from before the republic."""
PUBLIC = Switch("public_numbers", gettext_lazy("Angka wilayah untuk umum di /angka"), default=False)


@require_GET
@for_officers(("officer", "partner"))
def numbers(request: HttpRequest, reach: Reach) -> HttpResponse:
    """An area's numbers: all of them inside the office's areas, those that betray nobody elsewhere."""
    return _answer(request, reach, "indicators/numbers.html")


@require_GET
def public_numbers(request: HttpRequest) -> HttpResponse:
    if not PUBLIC.is_on(0):
        raise NotFound()
    return _answer(request, None, "indicators/public.html")


def _answer(request: HttpRequest, reach: Reach | None, template: str) -> HttpResponse:
    wish = wish_of(request, reach)
    if (asked := request.GET.get("ukuran", "")) and not is_indicator(asked):
        raise not_known("ukuran", asked)
    chosen = indicator(asked)
    if called := request.GET.get("cari", "").strip()[:80]:
        return _choose(request, wish, chosen, called, template)
    shown = board(wish, reach)
    if shown is None:
        raise not_known("wilayah", f"{wish.area}, {wish.year}" if wish.year else wish.area)
    if wish.other_area not in (shown.wish.other_area, wish.area):
        raise not_known("dengan", wish.other_area)
    if "berkas" in request.GET:
        name = f"angka-{wish.area or 'indonesia'}-{wish.month:%Y-%m}"
        if request.GET["berkas"] == "xlsx":
            return file_answer(f"{name}.xlsx", as_book(book_of(shown)), XLSX)
        return list_answer(request, name, *sheet_of(shown))
    return render(request, template, facts_of(shown, chosen, reach))


def _choose(request: HttpRequest, wish: Wish, chosen: Indicator, called: str, template: str) -> HttpResponse:
    """To the page beside the area that somebody called by its name, or which it may be."""
    found = areas_called(called, level=level_of(wish.area), but=wish.area)
    if found.meant:
        return redirect(beside_link(wish, chosen, found.meant.code))
    areas = [(each.name, beside_link(wish, chosen, each.code)) for each in found.areas]
    facts = {"called": called, "areas": areas, "back": beside_link(wish, chosen, "")}
    return render(request, template, facts | {"part": "indicators/parts/choose.html"})


def wish_of(request: HttpRequest, reach: Reach | None) -> Wish:
    """What the address asks for, an officer's own area where it names none; a refusal that names what is no area's code,
    no month with numbers, no year."""
    area = request.GET.get("wilayah", own_area(reach.areas) if reach else "")
    year, beside = request.GET.get("peta", ""), request.GET.get("dengan", "")
    today = day_in(ZONE)
    if area and not AREA.fullmatch(area):
        raise not_known("wilayah", area)
    if year and not (re.fullmatch(r"[0-9]{4}", year) and EARLIEST <= int(year) <= today.year):
        raise not_known("peta", year)
    asked = request.GET.get("bulan", "")
    month, other_month = _month(asked) if asked else today.replace(day=1), _month(beside)
    if month is None:
        raise not_known("bulan", asked)
    is_area = bool(AREA.fullmatch(beside))
    if beside and not (is_area or other_month):
        raise not_known("dengan", beside)
    return Wish(area, month, int(year) if year else None, other_month, beside if is_area and not other_month else "")


def own_area(areas: Sequence[str]) -> str:
    """The smallest area, a district at least, in which all of these lie; "" is the country."""
    parts = [code.split(".")[:3] for code in areas]
    shared = takewhile(lambda level: len(set(level)) == 1, zip(*parts, strict=False))  # the shortest ends them all
    return ".".join(level[0] for level in shared)


def _month(text: str) -> date | None:
    """`2026-11` as its first day, where it lies between the first that we know and this one."""
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text):
        return None
    month = date(int(text[:4]), int(text[5:]), 1)
    return month if FIRST_MONTH <= month <= day_in(ZONE) else None
