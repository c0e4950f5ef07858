"""The round of the day on a phone: who goes, in which order, what is taken at each door."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.accounts.pages import seeing, seen
from sekoci.delivery.actions import give_to_driver, leave_order_to_us, put_in_order
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.forms import LineField
from sekoci.orders.actions import deliver_order, send_orders
from sekoci.orders.queries import OrderView, order_of
from sekoci.orders.rounds import drivers_among, round_of
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop, area_by_code, members_of


class ArriveForm(forms.Form):
    """The buyer's four digits; or, for who has none, the name of who took it."""

    kode = forms.CharField(
        label=gettext_lazy("Kode dari pembeli"),
        help_text=gettext_lazy("Empat angka di halaman pesanan pembeli."),
        max_length=12,
        required=False,
        widget=forms.TextInput({"class": "code-input", "inputmode": "numeric", "autocomplete": "off"}),
    )
    penerima = LineField(
        label=gettext_lazy("Siapa yang menerima?"),
        help_text=gettext_lazy("Nama penerima, atau alasan tanpa kode."),
        max_length=120,
        required=False,
    )
    tunai = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        for name in ("kode", "penerima"):
            self.fields[name].is_conditional = True  # type: ignore[attr-defined]  # one of them is needed: neither "may be empty"


@require_GET
@my_shop()
def round_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What is on its way and what could go, in driving order; `?cetak` for paper."""
    today = round_of(shop, shown_by=seeing(request, what="row", shop=shop.name))
    return render(request, "orders/round_paper.html" if "cetak" in request.GET else "orders/round.html", {"round": today})


@require_POST
@my_shop()
def leave(request: HttpRequest, shop: Shop) -> HttpResponse:
    """Off with the chosen ones: all are sent, or none with the reason why."""
    chosen = list(dict.fromkeys(_uuid(text) for text in request.POST.getlist("pesanan")))
    people = {str(each.person_id): each.person_id for each in drivers_among(members_of(shop.id))}
    try:
        if chosen:
            send_orders(shop.id, chosen, by=f"owner:{request.user.pk}")
            give_to_driver(shop.id, chosen, people.get(request.POST.get("pengantar", "")))
            messages.success(request, gettext("%(n)s pesanan berangkat.") % {"n": len(chosen)})
        else:
            messages.warning(request, gettext("Pilih dulu pesanan yang dibawa."))
    except Refusal as no:
        messages.error(request, no.sentence())
    return redirect("orders:round", slug=shop.slug)


@require_POST
@my_shop()
def reorder(request: HttpRequest, shop: Shop) -> HttpResponse:
    """One stop up or down, which fixes the order of all beside it; or the whole order worked out again."""
    now = round_of(shop)
    if "ulang" in request.POST:
        leave_order_to_us(shop.id, [stop.order.id for stop in (*now.on_the_way, *now.ready)])
    else:
        step = -1 if "naik" in request.POST else 1
        order_id = _uuid(request.POST.get("naik") or request.POST.get("turun") or "")
        ids = now.part_of(order_id)
        if not ids:
            raise NotFound()
        at = ids.index(order_id)
        to = min(max(at + step, 0), len(ids) - 1)
        ids[at], ids[to] = ids[to], ids[at]
        put_in_order(shop.id, ids)
    if request.headers.get("HX-Request") == "true":
        now = round_of(shop, shown_by=seeing(request, what="row", shop=shop.name))
        return render(request, "orders/round_parts.html", {"round": now})
    return redirect("orders:round", slug=shop.slug)


@my_shop()
def arrive(request: HttpRequest, shop: Shop, order_id: UUID) -> HttpResponse:
    """At the door: the code or who took it, and the money, in one step."""
    order = order_of(shop.id, order_id)
    if order is None or order.fulfilment != "delivery":
        raise NotFound()
    seen(request, [order.buyer_phone], what="order", shop=shop.name)
    waits = order.payment is not None and order.payment.status == "waiting"
    form = ArriveForm(request.POST or None, initial={"tunai": waits and order.payment and order.payment.method == "cash"})
    if request.method == "POST" and form.is_valid():
        try:
            _deliver(shop, order, form, by=f"owner:{request.user.pk}")
        except Refusal as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence())
        else:
            messages.success(request, gettext("Pesanan %(code)s sampai.") % {"code": order.code})
            return redirect("orders:round", slug=shop.slug)
    village = area_by_code(order.area_code) if order.area_code else None
    facts = {"order": order, "village": village, "form": form, "waits": waits, "without_code": "tanpa" in request.POST}
    return render(request, "orders/arrive.html", facts, status=422 if form.is_bound else 200)


def _deliver(shop: Shop, order: OrderView, form: ArriveForm, *, by: str) -> None:
    said = form.cleaned_data
    without_code = said["penerima"] if "tanpa" in form.data else None
    deliver_order(shop.id, order.id, by=by, code=said["kode"], without_code=without_code, paid_cash=said["tunai"])


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None
