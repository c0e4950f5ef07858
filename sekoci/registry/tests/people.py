"""How the tests of our pages ask and read."""

from html import unescape

from django.urls import reverse


def text_of(response):
    return unescape(response.content.decode())


def page(name, shop, *more):
    """The address of one of our pages of this shop."""
    return reverse(f"registry:{name}", args=[shop.slug, *more])
