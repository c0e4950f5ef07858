"""What carries a shop into the world: the cards beside its links, and a poster with its code."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sekoci.catalog.queries import product, shelf
from sekoci.kit.errors import NotFound
from sekoci.kit.qr import qr_svg
from sekoci.registry.queries import Shop
from sekoci.storefront.card_drawing import draw_card
from sekoci.storefront.cards import Card, picture_of, product_card, shop_card
from sekoci.storefront.views.doors import public_shop

YEAR = "public, max-age=31536000, immutable"


@public_shop
def shop_picture(request: HttpRequest, shop: Shop) -> HttpResponse:
    """`?v=` names the version that a page pointed to."""
    return _answer(request, shop_card(shop, shelf(shop.id).items))


@public_shop
def product_picture(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    item = product(shop.id, product_id)
    if item is None:
        raise NotFound()
    return _answer(request, product_card(shop, item))


@public_shop
def poster(request: HttpRequest, shop: Shop) -> HttpResponse:
    """A page to print: the shop's address as a QR code."""
    address = f"{settings.PUBLIC_URL}/{shop.slug}"
    facts = {"shop": shop, "address": address.partition("://")[2], "qr": qr_svg(address, label=address)}
    return render(request, "storefront/poster.html", facts)


def _answer(request: HttpRequest, card: Card) -> HttpResponse:
    response = HttpResponse(picture_of(card, draw_card), content_type="image/jpeg")
    response["Cache-Control"] = YEAR if request.GET.get("v") == card.version else "public, max-age=300"
    return response
