"""The owner's stock: what there is, why it changed, more of it, and what was counted."""

from collections.abc import Callable
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sekoci.catalog import actions
from sekoci.catalog.forms import BuyForm, CostForm, CountForm, SignedId
from sekoci.catalog.queries import StockLine, debt_of, moves_of, purchase, stock_list, stock_of
from sekoci.catalog.queries.moves import CHOICES, SORTS, OnlyStock, SortStock
from sekoci.catalog.templatetags.stock_words import told
from sekoci.catalog.views.products import MOST_IN_A_FILE, start_of, who, wish_of
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.sheets import list_answer
from sekoci.registry.pages import my_shop
from sekoci.registry.queries import Shop

CHOICE_LABELS = {
    "": gettext_lazy("Semua"),
    "habis": gettext_lazy("Habis"),
    "menipis": gettext_lazy("Menipis"),
    "tanpa-modal": gettext_lazy("Tanpa harga modal"),
    "dihapus": gettext_lazy("Sudah dihapus"),
}
SORT_LABELS = {
    "": gettext_lazy("Nama"),
    "stok": gettext_lazy("Stok tersedikit"),
    "nilai": gettext_lazy("Nilai terbesar"),
    "gerak": gettext_lazy("Terakhir berubah"),
}


@require_GET
@my_shop()
def stock_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    only, sort, search = wish_of(request, CHOICES, SORTS)
    page = stock_list(shop.id, only=cast(OnlyStock, only), sort=cast(SortStock, sort), search=search, start=start_of(request))
    facts = {
        "page": page,
        "only": only,
        "sort": sort,
        "search": search,
        "filters": [(name, label, page.counts[name]) for name, label in CHOICE_LABELS.items()],
        "sorts": SORT_LABELS.items(),
    }
    return render(request, "catalog/stock.html", facts)


@require_GET
@my_shop()
def stock_file(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The chosen stock as a file for a spreadsheet."""
    only, sort, search = wish_of(request, CHOICES, SORTS)
    rows = stock_list(shop.id, only=cast(OnlyStock, only), sort=cast(SortStock, sort), search=search, limit=MOST_IN_A_FILE).items
    heads = [
        gettext("nama"), gettext("satuan"), gettext("ada"), gettext("dipesan"), gettext("bisa dijual"), gettext("modal satuan"),
        gettext("nilai"),
    ]  # fmt: skip
    cells = [(each.name, each.unit, each.on_hand, each.reserved, each.stock, each.unit_cost, each.value) for each in rows]
    return list_answer(request, f"stok-{shop.slug}", heads, cells)


@require_GET
@my_shop()
def moves_file(request: HttpRequest, shop: Shop, variant_id: UUID) -> HttpResponse:
    """Why one thing's stock changed, as a file, with the shop's own time."""
    stock = stock_of(shop.id, variant_id)
    if stock is None:
        raise NotFound
    home = ZoneInfo(shop.zone)
    moves, _ = moves_of(shop.id, variant_id, limit=MOST_IN_A_FILE)
    return list_answer(
        request,
        f"riwayat-stok-{shop.slug}",
        [gettext("waktu"), gettext("barang"), gettext("kejadian"), gettext("perubahan"), gettext("dipesan"), gettext("nilai")],
        [
            (
                move.at.astimezone(home).isoformat(timespec="minutes"), stock.name, told(move), move.on_hand, move.reserved,
                move.value,
            )
            for move in moves
        ],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop()
def variant_stock(request: HttpRequest, shop: Shop, variant_id: UUID) -> HttpResponse:
    """One thing's stock with its history; three forms: more of it, what was counted, what it cost."""
    stock = stock_of(shop.id, variant_id)
    if stock is None:
        raise NotFound
    asked = request.POST.get("aksi", "")
    bought = {"unit_cost": stock.unit_cost or None, "paid_from": "cash"}
    shown = {
        "tambah": BuyForm(request.POST if asked == "tambah" else None, initial=bought, prefix="beli"),
        "hitung": CountForm(request.POST if asked == "hitung" else None, initial={"counted": stock.on_hand}, prefix="hitung"),
        "modal": CostForm(request.POST if asked == "modal" else None, initial={"unit_cost": stock.unit_cost}, prefix="modal"),
    }
    if asked in shown and shown[asked].is_valid():
        try:
            messages.success(request, DO[asked](request, shop, stock, shown[asked]))
            return redirect("catalog:variant_stock", slug=shop.slug, variant_id=variant_id)
        except Refusal as no:
            shown[asked].add_error(no.field if no.field in shown[asked].fields else None, no.sentence())
    moves, before = moves_of(shop.id, variant_id, before=_before(request))
    facts = {
        "stock": stock,
        "forms": shown,
        "open": asked if asked in shown else "",
        "key": SignedId(shop, "purchase").fresh(),
        "moves": moves,
        "before": before,
    }
    status = 422 if any(form.errors for form in shown.values()) else 200
    return render(request, "catalog/variant_stock.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@my_shop()
def undo_purchase(request: HttpRequest, shop: Shop, purchase_id: UUID) -> HttpResponse:
    """Ask, then take a mistyped purchase back."""
    bought = purchase(shop.id, purchase_id)
    if bought is None:
        raise NotFound
    refusal, status = "", 200
    if request.method == "POST":
        try:
            actions.undo_purchase(shop.id, purchase_id, by=who(request))
            messages.success(request, gettext("Pembelian dibatalkan. Stok dan catatan uang dihitung kembali."))
            return redirect("catalog:variant_stock", slug=shop.slug, variant_id=bought.lines[0].variant_id)
        except Refusal as no:
            refusal, status = no.sentence(), no.status
    is_settled = bought.is_on_credit and debt_of(shop.id) < bought.value
    facts = {"bought": bought, "refusal": "" if is_settled else refusal, "is_settled": is_settled}
    return render(request, "catalog/purchase.html", facts, status=status)


def _buy(request: HttpRequest, shop: Shop, stock: StockLine, form: forms.Form) -> str:
    said = form.cleaned_data
    actions.buy_in(
        shop.id,
        [actions.BoughtLine(stock.variant_id, said["quantity"], said["unit_cost"])],
        paid_from=said["paid_from"],
        by=who(request),
        purchase_id=SignedId(shop, "purchase").read(request.POST.get("tanda", "")),
    )
    return gettext("Stok ditambah %(n)s %(unit)s.") % {"n": said["quantity"], "unit": stock.unit}


def _count(request: HttpRequest, shop: Shop, stock: StockLine, form: forms.Form) -> str:
    said = form.cleaned_data
    changed = actions.correct_stock(shop.id, stock.variant_id, said["counted"], reason=said["reason"], by=who(request))
    if not changed:
        return gettext("Stok sudah cocok. Tidak ada yang diubah.")
    return gettext("Stok dibetulkan jadi %(n)s %(unit)s.") % {"n": said["counted"], "unit": stock.unit}


def _cost(request: HttpRequest, shop: Shop, stock: StockLine, form: forms.Form) -> str:
    actions.correct_cost(shop.id, stock.variant_id, form.cleaned_data["unit_cost"], by=who(request))
    return gettext("Harga modal sudah disimpan.")


DO: dict[str, Callable[[HttpRequest, Shop, StockLine, forms.Form], str]] = {"tambah": _buy, "hitung": _count, "modal": _cost}


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("sebelum", ""))
    except ValueError:
        return None
