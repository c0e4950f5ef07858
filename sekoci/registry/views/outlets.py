"""The businesses inside an officer's areas: the list, one of them with where each word of it comes from, and parting it."""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.accounts.actions import PageSeen, note_view
from sekoci.kit.asked import not_known, whole_number
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.scope import across_businesses
from sekoci.kit.sheets import Cell, list_answer, phone_cell
from sekoci.kit.text import clean_line
from sekoci.registry.actions.deciding import Contradicts, split_outlet
from sekoci.registry.names import kind_name
from sekoci.registry.pages import for_officers
from sekoci.registry.queries.choices import choices_for
from sekoci.registry.queries.finding_outlets import NARROWED, OutletLine, Wish, find_outlets
from sekoci.registry.queries.outlets import OneOutlet, heirs_of, outlet_by_id
from sekoci.registry.queries.review import decisions_at
from sekoci.registry.queries.showcase import shops_on_show
from sekoci.registry.rules.golden import FIELDS
from sekoci.registry.rules.parting import Pair
from sekoci.registry.rules.reach import Reach
from sekoci.registry.views.outlet_words import FIELD_NAMES, said_of, value_in_words

SHOPS = {"": gettext_lazy("Semua"), "ya": gettext_lazy("Punya toko di Sekoci"), "tidak": gettext_lazy("Belum punya toko")}
MOST_IN_A_FILE = 20_000


@require_GET
@for_officers()
def all_outlets(request: HttpRequest, reach: Reach) -> HttpResponse:
    wish = wish_of(request)
    areas, lists = _choices(reach, wish)
    found = find_outlets(reach, wish, after=whole_number(request.GET.get("mulai", "")))
    _noted(request, reach, found.items, what="outlets", about=said_in(wish))
    facts = {
        "found": found,
        "wish": wish,
        "areas": areas,
        "lists": lists,
        "shops": SHOPS.items(),
        "narrowed": [(code, each.name) for code, each in NARROWED.items()],
        "is_bare": not found.count and wish == Wish(),
    }
    return render(request, "registry/outlets.html", facts)


@require_GET
@for_officers()
def outlets_file(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The chosen outlets as a file, every text as a text."""
    wish = wish_of(request)
    _choices(reach, wish)
    found = find_outlets(reach, wish, limit=MOST_IN_A_FILE).items
    _noted(request, reach, found, what="list", about=said_in(wish))
    rows: list[list[Cell]] = [
        [
            str(each.id), each.name, each.owner, phone_cell(each.phone), each.street, each.place, each.area_code, each.nib,
            kind_name(each.kind), each.rows, each.lists, _("ya") if each.shop else _("tidak"),
        ]
        for each in found
    ]  # fmt: skip
    heads = [
        _("nomor"), _("nama"), _("pemilik"), _("hp"), _("alamat"), _("wilayah"), _("kode wilayah"), "NIB", _("jenis"),
        _("data"), _("daftar"), _("toko di Sekoci"),
    ]  # fmt: skip
    return list_answer(request, f"usaha-{reach.organisation}", heads, rows)


@require_http_methods(["GET", "POST"])
@for_officers()
def one_outlet(request: HttpRequest, reach: Reach, number: int) -> HttpResponse:
    """GET shows it; POST takes the ticked rows out of it."""
    outlet = outlet_by_id(number)
    if outlet is None:
        raise NotFound()
    note_view(
        [row.said["phone"] for row in outlet.rows],
        viewer=f"officer:{request.user.pk}",
        what="outlet",
        place=reach.name,
        sparing=True,
        page=PageSeen(ids=[number]),
    )
    if request.method == "GET":
        return _page(request, reach, outlet)
    ticked = list(filter(None, map(whole_number, request.POST.getlist("baris")[:200])))
    try:
        moved = split_outlet(reach, number, ticked, instead=pairs_in(request))
    except Contradicts as no:
        return _page(request, reach, outlet, ticked=ticked, asked=no)
    except Refusal as no:
        messages.error(request, no.sentence())
        return redirect("registry:outlet", organisation=reach.organisation, number=number)
    messages.success(request, _("Dipisahkan. Ini usaha yang baru."))
    return redirect("registry:outlet", organisation=reach.organisation, number=moved)


def wish_of(request: HttpRequest) -> Wish:
    """What the officer asked to see, out of the address; refused where its words name nothing."""
    asked = request.GET
    chosen = asked.get("daftar", "")
    for name, is_known in (
        ("wilayah", bool(re.fullmatch(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?", asked.get("wilayah", "")))),
        ("daftar", bool(re.fullmatch("[0-9]{1,9}", chosen))),
        ("toko", asked.get("toko", "") in SHOPS),
        ("yang", asked.get("yang", "") in NARROWED),
    ):
        if asked.get(name) and not is_known:
            raise not_known(name, asked[name])
    return Wish(
        search=clean_line(asked.get("cari", "")[:60], most=60, field="cari"),
        area=asked.get("wilayah", ""),
        list_id=int(chosen) if re.fullmatch("[0-9]{1,9}", chosen) else 0,
        shop=asked.get("toko", ""),
        only=asked.get("yang", ""),
    )


def _choices(reach: Reach, wish: Wish) -> tuple[list[tuple[str, str]], list[tuple[int, str, str]]]:
    """What the list can be narrowed by; refused where the wish narrows it by what is none of the office's areas or lists."""
    areas, lists = choices_for(reach, wish.area)
    if wish.area and wish.area not in dict(areas):
        raise not_known("wilayah", wish.area)
    if wish.list_id and wish.list_id not in {number for number, _name, _whose in lists}:
        raise not_known("daftar", str(wish.list_id))
    return areas, lists


def pairs_in(request: HttpRequest) -> list[Pair]:
    """The earlier decisions that somebody gives up: `12-34` each."""
    given = [each.partition("-")[::2] for each in request.POST.getlist("ganti")]
    pairs = [(whole_number(one), whole_number(other)) for one, other in given]
    return [(one, other) for one, other in pairs if one and other]


def said_in(wish: Wish) -> str:
    """A wish as the trail of looks keeps it: that words were looked for, not which, because they name people."""
    said = {
        "cari": "…" if wish.search else "", "wilayah": wish.area, "daftar": wish.list_id, "toko": wish.shop, "yang": wish.only,
    }  # fmt: skip
    return " ".join(f"{name}={value}" for name, value in said.items() if value)


def _noted(request: HttpRequest, reach: Reach, found: Sequence[OutletLine], *, what: str, about: str) -> None:
    """A page once an hour, each file."""
    note_view(
        [each.phone for each in found], viewer=f"officer:{request.user.pk}", what=what, place=reach.name,
        sparing=what != "list", page=PageSeen(about, [each.id for each in found]),
    )  # fmt: skip


def _page(
    request: HttpRequest, reach: Reach, outlet: OneOutlet, *, ticked: list[int] | None = None, asked: Contradicts | None = None
) -> HttpResponse:
    origin = outlet.origin
    shop, heir = "", 0
    if outlet.shop or outlet.ended_at:
        with across_businesses():
            shop = next((each.slug for each in shops_on_show([outlet.shop])), "")
            heir = heirs_of([outlet.id]).get(outlet.id, 0)
    facts = {
        "outlet": outlet,
        "fields": [(label, value, origin.get(name)) for name, label, value in _said(outlet.said, outlet.place) if name != "name"],
        "name_from": origin.get("name"),
        "rows": [(row, [each[1:] for each in _said(row.said, row.place) if each[0] != "name"]) for row in outlet.rows],
        "ticked": ticked or [],
        "asked": [(each, said_of(each)) for each in decisions_at(asked.facts["pairs"])] if asked else [],
        "shop": shop,
        "heir": heir,
        "back": reverse("registry:outlets", args=[reach.organisation]),
    }
    return render(request, "registry/outlet.html", facts, status=409 if asked else 200)


def _said(said: dict[str, str], place: str) -> list[tuple[str, object, str]]:
    """Field, its name on screen, its value in words; of what is said at all."""
    values = {name: place if name == "area_code" else value_in_words(name, said[name]) for name in FIELDS}
    return [(name, FIELD_NAMES[name], value) for name, value in values.items() if value]
