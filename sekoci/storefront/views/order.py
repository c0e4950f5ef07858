"""The buyer's page of an order: how to pay, where it is now; it renews itself."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sekoci.catalog.queries import products
from sekoci.customers.actions import withdraw_consent
from sekoci.customers.queries import has_agreed
from sekoci.delivery.queries import code_at_door, proof_of
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.qr import qr_png, qr_svg
from sekoci.orders.actions import WrongState, cancel_orders
from sekoci.orders.queries import OrderView, order_by_token
from sekoci.orders.rules import business_of_token
from sekoci.payments.rules import decode_qris
from sekoci.registry.queries import Shop, area_by_code
from sekoci.reviews.queries import reviews_of_order
from sekoci.reviews.rules import may_be_reviewed
from sekoci.storefront import rules
from sekoci.storefront.basket import keep_basket, read_basket
from sekoci.storefront.timeline import state_name, timeline_of
from sekoci.storefront.views.basket import offers_of
from sekoci.storefront.views.doors import from_our_own_pages, order_shop, public_shop

ENDED = ("completed", "cancelled", "expired")
ON_ITS_WAY = ("accepted", "packed", "sent")
"""When the buyer is shown the code to say at the door."""


class TooLate(Refusal):
    code, status = "too_late", 409
    id = "Toko sudah mengerjakan pesanan ini. Hubungi toko untuk membatalkan."
    en = "The shop is already working on this order. Contact the shop to cancel it."


@order_shop
def order_page(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """For whoever holds the token. HTMX asks every five seconds with the version it shows: 204 while nothing is new."""
    order = order_with(shop, token)
    version = _version(order)
    asks_for_news = request.headers.get("HX-Request") == "true"
    if asks_for_news and request.GET.get("versi") == version:
        return HttpResponse(status=204)
    context = order_facts(shop, order) | {"version": version}
    template = "storefront/parts/order.html" if asks_for_news else "storefront/order.html"
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@from_our_own_pages
@order_shop
def cancel(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """GET asks whether really, POST cancels: only while the shop has not accepted and no money came (or is to come)."""
    order = order_with(shop, token)
    if request.method != "POST":
        return render(request, "storefront/cancel.html", {"shop": shop, "order": order})
    if not _may_cancel(order):
        raise TooLate()
    try:
        cancel_orders(shop.id, [order.id], by="buyer", reason=_("Dibatalkan pembeli"))
    except WrongState:
        raise TooLate() from None
    if _was_taken_up(order_with(shop, token)):
        raise TooLate()  # between our look and the lock; all of it is undone
    messages.success(request, _("Pesanan dibatalkan."))
    return HttpResponseRedirect(f"/{shop.slug}/pesanan/{token}")


@from_our_own_pages
@public_shop
def order_again(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """The same things into the basket, as far as the shop still sells them, at today's prices."""
    order = order_with(shop, token)
    if request.method != "POST":
        return HttpResponseRedirect(f"/{shop.slug}/pesanan/{token}")
    offers = offers_of(products(shop.id, {line.product_id for line in order.lines if line.product_id}))
    basket = read_basket(request, shop)
    missing = False
    for line in order.lines:
        offer = offers.get(line.variant_id) if line.variant_id else None
        if offer is None or offer.stock <= 0 or len(basket) >= rules.MOST_KINDS:
            missing = True
            continue
        basket = rules.put(basket, offer, line.quantity)
    if missing:
        messages.warning(request, _("Sebagian barang sudah tidak tersedia. Sisanya ada di keranjang."))
    response = HttpResponseRedirect(f"/{shop.slug}/keranjang")
    keep_basket(response, shop, basket)
    return response


@from_our_own_pages
@order_shop
def no_more_offers(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """Take back what was ticked when ordering."""
    order = order_with(shop, token)
    if request.method == "POST":
        withdraw_consent(shop.id, order.buyer_phone, how=f"order:{order.id}")
        messages.success(request, _("Toko ini tidak akan mengirim promo lagi."))
    return HttpResponseRedirect(f"/{shop.slug}/pesanan/{token}")


@order_shop
def qris_picture(request: HttpRequest, shop: Shop, token: str) -> HttpResponse:
    """The code as a picture to keep: a buyer on one phone opens it from the e-wallet's own scanner."""
    order = order_with(shop, token)
    if not order.payment or not order.payment.qris or order.payment.status != "waiting":
        raise NotFound()
    name = f"qris-{order.code}.png"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(qr_png(order.payment.qris), content_type="image/png", headers=headers)


def order_facts(shop: Shop, order: OrderView) -> dict[str, Any]:
    """What the page shows: the order, its payment, its way so far, and whether to keep asking for news."""
    payment = order.payment
    may_review = shop.has_public_shop and may_be_reviewed(order)
    is_waiting = payment is not None and payment.status == "waiting" and order.state not in ("cancelled", "expired")
    return {
        "shop": shop,
        "order": order,
        "payment": payment,
        "is_waiting": is_waiting,
        "goods": order.total - order.delivery_fee,
        "village": area_by_code(order.area_code) if order.area_code else None,
        "door_code": code_at_door(order.id) if order.fulfilment == "delivery" and order.state in ON_ITS_WAY else "",
        "proof": proof_of(shop.id, order.id) if order.fulfilment == "delivery" and order.state == "completed" else None,
        "state_name": state_name(order.state),
        "timeline": timeline_of(order, shop.zone),
        "may_review": may_review,
        "is_reviewed": may_review and _is_reviewed(order),
        "gets_offers": bool(order.buyer_phone) and has_agreed(shop.id, order.buyer_phone),
        "is_live": order.state not in ENDED or is_waiting,
        "may_cancel": _may_cancel(order),
        "qr": qr_svg(payment.qris) if payment and is_waiting and payment.qris else "",
        "receiver": decode_qris(payment.qris).merchant_name if payment and is_waiting and payment.qris else "",
    }


def order_with(shop: Shop, token: str) -> OrderView:
    order = order_by_token(token) if business_of_token(token) == shop.id else None
    if order is None:
        raise NotFound()
    return order


def _may_cancel(order: OrderView) -> bool:
    return order.state == "placed" and not order.left


def _is_reviewed(order: OrderView) -> bool:
    """Whether something was said of every product of the order."""
    return {line.product_id for line in order.lines if line.product_id} <= set(reviews_of_order(order.business_id, order.id))


def _was_taken_up(order: OrderView) -> bool:
    """Whether the shop accepted it, or money came, before it was cancelled."""
    paid = order.payment is not None and order.payment.status == "refunded"
    return paid or any(step.state == "accepted" for step in order.steps)


def _version(order: OrderView) -> str:
    payment = f"{order.payment.status}|{order.payment.refunded}" if order.payment else ""
    facts = f"{order.state}|{payment}|{len(order.steps)}|{order.needs_attention}"
    return hashlib.blake2b(facts.encode(), digest_size=6).hexdigest()
