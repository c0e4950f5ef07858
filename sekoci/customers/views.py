"""The owner's customers: the list, one of them, and what can be done for them."""

from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sekoci.accounts.actions import note_view
from sekoci.accounts.pages import seen
from sekoci.customers import actions
from sekoci.customers.forms import NoteForm
from sekoci.customers.queries import CHOICES, SORTS, OneCustomer, customer_of, customers_of
from sekoci.kit.errors import NotAllowed, NotFound, Refusal
from sekoci.kit.sheets import Cell, list_answer, phone_cell
from sekoci.kit.text import clean_line
from sekoci.orders.queries import orders_of_buyer, usual_goods
from sekoci.registry.pages import ShopRequest, my_shop
from sekoci.registry.queries import Shop

CHOICE_LABELS = {
    "": gettext_lazy("Semua"),
    "sering": gettext_lazy("Sering belanja"),
    "baru": gettext_lazy("Baru"),
    "lama": gettext_lazy("Lama tidak belanja"),
    "setuju": gettext_lazy("Mau kabar promo"),
}
SORT_LABELS = {
    "": gettext_lazy("Terakhir belanja"),
    "sering": gettext_lazy("Paling sering"),
    "belanja": gettext_lazy("Belanja terbanyak"),
    "nama": gettext_lazy("Nama"),
}
MOST_IN_A_FILE = 20_000


@require_GET
@my_shop()
def customer_list(request: HttpRequest, shop: Shop) -> HttpResponse:
    choice, sort, search = wish_of(request)
    start = request.GET.get("mulai", "0")
    page = customers_of(
        shop.id, choice=choice, sort=sort, search=search, start=int(start) if start.isascii() and start.isdigit() else 0
    )
    seen(request, [each.phone for each in page.items], what="row", shop=shop.name)
    facts = {
        "page": page,
        "only": choice,
        "sort": sort,
        "search": search,
        "filters": [(name, label, page.counts[name]) for name, label in CHOICE_LABELS.items()],
        "sorts": SORT_LABELS.items(),
    }
    return render(request, "customers/list.html", facts)


@require_GET
@my_shop()
def export(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The chosen customers as a file, with the shop's own days."""
    choice, sort, search = wish_of(request)
    home = ZoneInfo(shop.zone)
    found = customers_of(shop.id, choice=choice, sort=sort, search=search, limit=MOST_IN_A_FILE).items
    note_view([each.phone for each in found], viewer=f"shop:{request.user.pk}", what="list", place=shop.name)
    rows: list[list[Cell]] = [
        [
            each.name, phone_cell(each.phone), each.orders, each.bought, each.spent,
            each.first_at.astimezone(home).date().isoformat(), each.last_at.astimezone(home).date().isoformat(),
            _("ya") if each.is_agreed else _("tidak"),
        ]
        for each in found
    ]  # fmt: skip
    heads = [
        _("nama"), _("hp"), _("banyak pesanan"), _("pesanan selesai"), _("belanja"), _("pesanan pertama"), _("pesanan terakhir"),
        _("mau promo"),
    ]  # fmt: skip
    return list_answer(request, f"pelanggan-{shop.slug}", heads, rows)


@require_http_methods(["GET", "POST"])
@my_shop()
def customer_page(request: HttpRequest, shop: Shop, customer_id: UUID) -> HttpResponse:
    """GET shows a customer, POST writes a note about them."""
    customer = customer_or_404(request, shop, customer_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        actions.keep_note(shop.id, customer_id, sent["text"], key=sent["kunci"], person_id=request.user.pk or 0)
        messages.success(request, _("Catatan disimpan."))
        return redirect("customers:customer", slug=shop.slug, customer_id=customer_id)
    facts = {
        "customer": customer,
        "orders": orders_of_buyer(shop.id, customer.phone, limit=10),
        "usual": usual_goods(shop.id, customer.phone),
        "form": form,
        "notes": [each for each in customer.notes if not each.removed_at],
        "removed": [each for each in customer.notes if each.removed_at],
    }
    return render(request, "customers/customer.html", facts, status=422 if form.is_bound else 200)


@require_POST
@my_shop()
def forget(request: HttpRequest, shop: Shop, customer_id: UUID) -> HttpResponse:
    """For the owner alone: the customer asked for it."""
    if cast(ShopRequest, request).role != "owner":
        raise NotAllowed()
    customer_or_404(request, shop, customer_id)
    try:
        actions.forget_customer(shop.id, customer_id)
    except Refusal as no:
        messages.error(request, no.sentence())
        return redirect("customers:customer", slug=shop.slug, customer_id=customer_id)
    messages.success(request, _("Data pelanggan dihapus. Pesanannya tetap ada tanpa nama."))
    return redirect("customers:list", slug=shop.slug)


def wish_of(request: HttpRequest) -> tuple[str, str, str]:
    """What the visitor asked to see, out of the address: a choice, an order, and words to look for."""
    choice, sort = request.GET.get("saring", ""), request.GET.get("urut", "")
    search = clean_line(request.GET.get("cari", "")[:60], most=180, field="cari")
    return choice if choice in CHOICES else "", sort if sort in SORTS else "", search


def customer_or_404(request: HttpRequest, shop: Shop, customer_id: UUID) -> OneCustomer:
    """The customer, looked at by whoever asks: it is noted."""
    customer = customer_of(shop.id, customer_id)
    if customer is None:
        raise NotFound()
    seen(request, [customer.phone], what="customer", shop=shop.name)
    return customer
