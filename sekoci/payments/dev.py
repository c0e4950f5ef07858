"""Development only: press a button, and the pretend acquirer calls back as if a buyer had paid."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sekoci.kit import clock
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import short_code
from sekoci.kit.qr import qr_svg
from sekoci.payments.actions import Forged, hear_notice
from sekoci.payments.providers import pretend
from sekoci.payments.providers.pretend.acquirer import Callback, call_back
from sekoci.payments.queries import PaymentView, payment_by_reference

WAYS = {
    "pas": gettext_lazy("Bayar pas"),
    "ulang": gettext_lazy("Bayar pas, kabar datang tiga kali"),
    "kurang": gettext_lazy("Bayar kurang Rp1.000"),
    "lebih": gettext_lazy("Bayar lebih Rp1.000"),
    "dobel": gettext_lazy("Bayar dua kali"),
    "palsu": gettext_lazy("Kabar palsu"),
    "basi": gettext_lazy("Kabar basi (10 menit lalu)"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """`/dev/bayar/<reference>`: what a wallet would do, in a few well-behaved and badly behaved ways."""
    payment = payment_by_reference(reference) if settings.DEVELOPMENT and pretend.is_on() else None
    if payment is None:
        raise NotFound()
    back = request.GET.get("kembali", "")
    back = back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
    if request.method == "POST":
        _call(request, payment, request.POST.get("cara", "pas"))
        return redirect(back or request.path)
    drawn = qr_svg(payment.qris) if payment.qris else ""
    return render(request, "payments/dev_pay.html", {"payment": payment, "drawn": drawn, "ways": WAYS.items(), "back": back})


def _call(request: HttpRequest, payment: PaymentView, way: str) -> None:
    try:
        for each in _callbacks(payment, way):
            heard = hear_notice("pretend", each.body, each.headers)
    except Forged as forged:
        messages.error(request, forged.sentence())
        return
    said = {"settled": _("Simulasi: pembayaran diterima."), "noted": _("Simulasi: kabar dicatat.")}
    messages.info(request, said.get(heard.outcome, _("Simulasi: kabar dicatat dan perlu dilihat pemilik.")))


def _callbacks(payment: PaymentView, way: str) -> list[Callback]:
    at = clock.now()
    amount = payment.amount + {"kurang": -1000, "lebih": 1000}.get(way, 0)
    times = {"ulang": 3, "dobel": 2}.get(way, 1)
    transactions = [short_code("SIM", length=12) for _each in range(times)]
    if way == "ulang":
        transactions = transactions[:1] * times
    return [
        call_back(
            secret="palsu" if way == "palsu" else settings.PRETEND_SECRET,
            reference=payment.reference,
            transaction=transaction,
            amount=max(amount, 1),
            at=at,
            signed_at=at - timedelta(minutes=10) if way == "basi" else at,
        )
        for transaction in transactions
    ]
