"""From a basket to an order."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sekoci.accounts.pages import address_of
from sekoci.customers.actions import give_consent
from sekoci.customers.rules import PROMO
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.pages import wait_said
from sekoci.orders.actions import Asked, order_from_shop, quote_from_shop
from sekoci.orders.queries import OrderView, order_by_key, ways_to_pay
from sekoci.orders.rules import Grant, KeyReused
from sekoci.registry.queries import Shop, shop_by_slug
from sekoci.storefront.basket import keep_basket, read_basket
from sekoci.storefront.delivering import delivery_for, fee_shown, remember_area
from sekoci.storefront.forms import OrderForm
from sekoci.storefront.rules import Basket, Checked
from sekoci.storefront.views.basket import checked_basket, notes
from sekoci.storefront.views.doors import WAY_IN, from_our_own_pages

FIELDS = {
    "buyer.name": "name",
    "buyer.phone": "phone",
    "fulfilment": "fulfilment",
    "address": "address",
    "payment": "method",
    "voucher": "voucher",
}


@from_our_own_pages
def checkout(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks who and how, POST orders. Whatever became different meanwhile is told and asked again; nothing typed is lost.

    Not inside the business: the order is placed together with others that come at the same moment, in their own transaction.
    """
    shop = shop_by_slug(slug)
    if shop is None:
        raise NotFound()
    basket = read_basket(request, shop)
    ways = ways_to_pay(shop)
    form = OrderForm(request.POST if request.method == "POST" else None, shop=shop, ways=ways)
    if not basket:
        if (before := _placed_before(shop, form)) is not None:
            return HttpResponseRedirect(f"/{shop.slug}/pesanan/{before.token}")
        messages.info(request, _("Keranjang masih kosong. Pilih barang dulu."))
        return HttpResponseRedirect(f"/{shop.slug}")
    if request.method != "POST":
        return _ask(request, shop, basket, form, ways)
    if "pakai" in request.POST or "cek" in request.POST or request.headers.get("HX-Request"):  # what script sends only looks
        return _ask(request, shop, basket, _as_typed(request, shop, ways), ways)
    if not form.is_valid():
        return _ask(request, shop, basket, form, ways, status=422)
    area = ""
    if form.cleaned_data["fulfilment"] == "delivery" and shop.delivery_way:
        delivery = delivery_for(request, shop, checked_basket(shop, basket).total)
        form.cleaned_data["fee"] = fee_shown(request, delivery)
        form.cleaned_data["area"] = area = delivery.area
        if form.cleaned_data["fee"] is None:
            form.add_error(None, delivery.why_not or _("Lihat dulu ongkos antarnya, lalu pesan."))
            return _ask(request, shop, basket, form, ways, status=422)
    try:
        placed = order_from_shop(
            shop.slug,
            _asked(request, form.cleaned_data, basket),
            source="shop",
            key=form.cleaned_data["key"],
            address=address_of(request),
        )
    except Refusal as no:
        return _ask_again(request, shop, basket, form, ways, no)
    if form.cleaned_data["promo"]:
        phone, language = form.cleaned_data["phone"], request.LANGUAGE_CODE
        give_consent(shop.id, phone, language=language, how=f"order:{placed.order_id}")
    response = HttpResponseRedirect(f"/{shop.slug}/pesanan/{placed.token}")
    keep_basket(response, shop, ())
    remember_area(response, shop, area)
    return response


def _as_typed(request: HttpRequest, shop: Shop, ways: dict[str, str]) -> OrderForm:
    """What was typed so far, before any of it is checked."""
    form = OrderForm(None, shop=shop, ways=ways)
    form.initial.update({name: str(value) for name, value in request.POST.items() if name in OrderForm.base_fields})
    return form


def _with_voucher(request: HttpRequest, shop: Shop, checked: Checked) -> Grant | None:
    """What the voucher that was typed makes of the basket, or the Refusal that ordering would get; None where none was."""
    code = request.POST.get("voucher", "").strip()
    if not code or not checked.lines:
        return None
    lines = [(line.offer.product_id, line.offer.variant_id, line.quantity, None) for line in checked.lines]
    return quote_from_shop(shop.id, lines, voucher=code, phone=request.POST.get("phone", ""), address=address_of(request))


def _placed_before(shop: Shop, form: OrderForm) -> OrderView | None:
    """The order that this very form made when it was sent the first time, which emptied the basket."""
    if not form.is_valid():
        return None
    sent = form.cleaned_data
    order = order_by_key(shop.id, "shop", sent["key"])
    is_theirs = order is not None and (order.buyer_name, order.buyer_phone) == (sent["name"], sent["phone"])
    return order if is_theirs else None


def _asked(request: HttpRequest, data: dict[str, Any], basket: Basket) -> Asked:
    return Asked(
        name=data["name"],
        phone=data["phone"],
        fulfilment=data["fulfilment"],
        method=data["method"],
        lines=tuple((kept.product_id, kept.variant_id, kept.quantity, kept.price) for kept in basket),
        address=data["address"] if data["fulfilment"] == "delivery" else "",
        note=data["note"],
        area=data.get("area", ""),
        delivery_fee=data["fee"],
        discount=data["discount"],
        voucher=data["voucher"],
        way_in=request.COOKIES.get(WAY_IN, ""),
    )


def _ask_again(
    request: HttpRequest, shop: Shop, basket: Basket, form: OrderForm, ways: dict[str, str], no: Refusal
) -> HttpResponse:
    """The same page with what was typed, the refusal beside its field, and the basket as it can be ordered now."""
    if isinstance(no, KeyReused):
        typed = request.POST.copy()
        typed["key"] = str(new_id())
        form = OrderForm(typed, shop=shop, ways=ways)
        form.add_error(None, _("Pesanan ini sudah terkirim. Tekan Pesan lagi hanya untuk pesanan baru."))
    elif field := FIELDS.get(no.field or ""):
        form.add_error(field, no.sentence())
    elif no.field != "area" and not checked_basket(shop, basket).changes:  # what is wrong with the area stands beside it
        form.add_error(None, no.sentence())
    return wait_said(_ask(request, shop, basket, form, ways, status=no.status), no)


def _ask(
    request: HttpRequest,
    shop: Shop,
    basket: Basket,
    form: OrderForm,
    ways: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    """The page, with what the voucher in its field takes off and the delivery costs, or why not: what the next press orders."""
    checked = checked_basket(shop, basket)
    wrong_voucher, grant = " ".join(str(each) for each in form.errors.get("voucher", ())), None
    if not wrong_voucher:
        try:
            grant = _with_voucher(request, shop, checked)
        except Refusal as no:
            wrong_voucher, status = no.sentence(), max(status, 422)
    total = grant.total if grant else checked.total
    delivery = delivery_for(request, shop, checked.total) if shop.offers_delivery else None
    context = {
        "shop": shop,
        "checked": checked,
        "notes": notes(checked.changes),
        "form": form,
        "ways": ways,
        "promo": PROMO.text(request.LANGUAGE_CODE),
        "parts": grant.parts if grant else checked.given.parts,
        "total": total,
        "discount": grant.discount if grant else checked.given.total,
        "delivery": delivery,
        "with_delivery": total + (delivery.fee or 0 if delivery else 0),
        "wrong_voucher": wrong_voucher,
        "said_as": "warn" if status == 409 else "bad",  # what became different is no mistake of the buyer's
    }
    template = "storefront/checkout.html" if checked.lines else "storefront/basket.html"
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-cache" if request.method == "POST" else "no-store"  # Back finds what a form answered
    if checked.basket != basket:
        keep_basket(response, shop, checked.basket)
    return response
