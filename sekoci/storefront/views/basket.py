"""The basket: putting in, changing, and telling what became different meanwhile."""

import json
import re
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sekoci.catalog.queries import ShelfItem, product, products
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.money import rupiah
from sekoci.registry.queries import Shop
from sekoci.storefront import rules
from sekoci.storefront.basket import keep_basket, read_basket
from sekoci.storefront.rules import Basket, Change, Checked, Offer
from sekoci.storefront.views.doors import from_our_own_pages, public_shop


class NotSoldHere(Refusal):
    code, status = "not_sold_here", 404
    id = "Barang ini tidak dijual di toko ini. Pilih barang lain."
    en = "This shop does not sell that. Choose something else."


class ChooseFirst(Refusal):
    code, status = "choose_first", 422
    id = "Pilih dulu jenis {name}."
    en = "Choose which {name} first."


class BasketFull(Refusal):
    code, status = "basket_full", 422
    id = "Keranjang penuh: paling banyak {most} macam. Pesan dulu yang ini."
    en = "The basket is full: at most {most} kinds. Order these first."


@from_our_own_pages
@public_shop
def basket_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    """GET shows the basket, POST puts `jumlah` pieces of `barang` (and `jenis`, its variant) in."""
    if request.method == "POST":
        return _put(request, shop)
    return basket_answer(request, shop, read_basket(request, shop))


@from_our_own_pages
@public_shop
def change_basket(request: HttpRequest, shop: Shop) -> HttpResponse:
    """New quantities (`jumlah-<variant>`), or one line out (`hapus`); answers with the basket itself.

    `lanjut` goes on to the checkout, unless there is something to tell the buyer first. What cannot be read is told, and that
    line stays as it was.
    """
    if request.method != "POST":
        return HttpResponseRedirect(f"/{shop.slug}/keranjang")
    is_part = request.headers.get("HX-Request") == "true"
    before = read_basket(request, shop)
    names = {kept.variant_id: kept.name for kept in before}
    quantities, unread = {}, []
    for name, value in request.POST.items():
        if name.startswith("jumlah-"):
            variant_id = read_id(name.removeprefix("jumlah-"))
            try:
                quantities[variant_id] = read_quantity(str(value), least=0)
            except Invalid as wrong:
                if is_part:
                    raise
                unread.append(f"{names.get(variant_id, '')}: {wrong.sentence()}")
    if out := request.POST.get("hapus"):
        quantities[read_id(out)] = 0
    basket = rules.change(before, quantities)
    for said in unread:
        messages.error(request, said)
    if is_part:
        return basket_answer(request, shop, basket)
    goes_on = "lanjut" in request.POST and not unread and not checked_basket(shop, basket).changes
    response = HttpResponseRedirect(f"/{shop.slug}/{'pesan' if goes_on else 'keranjang'}")
    keep_basket(response, shop, basket)
    return response


def basket_answer(request: HttpRequest, shop: Shop, basket: Basket) -> HttpResponse:
    """The basket held against the shelf. What changed is said once, and the cookie keeps what the buyer now knows."""
    checked = checked_basket(shop, basket)
    part = request.headers.get("HX-Request") == "true"
    template = "storefront/parts/basket.html" if part else "storefront/basket.html"
    response = render(request, template, {"shop": shop, "checked": checked, "notes": notes(checked.changes)})
    response["Cache-Control"] = "no-store"
    if checked.basket != basket or part:
        keep_basket(response, shop, checked.basket)
    return response


def checked_basket(shop: Shop, basket: Basket) -> Checked:
    if not basket:
        return Checked((), (), ())
    return rules.check(basket, offers_of(products(shop.id, {kept.product_id for kept in basket})))


def bar_of(shop: Shop, basket: Basket) -> dict[str, int]:
    """What the bar at the bottom says of the basket, at the prices seen. One statement, none for an empty one."""
    found = products(shop.id, {kept.product_id for kept in basket}) if basket else ()
    return {"pieces": rules.pieces(basket), "basket_total": rules.total(basket, {item.id: item.bundle for item in found})}


def offers_of(items: Iterable[ShelfItem]) -> dict[UUID, Offer]:
    """What a shelf's items offer, by variant."""
    offers = {}
    for item in items:
        if item.variant_id:
            plain = (item.name, "", item.unit, item.photo, item.price, item.stock, item.before, item.bundle)
            offers[item.variant_id] = Offer(item.id, item.variant_id, *plain)
        for each in item.variants:
            facts = (item.name, each.name, item.unit, item.photo, each.price, each.stock, each.before, item.bundle)
            offers[each.id] = Offer(item.id, each.id, *facts)
    return offers


def notes(changes: Iterable[Change]) -> list[str]:
    """The sentences that tell a buyer what is different now."""
    return [_note(each) for each in changes]


def _note(change: Change) -> str:
    facts = {"name": change.name}
    match change.kind:
        case "gone":
            return _("%(name)s tidak dijual lagi. Kami keluarkan dari keranjang.") % facts
        case "sold_out":
            return _("%(name)s baru saja habis. Kami keluarkan dari keranjang.") % facts
        case "fewer":
            return _("%(name)s tinggal %(now)s. Jumlahnya kami sesuaikan.") % (facts | {"now": change.now})
    prices = {"before": rupiah(change.before), "now": rupiah(change.now)}
    return _("Harga %(name)s berubah dari %(before)s menjadi %(now)s.") % (facts | prices)


def read_quantity(text: str, *, least: int = 1) -> int:
    """A whole number of pieces in ordinary digits, from `least` to a million."""
    plain = text.strip()
    if not re.fullmatch(r"[0-9]{1,7}", plain) or not least <= int(plain) <= rules.MOST_PIECES:
        raise Invalid(
            field="quantity",
            why_id=f"Jumlah harus angka {least} sampai 1.000.000.",
            why_en=f"A quantity is a number from {least} to 1,000,000.",
        )
    return int(plain)


def read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotSoldHere() from None


def _put(request: HttpRequest, shop: Shop) -> HttpResponse:
    item = product(shop.id, read_id(request.POST.get("barang", "")))
    if item is None:
        raise NotSoldHere()
    wanted = request.POST.get("jenis")
    if item.variant_id is None and not wanted:
        raise ChooseFirst(name=item.name)
    offer = offers_of([item]).get(read_id(wanted) if wanted else item.variant_id or item.id)
    if offer is None:
        raise NotSoldHere()
    quantity = read_quantity(request.POST.get("jumlah", "1"))
    before = read_basket(request, shop)
    basket = rules.put(before, offer, quantity)
    if len(basket) > rules.MOST_KINDS:
        raise BasketFull(most=rules.MOST_KINDS)
    added = rules.pieces(basket) - rules.pieces(before)
    said = _said(offer, added, quantity)
    if request.headers.get("HX-Request") == "true":
        response = render(request, "storefront/parts/dock.html", {"shop": shop, **bar_of(shop, basket)})
        response["HX-Trigger"] = json.dumps({"toast": said})
    else:
        messages.add_message(request, messages.SUCCESS if added == quantity else messages.WARNING, said)
        response = HttpResponseRedirect(_back(request, shop))
    keep_basket(response, shop, basket)
    return response


def _said(offer: Offer, added: int, wanted: int) -> str:
    if added == wanted:
        return _("%(name)s masuk keranjang.") % {"name": offer.name}
    if offer.stock <= 0:
        return _("%(name)s sedang habis.") % {"name": offer.name}
    return _("%(name)s hanya ada %(stock)s. Semuanya sudah di keranjang.") % {"name": offer.name, "stock": offer.stock}


def _back(request: HttpRequest, shop: Shop) -> str:
    """To the shelf from the shelf; from a product's own page to the basket."""
    return f"/{shop.slug}/keranjang" if "jumlah" in request.POST else f"/{shop.slug}"
