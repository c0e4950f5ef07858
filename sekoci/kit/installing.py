"""What a phone asks for before it puts Sekoci on its home screen."""

import io
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image

from sekoci.kit.drawing import FOAM, NAVY, mark
from sekoci.kit.errors import NotFound

ICONS = (192, 512)
DAY = "public, max-age=86400"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: opens where the owner's day begins."""
    facts = {
        "id": "/kelola",
        "name": "Sekoci",
        "short_name": "Sekoci",
        "description": _("Toko, kasir, dan buku usaha Anda."),
        "lang": get_language(),
        "start_url": "/kelola",
        "scope": "/",
        "display": "standalone",
        "background_color": FOAM,
        "theme_color": NAVY,
        "icons": [
            {"src": f"/ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size in ICONS
            for purpose in ("any", "maskable")
        ],
    }
    response = JsonResponse(facts, content_type="application/manifest+json")
    response["Cache-Control"] = DAY
    return response


@require_safe
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """Our lifeboat on navy, with room around it for phones that cut icons into circles."""
    if size not in ICONS:
        raise NotFound()
    response = HttpResponse(_drawn(size), content_type="image/png")
    response["Cache-Control"] = DAY
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look that read no page of ours."""
    response = redirect(f"/ikon-{ICONS[0]}.png", permanent=True)
    response["Cache-Control"] = DAY
    return response


@lru_cache(maxsize=len(ICONS))
def _drawn(size: int) -> bytes:
    picture, boat = Image.new("RGB", (size, size), NAVY), size * 2 // 3
    mark(picture, (size - boat) // 2, (size - boat) // 2, boat)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
