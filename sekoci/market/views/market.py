"""The market: every shop of an area, and what they sell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sekoci.catalog.queries import UnknownCursor
from sekoci.kit.errors import NotFound
from sekoci.kit.linked import linked_data
from sekoci.kit.scope import across_businesses
from sekoci.market.asking import Asked, read_asked
from sekoci.market.kept import kept_counts, kept_page
from sekoci.market.queries import AreaCount, Found, Search, counts_found, counts_within, find, is_answered
from sekoci.market.rules import area_of_address
from sekoci.registry.queries import Place
from sekoci.registry.rules import GROUPS, KINDS, lineage


def market(request: HttpRequest, address: str = "") -> HttpResponse:
    """`/pasar` and `/pasar/kota-surakarta-33.72`: shops, or goods for words. Kept for seconds; at most ten statements to draw."""
    return kept_page(request, lambda: _draw(request, address))


def _draw(request: HttpRequest, address: str) -> HttpResponse:
    code = area_of_address(address) if address else ""
    if code is None:
        raise NotFound()
    asked = read_asked(request, area=code, path=f"/pasar/{address}" if address else "/pasar")
    more_only = asked.search.cursor is not None and request.headers.get("HX-Request") == "true"
    with across_businesses():
        try:
            found = find(asked.search)
        except UnknownCursor:
            found = find(replace(asked.search, cursor=None))
        within = [] if more_only else _within(asked.search, found)
        others = asked.search.words and not (found.shops or found.products) and _others_answer(asked.search, found)
    line = [found.places[each] for each in lineage(code) if each in found.places] if code else []
    if code and (not line or line[-1].code != code):
        raise NotFound()
    if code and line[-1].address != address:  # an area has one address: a bare code or an old name leads there
        return HttpResponsePermanentRedirect(asked.elsewhere(f"/pasar/{line[-1].address}"))
    facts: dict[str, Any] = {"asked": asked, "search": asked.search, "found": found, "here": line[-1] if line else None}
    facts["next"] = asked.link(setelah=found.next) if found.next else ""
    if more_only:
        return render(request, "market/parts/results.html", facts)
    facts |= {
        "line": [(place, asked.elsewhere(f"/pasar/{place.address}")) for place in line],
        "whole": asked.elsewhere("/pasar"),
        "within": [(each, asked.elsewhere(f"/pasar/{each.place.address}")) for each in within],
        "others": others,
        "everything": asked.link(buka=""),
        "near": found.places.get(asked.search.near),
        "tabs": _tabs(asked),
        "pills": _pills(asked),
        "kinds": _kinds(asked),
        "kept": [(name, value) for name, value in asked.parts().items() if value and name not in ("cari", "lihat", "urut")],
        "canonical": f"{settings.PUBLIC_URL}{asked.path}",
        "linked": _linked(asked, found, line),
    }
    return render(request, "market/market.html", facts)


def _within(search: Search, found: Found) -> Sequence[AreaCount]:
    """The areas inside this one that have shops, all or those that answer; of too many to look at, none is counted."""
    if not (search.words or search.kind or search.near or search.open_now):
        return kept_counts(search.area, lambda: counts_within(search.area))
    if found.is_part:
        return [replace(each, shops=None) for each in kept_counts(search.area, lambda: counts_within(search.area))]
    return counts_found(search.area, found.query, shops=search.shops, open_now=search.open_now) if found.query else []


def _others_answer(search: Search, found: Found) -> bool:
    """Whether shops answer where no goods do, or the other way round."""
    return bool(found.query) and is_answered(found.query or "", shops=not search.shops, open_now=search.open_now)


def _tabs(asked: Asked) -> list[tuple[str, str, bool]]:
    shops = asked.search.shops
    return [
        (_("Barang"), asked.link(lihat="" if asked.search.words else "barang"), not shops),
        (_("Toko"), asked.link(lihat="toko" if asked.search.words else "", urut=""), shops),
    ]


def _pills(asked: Asked) -> list[tuple[str, str, str, bool]]:
    """Icon, words, address, whether it holds: what one tap narrows or sorts. The same tap again undoes it."""
    search = asked.search
    near = search.near != ""
    pills = [
        ("clock", _("Buka sekarang"), asked.link(buka="" if search.open_now else "1"), search.open_now),
        ("pin", _("Dekat saya"), asked.link(dekat="", urut="") if near else _near_link(asked), near),
        ("sort", _("Terbaru"), asked.link(urut="" if search.sort == "baru" else "baru"), search.sort == "baru"),
    ]
    if not search.shops:
        cheap = search.sort == "harga"
        pills.insert(2, ("sort", _("Termurah"), asked.link(urut="" if cheap else "harga"), cheap))
    return pills


def _near_link(asked: Asked) -> str:
    return replace(asked, path="/pasar/dekat").link(dekat="", urut="")


def _kinds(asked: Asked) -> list[tuple[str, str, bool]]:
    """The groups of kinds, and the kinds of the group that was chosen."""
    chosen = asked.search.kind
    group = KINDS[chosen].group if chosen in KINDS else chosen
    english = get_language() == "en"
    inside = [kind for kind in KINDS.values() if kind.group == group]
    shown = [(code, names[english], code == group) for code, names in GROUPS.items()]
    shown += [(kind.code, kind.english if english else kind.name, kind.code == chosen) for kind in inside]
    return [(name, asked.link(jenis="" if code == chosen else code), is_on) for code, name, is_on in shown]


def _linked(asked: Asked, found: Found, line: list[Place]) -> list[SafeString]:
    """The way here as a BreadcrumbList and what is listed as an ItemList; only on the page that others may list."""
    if not asked.is_plain:
        return []
    home = settings.PUBLIC_URL
    way = [(_("Pasar"), f"{home}/pasar"), *((place.name, f"{home}/pasar/{place.address}") for place in line)]
    crumbs = [{"@type": "ListItem", "position": at, "name": name, "item": link} for at, (name, link) in enumerate(way, 1)]
    items = [
        {"@type": "ListItem", "position": at, "url": f"{home}/{each.shop.slug}", "name": each.shop.name}
        for at, each in enumerate(found.shops, 1)
    ]
    told = [linked_data({"@type": "BreadcrumbList", "itemListElement": crumbs})]
    return [*told, linked_data({"@type": "ItemList", "itemListElement": items})] if items else told
