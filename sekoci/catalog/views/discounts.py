"""The owner's discounts: a price for a time, buy n pay m, vouchers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from sekoci.catalog import actions
from sekoci.catalog.discount_form import KINDS, DiscountForm
from sekoci.catalog.queries import MyDiscount, goods_to_discount, my_discount, my_discounts
from sekoci.catalog.views.editing import READ_OR_SEND
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop


@require_GET
@my_shop()
def discount_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    """What runs, what comes, what is over."""
    at = clock.now()
    by_state: dict[str, list[MyDiscount]] = {"running": [], "coming": [], "ended": []}
    for each in my_discounts(shop.id):
        by_state[each.state(at)].append(each)
    groups = [(name, found) for name, found in by_state.items() if found]
    return render(request, "catalog/discounts.html", {"groups": groups, "kinds": KINDS})


@READ_OR_SEND
@my_shop()
def add_discount(request: HttpRequest, shop: Shop) -> HttpResponse:
    """`?jenis=` says which kind; `?barang=` names the product it is for."""
    name = request.GET.get("jenis", "harga")
    if name not in KINDS:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = DiscountForm(sent, kind=KINDS[name], zone=shop.zone, goods=goods_to_discount(shop.id))
    form.initial["goods"] = request.GET.get("barang", "")
    if form.is_bound and form.is_valid():
        try:
            actions.make_discount(shop.id, form.draft())
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, gettext("Diskon sudah disimpan."))
            return redirect("catalog:discounts", slug=shop.slug)
    return render(request, "catalog/discount_form.html", {"form": form}, status=422 if form.errors else 200)


@READ_OR_SEND
@my_shop()
def change_discount(request: HttpRequest, shop: Shop, discount_id: UUID) -> HttpResponse:
    discount = my_discount(shop.id, discount_id)
    if discount is None:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = DiscountForm(sent, kind=discount.kind, zone=shop.zone, goods=goods_to_discount(shop.id), discount=discount)
    if form.is_bound and form.is_valid():
        try:
            actions.change_discount(shop.id, discount_id, form.draft())
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, gettext("Diskon sudah disimpan."))
            return redirect("catalog:discounts", slug=shop.slug)
    facts = {"form": form, "discount": discount, "state": discount.state(clock.now())}
    return render(request, "catalog/discount_form.html", facts, status=422 if form.errors else 200)


@require_POST
@my_shop()
def stop_discount(request: HttpRequest, shop: Shop, discount_id: UUID) -> HttpResponse:
    actions.stop_discount(shop.id, discount_id)
    messages.success(request, gettext("Diskon dihentikan. Ubah tanggalnya kalau ingin mulai lagi."))
    return redirect("catalog:discounts", slug=shop.slug)
