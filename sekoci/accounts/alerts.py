"""News on this phone's screen: switched on and off by whoever holds it, and over with their login here."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sekoci.accounts.devices import IN_SESSION, remember_device
from sekoci.accounts.forms import language_now
from sekoci.accounts.models import Person
from sekoci.kit.errors import NotFound
from sekoci.messaging.actions import Subscription, add_push_device, forget_push_devices, try_push_device
from sekoci.messaging.queries import push_devices_of, push_key


@login_required
@require_http_methods(["GET", "POST"])
def alerts(request: HttpRequest) -> HttpResponse:
    """GET says whether this browser shows news; POST switches it on (with what the browser gave) or off."""
    phone = _phone(request)
    response: HttpResponse = redirect("accounts:alerts")
    if request.method == "GET":
        facts = {"key": push_key(), "is_on": _shown_here(request) is not None}
        return render(request, "accounts/alerts.html", facts)
    if IN_SESSION not in request.session:
        remember_device(request, response, tell=False)
    if request.POST.get("mati"):
        forget_push_devices([_device(request)])
        messages.success(request, _("Kabar tidak muncul lagi di perangkat ini."))
        return response
    given = Subscription(*(request.POST.get(name, "")[:500] for name in ("endpoint", "p256dh", "auth")))
    add_push_device(phone, given, holder=_device(request), language=language_now())
    messages.success(request, _("Kabar pesanan akan muncul di layar ini."))
    return response


@login_required
@require_POST
def try_it(request: HttpRequest) -> HttpResponse:
    """Show one piece of news here, so that its person sees that it works."""
    device = _shown_here(request)
    if device is None:
        raise NotFound()
    news = {"title": "Sekoci", "body": _("Kabar pesanan muncul seperti ini."), "url": "/kelola", "tag": "coba"}
    if try_push_device(_phone(request), device, news=news):
        messages.success(request, _("Terkirim. Lihat layar Anda."))
    else:
        messages.error(request, _("Belum terkirim. Nyalakan lagi, lalu coba."))
    return redirect("accounts:alerts")


def _phone(request: HttpRequest) -> str:
    assert isinstance(request.user, Person)
    if not request.user.phone:
        raise NotFound()
    return request.user.phone


def _device(request: HttpRequest) -> str:
    return str(request.session[IN_SESSION]["id"])


def _shown_here(request: HttpRequest) -> UUID | None:
    return push_devices_of([_device(request)]).get(_device(request)) if IN_SESSION in request.session else None
