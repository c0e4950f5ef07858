"""The shop page and the page of a product."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sekoci.catalog.queries import certificates_shown, product, shelf
from sekoci.kit.clock import day_in
from sekoci.registry.queries import Shop, places
from sekoci.reviews.queries import rating_of_all, ratings, shown
from sekoci.storefront.basket import read_basket
from sekoci.storefront.cards import product_card, shop_card
from sekoci.storefront.hours import week_of
from sekoci.storefront.linked import product_linked, shop_linked
from sekoci.storefront.tiles import tiles_of
from sekoci.storefront.views.basket import bar_of
from sekoci.storefront.views.doors import shelf_page

ON_A_PAGE = 24


@shelf_page
def shop_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What the shop sells, by page or heading; sold-out things too. At most five statements, one when the visitor has it."""
    search = request.GET.get("cari", "").strip()[:100]
    category = request.GET.get("rak", "").strip()[:40]
    cursor = request.GET.get("setelah") or None
    found = shelf(shop.id, cursor=cursor, limit=ON_A_PAGE, search=search, category=category)
    more_only = cursor is not None and request.headers.get("HX-Request") == "true"
    is_first = cursor is None and not search and not category
    rated = ratings(shop.id)
    tiles = tiles_of(shop, found.items, rated, is_first=is_first)
    context: dict[str, Any] = {"shop": shop, "tiles": tiles, "next": found.next, "search": search, "category": category}
    if not more_only:
        context |= bar_of(shop, read_basket(request, shop))
        rating, photo = rating_of_all(rated), next((item.photo for item in found.items if item.photo), "")
        context |= {
            "is_first": is_first,
            "headings": _pills(found.headings, category) if not search else [],
            "has_search": not is_first or found.next or len(found.items) > 8,
            "week": week_of(shop.opening_hours),
            "card": shop_card(shop, found.items) if is_first else None,
            "linked": shop_linked(shop, photo, rating) if is_first else "",
            "rating": rating if is_first else None,
        }
    template = "storefront/parts/tiles.html" if more_only else "storefront/shop.html"
    return render(request, template, context)


@shelf_page
def product_page(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    """One product with its variants; a page that leads back to the shop where it is gone."""
    item = product(shop.id, product_id)
    if item is None:
        return render(request, "storefront/gone.html", {"shop": shop}, status=404)
    few = 0 < item.stock <= 5
    papers = certificates_shown(shop.id, [item.id], today=day_in(shop.zone))[item.id]
    made_in = places([item.made_in]).get(item.made_in) if item.made_in else None
    context: dict[str, Any] = {"shop": shop, "item": item, "few": few, "papers": papers, "made_in": made_in}
    reviews = shown(shop.id, item.id, limit=3)
    linked = product_linked(shop, item, reviews.rating)
    context |= {"card": product_card(shop, item), "linked": linked, "reviews": reviews}
    context |= bar_of(shop, read_basket(request, shop))
    return render(request, "storefront/product.html", context)


def _pills(headings: tuple[str, ...], chosen: str) -> list[tuple[str, bool]]:
    """The shelf headings to choose from, and which is chosen; none where there is nothing to choose."""
    return [(heading, heading.casefold() == chosen.casefold()) for heading in headings] if chosen or len(headings) > 1 else []
