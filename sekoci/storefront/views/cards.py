"""What carries a shop into the world: the cards beside its links, and a poster with its code."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sekoci.catalog.queries import photo_as_jpeg, product, shelf
from sekoci.kit.errors import NotFound
from sekoci.kit.limits import costs
from sekoci.kit.paper import code_svg, pdf_answer
from sekoci.kit.pictures import kept_picture
from sekoci.kit.qr import qr_svg
from sekoci.kit.text import in_our_letters
from sekoci.registry.queries import Shop
from sekoci.storefront.card_drawing import draw_card
from sekoci.storefront.cards import Card, picture_of, product_card, shop_card
from sekoci.storefront.views.doors import public_shop

POSTER = Path(__file__).parents[1] / "papers" / "poster.typ"
YEAR = "public, max-age=31536000, immutable"


@costs(5)
@public_shop
def shop_picture(request: HttpRequest, shop: Shop) -> HttpResponse:
    """`?v=` names the version that a page pointed to."""
    return _answer(request, shop_card(shop, shelf(shop.id).items))


@costs(5)
@public_shop
def product_picture(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    item = product(shop.id, product_id)
    if item is None:
        raise NotFound()
    return _answer(request, product_card(shop, item))


@costs(5)
@public_shop
def product_photo(request: HttpRequest, shop: Shop, product_id: UUID) -> HttpResponse:
    """The product's photo as JPEG, for networks that take no WebP; `?v=` names the photo that a file pointed to."""
    item = product(shop.id, product_id)
    if item is None or not item.photo:
        raise NotFound()
    picture = kept_picture(str(shop.id), f"foto-{item.id.hex}", item.photo[:16], lambda: photo_as_jpeg(shop.id, item.photo))
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Cache-Control"] = YEAR if request.GET.get("v") == item.photo[:16] else "public, max-age=300"
    return response


@public_shop
def poster(request: HttpRequest, shop: Shop) -> HttpResponse:
    """A page to print: the shop's address as a QR code."""
    address = f"{settings.PUBLIC_URL}/{shop.slug}"
    facts = {"shop": shop, "address": address.partition("://")[2], "qr": qr_svg(f"{address}?dari=poster", label=address)}
    return render(request, "storefront/poster.html", facts)


@costs(20)
@public_shop
def poster_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The same as PDF, for the print shop: A4, or A6 with `?ukuran=a6`."""
    size = "a6" if request.GET.get("ukuran") == "a6" else "a4"
    address = f"{settings.PUBLIC_URL}/{shop.slug}"
    facts = {
        "size": size,
        "language": get_language(),
        "name": in_our_letters(shop.name),
        "sells": in_our_letters(shop.sells),
        "place": in_our_letters(shop.area_path),
        "address": address.partition("://")[2],
        "code": code_svg(f"{address}?dari=poster"),
        "call": _("Pindai, pilih, pesan."),
    }
    return pdf_answer(POSTER, facts, name=f"poster-{shop.slug}-{size}")


def _answer(request: HttpRequest, card: Card) -> HttpResponse:
    response = HttpResponse(picture_of(card, draw_card), content_type="image/jpeg")
    response["Cache-Control"] = YEAR if request.GET.get("v") == card.version else "public, max-age=300"
    return response
