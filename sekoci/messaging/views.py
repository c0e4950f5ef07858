"""The call-back of WhatsApp, and in development the outbox of the pretend provider."""

import hmac
import logging
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from sekoci.kit.errors import NotFound
from sekoci.messaging import actions, queries
from sekoci.messaging.providers.whatsapp import webhook
from sekoci.messaging.rules import TEMPLATES

logger = logging.getLogger(__name__)
SERVICE_WORKER = Path(__file__).parent / "static" / "messaging" / "sw.js"
LARGEST = 3 * 1024 * 1024
"""Meta's own limit of one delivery."""


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows news; from the root, because it may show nothing above where it lies."""
    response = HttpResponse(SERVICE_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt
@require_http_methods(["GET", "POST"])
def whatsapp(request: HttpRequest) -> HttpResponse:
    """GET: prove that this address is ours. POST: statuses and people's messages; believed only when signed."""
    if request.method == "GET":
        return _prove(request)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _plain("too large", 413)
    if not webhook.is_signed(body, request.headers.get("X-Hub-Signature-256", ""), settings.WHATSAPP_APP_SECRET):
        logger.warning("a delivery to the WhatsApp call-back was not signed by our app")
        return _plain("signature", 401)
    try:
        statuses, heard = webhook.read(body)
    except (ValueError, RecursionError):
        return _plain("not JSON", 400)
    actions.take_statuses("whatsapp", statuses)
    actions.take_words("whatsapp", heard)
    return _plain("ok", 200)


def _prove(request: HttpRequest) -> HttpResponse:
    ours = settings.WHATSAPP_VERIFY_TOKEN.encode()
    given = request.GET.get("hub.verify_token", "").encode("utf-8", "replace")
    if not ours or request.GET.get("hub.mode") != "subscribe" or not hmac.compare_digest(ours, given):
        return _plain("no", 403)
    return _plain(request.GET.get("hub.challenge", ""), 200)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent. There is no such page outside development."""
    if not settings.DEVELOPMENT:
        raise NotFound()
    template = request.GET.get("jenis", "")
    search = request.GET.get("cari", "").replace("\0", "")[:80]
    oldest_first = request.GET.get("urut") == "lama"
    entries = queries.outbox(template=template if template in TEMPLATES else "", search=search, oldest_first=oldest_first)
    page = {"entries": entries, "templates": list(TEMPLATES), "template": template, "search": search, "oldest": oldest_first}
    return render(request, "messaging/outbox.html", page)
