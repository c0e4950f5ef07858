"""The front page: what Sekoci is, one way in for owners, and a few shops to look at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sekoci.registry.queries import some_public_shops


def front_page(request: HttpRequest) -> HttpResponse:
    response = render(request, "storefront/front.html", {"shops": some_public_shops(9)})
    response["Cache-Control"] = "private, no-cache"
    return response
