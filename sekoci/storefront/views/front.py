"""The front page: what Sekoci is, one way in for owners, and a few shops to look at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sekoci.catalog.queries import first_photos
from sekoci.registry.queries import some_public_shops


def front_page(request: HttpRequest) -> HttpResponse:
    shops = some_public_shops(8)
    photos = first_photos([shop.id for shop in shops])
    response = render(request, "storefront/front.html", {"shops": [(shop, photos.get(shop.id, "")) for shop in shops]})
    response["Cache-Control"] = "private, no-cache"
    return response
