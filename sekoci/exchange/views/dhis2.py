"""Numbers for an organisation's DHIS2: the names there, what is missing, and the file."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.exchange.actions import name_elements, name_units, read_units
from sekoci.exchange.queries import Element, elements_of, names_of, numbers_of
from sekoci.exchange.queries.results import ZONE
from sekoci.exchange.rules import period_of
from sekoci.indicators.pages import FIRST_MONTH, in_language
from sekoci.kit.asked import not_known
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Refusal
from sekoci.kit.pages import json_response
from sekoci.kit.uploads import uploaded
from sekoci.programs.pages import AIMS
from sekoci.registry.pages import OfficeLine, counts_in_office, for_officers
from sekoci.registry.queries.areas import places
from sekoci.registry.rules import Reach

ANYBODY = ("officer", "partner")
MOST_BYTES = 5_000_000
MOST_NAMED = 30


class NoUnits(Refusal):
    code = "no_dhis2_units"
    id = "Pilih file CSV yang berisi kode wilayah dan UID."
    en = "Choose a CSV file with areas' codes and UIDs."


@counts_in_office("dhis2", "select count(*) from exchange_dhis2name where organisation_id = %(organisation)s and kind = 'unit'")
def office_line(reach: Reach, named: int) -> OfficeLine:
    """On the office's home page."""
    text = gettext("%(n)s wilayah punya UID") % {"n": named} if named else gettext("Kirim angka tiap bulan ke DHIS2 Anda")
    return OfficeLine(reverse("exchange:dhis2", args=[reach.organisation]), "chart", "DHIS2", text)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers(ANYBODY)
def dhis2(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The names of units and elements, and what an export of a month would have."""
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            _do(request, reach)
            return redirect("exchange:dhis2", organisation=reach.organisation)
        except Refusal as no:
            wrong = {no.field or "file": no.sentence()}
    elements, units = names_of(reach, "element"), names_of(reach, "unit")
    facts: dict[str, object] = {"wrong": wrong, "units": len(units), "named": len(elements)}
    facts["elements"] = [
        (each.code, _name(each), request.POST.get(each.code, elements.get(each.code, "")), wrong.get(each.code, ""))
        for each in elements_of(reach)
    ]
    facts |= _wished(request, reach)
    if units and elements and not wrong:
        facts |= _told(reach, facts)
    return render(request, "exchange/dhis2.html", facts, status=422 if wrong else 200)


@require_GET
@for_officers(ANYBODY)
def file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The month as DHIS2 takes it."""
    wish = _wished(request, reach)
    month = wish["month"]
    assert isinstance(month, date)
    found = numbers_of(reach, month=month, area=str(wish["area"]), level=int(str(wish["level"])))
    answer = json_response({"dataValues": list(found.values)})
    answer["Content-Disposition"] = f'attachment; filename="dhis2-{reach.organisation}-{period_of(month)}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def _do(request: HttpRequest, reach: Reach) -> None:
    """What a button on the page asks for."""
    if request.POST.get("aksi") == "wilayah":
        sent = uploaded(request, "file")
        if sent is None or (sent.size or 0) > MOST_BYTES:
            raise NoUnits(field="file")
        units = read_units(sent.read())
        if not units:
            raise NoUnits(field="file")
        name_units(reach, units)
        messages.success(request, gettext("%(n)s wilayah tersimpan.") % {"n": len(units)})
    else:
        name_elements(reach, {each.code: request.POST.get(each.code, "")[:40] for each in elements_of(reach)})
        messages.success(request, gettext("Tersimpan."))


def _wished(request: HttpRequest, reach: Reach) -> dict[str, object]:
    """The month, the area and how far down that the address asks for; first the office's own area."""
    today = day_in(ZONE)
    said, level = request.GET.get("bulan", ""), request.GET.get("sampai", "2")
    try:
        month = date.fromisoformat(f"{said}-01") if said else today.replace(day=1)
    except ValueError:
        raise not_known("bulan", said) from None
    if not FIRST_MONTH <= month <= today:
        raise not_known("bulan", said)
    if level not in ("1", "2", "3"):
        raise not_known("sampai", level)
    asked = request.GET.get("wilayah", "")
    mine = [code[:8] for code in reach.areas] or [""]
    if asked and asked not in mine:
        raise not_known("wilayah", asked)
    area = asked or mine[0]
    found = places([code for code in mine if code])
    choices = [(code, found[code].path if code in found else "Indonesia") for code in mine]
    return {"month": month, "area": area, "level": level, "places": choices}


def _told(reach: Reach, facts: dict[str, object]) -> dict[str, object]:
    month = facts["month"]
    assert isinstance(month, date)
    found = numbers_of(reach, month=month, area=str(facts["area"]), level=int(str(facts["level"])))
    shown = found.missing_units[:MOST_NAMED]
    named = places([code for code in shown if code])
    names = {each.code: _name(each) for each in elements_of(reach)}
    return {
        "found": found,
        "values": len(found.values),
        "missing_units": [(code or "ID", named[code].path if code in named else "Indonesia") for code in shown],
        "more_units": len(found.missing_units) - len(shown),
        "missing_elements": [names.get(code, code) for code in found.missing_elements],
    }


def _name(each: Element) -> str:
    if not each.program:
        said = {"numerator": gettext("%(name)s: pembilang"), "denominator": gettext("%(name)s: penyebut")}.get(
            each.part, "%(name)s"
        )
        return said % {"name": in_language(each.name)}
    said = gettext("%(program)s: target %(stage)s") if each.is_wanted else gettext("%(program)s: %(stage)s")
    return said % {"program": each.program, "stage": AIMS[each.stage]}
