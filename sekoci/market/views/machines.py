"""What machines ask for before anything else: robots.txt, the sitemaps, and whom to tell of a hole."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.html import escape

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.phone import parse_phone
from sekoci.market.queries import ADDRESSES_AT_ONCE, area_codes, count_addresses, product_addresses, shop_addresses
from sekoci.registry.queries import places

ROBOTS = """User-agent: *
Disallow: /kelola
Disallow: /akun
Disallow: /masuk
Disallow: /keluar
Disallow: /buka
Disallow: /staf$
Disallow: /staf/
Disallow: /dev/
Disallow: /data/
Disallow: /api/
Disallow: /pasar/dekat
Disallow: /*/keranjang
Disallow: /*/pesan$
Disallow: /*/pesanan/
Disallow: /*?cari=
Disallow: /*&cari=

Sitemap: {home}/sitemap.xml
"""
SECURITY = """Contact: {contact}
Expires: {until:%Y-%m-%dT%H:%M:%SZ}
Preferred-Languages: id, en
Canonical: {home}/.well-known/security.txt
"""
GOOD_FOR = timedelta(days=180)
OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(ROBOTS.format(home=settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a hole. Not there where the operator names no e-mail, link or phone."""
    if not (contact := _as_link(settings.OPERATOR_CONTACT)):
        raise NotFound()
    text = SECURITY.format(contact=contact, until=(now() + GOOD_FOR).astimezone(UTC), home=settings.PUBLIC_URL)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _as_link(contact: str) -> str:
    """The first e-mail or web address in what the operator wrote, or else a phone number; empty for neither."""
    for word in contact.replace(",", " ").replace(";", " ").split():
        if word.startswith("https://"):
            return word
        if re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", word, re.IGNORECASE):
            return f"mailto:{word}"
    try:
        return f"tel:{parse_phone(contact)}"
    except Refusal:
        return ""


def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """The list of lists: areas, shops and products, at most fifty thousand addresses each."""
    shops, products = count_addresses()
    names = ["wilayah"] if shops else []
    names += [f"toko-{part}" for part in range(1, _parts(shops) + 1)]
    names += [f"produk-{part}" for part in range(1, _parts(products) + 1)]
    listed = "".join(f"<sitemap><loc>{escape(settings.PUBLIC_URL)}/sitemap-{name}.xml</loc></sitemap>" for name in names)
    return _xml([f"{OPENING}<sitemapindex {NAMESPACE}>{listed}</sitemapindex>\n"])


def shop_part(request: HttpRequest, part: int) -> StreamingHttpResponse:
    return _part([(each.path, each.changed_at) for each in shop_addresses(part)] if part else [])


def product_part(request: HttpRequest, part: int) -> StreamingHttpResponse:
    return _part([(each.path, each.changed_at) for each in product_addresses(part)] if part else [])


def areas(request: HttpRequest) -> StreamingHttpResponse:
    """Every area that has a shop."""
    changed = area_codes()
    known = places(changed)
    return _part([(f"/pasar/{known[code].address}", at) for code, at in changed.items() if code in known])


def _part(addresses: list[tuple[str, datetime]]) -> StreamingHttpResponse:
    if not addresses:
        raise NotFound()
    return _xml(_lines(addresses))


def _lines(addresses: Iterable[tuple[str, datetime]]) -> Iterator[str]:
    yield f"{OPENING}<urlset {NAMESPACE}>\n"
    for path, changed_at in addresses:
        yield f"<url><loc>{escape(settings.PUBLIC_URL + path)}</loc><lastmod>{changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>\n"
    yield "</urlset>\n"


def _xml(text: Iterable[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(text, content_type="application/xml")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _parts(count: int) -> int:
    return -(-count // ADDRESSES_AT_ONCE)
