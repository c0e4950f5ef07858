"""The owner's discounts: a price for a time, buy n pay m, vouchers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sekoci.catalog import actions
from sekoci.catalog.discount_form import KINDS, DiscountForm, Kind, read_value, value_of
from sekoci.catalog.queries import MyDiscount, goods_to_discount, my_discount, my_discounts
from sekoci.catalog.views.editing import READ_OR_SEND
from sekoci.kit import clock
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import Cell, list_answer
from sekoci.kit.text import clean_line
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

KIND_NAMES: Mapping[str, Any] = {
    "price": gettext_lazy("Harga promo"),
    "bundle": gettext_lazy("Beli n bayar m"),
    "voucher": gettext_lazy("Voucher"),
}
STATES: Mapping[str, Any] = {
    "running": gettext_lazy("Sedang berjalan"),
    "coming": gettext_lazy("Akan datang"),
    "ended": gettext_lazy("Sudah selesai"),
}


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


@require_GET
@my_shop()
def discount_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The newest 200 as a file, with the shop's own hours."""
    at, home = clock.now(), ZoneInfo(shop.zone)
    heads = [
        gettext("jenis"), gettext("kode voucher"), gettext("untuk"), gettext("rupiah"), gettext("persen"), gettext("beli"),
        gettext("bayar"), gettext("belanja mulai"), gettext("dipakai"), gettext("mulai"), gettext("sampai"), gettext("keadaan"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            str(KIND_NAMES[each.kind]), each.code, _for_what(each), "" if each.amount is None else each.amount,
            each.whole_percent if each.percent else "", each.buy or "", each.pay or "", each.minimum, each.used,
            each.starts_at.astimezone(home).isoformat(timespec="minutes"),
            each.ends_at.astimezone(home).isoformat(timespec="minutes") if each.ends_at else "", str(STATES[each.state(at)]),
        ]
        for each in my_discounts(shop.id)
    ]  # fmt: skip
    return list_answer(request, f"diskon-{shop.slug}", heads, rows)


def _for_what(discount: MyDiscount) -> str:
    named = f"{discount.product} - {discount.variant}" if discount.variant else discount.product
    return named or gettext("Semua barang di toko")


@READ_OR_SEND
@my_shop()
def add_discount(request: HttpRequest, shop: Shop) -> HttpResponse:
    """`?jenis=` says which kind; `?barang=` names the product it is for."""
    name = request.GET.get("jenis", "harga")
    if name not in KINDS:
        raise NotFound
    return _form_page(request, shop, KINDS[name])


@READ_OR_SEND
@my_shop()
def change_discount(request: HttpRequest, shop: Shop, discount_id: UUID) -> HttpResponse:
    discount = my_discount(shop.id, discount_id)
    if discount is None:
        raise NotFound
    return _form_page(request, shop, discount.kind, discount)


@require_POST
@my_shop()
def stop_discount(request: HttpRequest, shop: Shop, discount_id: UUID) -> HttpResponse:
    actions.stop_discount(shop.id, discount_id)
    messages.success(request, gettext("Diskon dihentikan. Ubah tanggalnya kalau ingin mulai lagi."))
    return redirect("catalog:discounts", slug=shop.slug)


def _form_page(request: HttpRequest, shop: Shop, kind: Kind, discount: MyDiscount | None = None) -> HttpResponse:
    """GET shows the form; POST saves it, or (with `lihat`) only looks for goods: what was typed and chosen stays."""
    sent = request.POST if request.method == "POST" else None
    is_part = request.headers.get("HX-Request") == "true"
    only_looks = sent is not None and (is_part or "lihat" in sent)
    search = clean_line(sent.get("cari", "")[:60], most=180, field="cari") if sent is not None else ""
    chosen = sent.get("goods", "") if sent is not None else value_of(discount) if discount else request.GET.get("barang", "")
    product_id, variant_id = read_value(chosen)
    goods, is_more = goods_to_discount(shop.id, search=search, product_id=product_id, variant_id=variant_id)
    typed = sent.dict() if only_looks and sent else {"goods": chosen}
    form = DiscountForm(None if only_looks else sent, kind=kind, zone=shop.zone, goods=goods, discount=discount, typed=typed)
    if form.is_bound and form.is_valid():
        try:
            if discount:
                actions.change_discount(shop.id, discount.id, form.draft())
            else:
                actions.make_discount(shop.id, form.draft())
        except Refusal as no:
            form.say(no)
        else:
            messages.success(request, gettext("Diskon sudah disimpan."))
            return redirect("catalog:discounts", slug=shop.slug)
    facts = {"form": form, "discount": discount, "search": search, "is_more": is_more}
    facts["finds_none"] = search and all(each.product_id == product_id for each in goods)
    if is_part:
        return render(request, "catalog/discount_goods.html", facts)
    facts["state"] = discount.state(clock.now()) if discount else ""
    return render(request, "catalog/discount_form.html", facts, status=422 if form.errors else 200)
