"""Into a public shop: which one the address names, whether the visitor already has the page, and no orders by foreign forms."""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt

from sekoci import kit
from sekoci.catalog.queries import front_version
from sekoci.kit.clock import day_in
from sekoci.kit.cookies import FLASH, path_cookie
from sekoci.kit.errors import NotFound
from sekoci.kit.kept import KeptPages, code, is_known, tag_of
from sekoci.kit.pages import FormExpired
from sekoci.kit.scope import in_business
from sekoci.orders.pages import WAYS_IN
from sekoci.registry.queries import Shop, business_id_of, shop_at, shop_by_slug, shop_even_closed, shop_of
from sekoci.reviews.queries import VERSION
from sekoci.storefront.basket import COOKIE

View = Callable[..., HttpResponse]
WAY_IN = path_cookie("dari")
WEEK = 7 * 24 * 3600
PAGES = KeptPages(512, seconds=10)
"""By their tag: some fifteen megabytes a process. Ten seconds, in case something began or ended between tag and drawing."""


def public_shop(view: View) -> View:
    """`view(request, shop, …)` for `/<slug>/…`, inside the business: in one transaction. No such public shop: not found."""
    return _inside(view, lambda business_id: shop if (shop := shop_of(business_id)) and shop.has_public_shop else None)


def order_shop(view: View) -> View:
    """Like `public_shop`, for the pages of an order by its token: hidden or closed, a shop stands by what was ordered."""
    return _inside(view, shop_even_closed)


def _inside(view: View, find: Callable[[int], Shop | None]) -> View:
    @wraps(view)
    def page(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        if slug != slug.lower():
            return as_written(request, slug)
        business_id = business_id_of("slug", slug)
        if business_id is None:
            raise NotFound()
        with in_business(business_id):
            shop = find(business_id)
            if shop is None:
                raise NotFound()
            return view(request, shop, **parts)

    return page


def shelf_page(view: View) -> View:
    """Like `public_shop`, for a page that shows the shop, its shelf and the visitor's basket and nothing else.

    Whoever has it already is told so before it is drawn, at the price of one statement; so is whoever sees what somebody else,
    with nothing in the basket, has seen since it last changed.
    """

    @wraps(view)
    def page(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        if slug != slug.lower():
            return as_written(request, slug)
        business_id = business_id_of("slug", slug)
        version, shelf = front_version(business_id, also=VERSION) if business_id is not None else (None, "")
        shop = shop_at(business_id, version) if business_id is not None and version else None
        if shop is None or not shop.has_public_shop:
            raise NotFound()
        tag = _tag_of(request, f"{version} {day_in(shop.zone)} {shop.is_open_now} {shelf}")
        if is_known(request, tag):
            return _by_link(request, shop, _tagged(HttpResponseNotModified(), tag))
        is_for_all = tag is not None and request.method == "GET" and not request.COOKIES.get(COOKIE)
        if is_for_all and (kept := PAGES.get(tag)):
            return _by_link(request, shop, _tagged(kept.answer(request), tag))
        with in_business(shop.id):
            response = view(request, shop, **parts)
        if response.status_code != 200:
            return response
        if is_for_all:
            response = PAGES.keep(tag, response.content).answer(request)
        return _by_link(request, shop, _tagged(response, tag))

    return page


def as_written(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever types WARUNG-MELATI or warung-melati/ is led to warung-melati, where that is a public shop."""
    if request.method not in ("GET", "HEAD") or shop_by_slug(slug.lower()) is None:
        raise NotFound()
    path, question, asked = request.get_full_path().partition("?")
    return HttpResponsePermanentRedirect(f"/{slug.lower()}{path[1 + len(slug) :].rstrip('/')}{question}{asked}")


def from_our_own_pages(view: View) -> View:
    """Take a form only from a page of ours.

    Buyers have no account and no session, so there is no token to compare; browsers say themselves where a form comes from.
    Without a token in them, shop pages are the same for everybody and need not be drawn again.
    """

    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if request.method == "POST":
            origin = request.headers.get("Origin")
            foreign = origin is not None and urlsplit(origin).netloc != request.get_host()
            if foreign or request.headers.get("Sec-Fetch-Site") == "cross-site":
                raise FormExpired()
        return view(request, *args, **parts)

    return page


def _tag_of(request: HttpRequest, version: str) -> str | None:
    """The ETag of a page that shows this version of shop and shelf; None while a message waits to be shown."""
    if FLASH in request.COOKIES:
        return None
    return tag_of(
        build(),
        version,
        request.LANGUAGE_CODE,
        request.get_full_path(),
        request.COOKIES.get(COOKIE, ""),
        request.headers.get("HX-Request", ""),
    )


def _by_link(request: HttpRequest, shop: Shop, response: HttpResponse) -> HttpResponse:
    """Whoever came by a link that says so (`?dari=wa`) and orders within a week came by it; the last such link counts."""
    way_in = request.GET.get("dari", "")
    if way_in in WAYS_IN:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(WAY_IN, way_in, max_age=WEEK, path=f"/{shop.slug}", samesite="Lax", httponly=True, secure=secure)
    return response


def _tagged(response: HttpResponse, tag: str | None) -> HttpResponse:
    """Keep the page, but ask each time whether it still stands."""
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Cookie, HX-Request"
    if tag:
        response["ETag"] = tag
    return response


@lru_cache(maxsize=1)
def build() -> str:
    """Changes whenever our code, a template, the style or a script does."""
    digest = hashlib.blake2b(code().encode(), digest_size=8)
    for package in (Path(kit.__path__[0]), Path(__file__).parents[1]):
        for template in sorted(package.rglob("templates/**/*.html")):
            digest.update(template.read_bytes())
    for name in ("kit/sekoci.css", "kit/page.js", "kit/icons.svg"):
        digest.update(static(name).encode())
    return digest.hexdigest()
